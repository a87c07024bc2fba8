using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// A finding in the form that build engines and editors read: <c>path(line,column): error DG1002: message</c>. It is one line,
/// its location and code stand within the first 400 characters, and its message has no brackets.
/// </summary>
internal static class MsBuildLine
{
    /// <summary>Characters of a line.</summary>
    public const int MaxLength = 2000;

    /// <summary>Leaves 80 of the 400 characters that are looked at for the position, the severity and the code.</summary>
    private const int MaxPath = 320;

    public static string Of(Finding finding, ReportOptions options)
    {
        var head = $"{Origin(finding, options)}: {Word(finding.Severity)} {finding.Code}: ";
        return head + Message(FindingPlace.Told(finding), MaxLength - head.Length);
    }

    /// <summary>Where a finding points: at its line, else at the policy's line that decided, else at the policy. A row has no form that build engines read: it stands in the message.</summary>
    public static string Origin(Finding finding, ReportOptions options) => Place(FindingPlace.Of(finding, options) with { Row = 0 });

    public static string Place(PolicyPlace place) => Place(new Location(place.File, place.Line, place.Column));

    public static string Place(in Location location)
    {
        var path = Visible.Tail(LogLine.Path(location.File), MaxPath);
        if (location.Line > 0)
        {
            return location.Column > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{path}({location.Line},{location.Column})")
                : string.Create(CultureInfo.InvariantCulture, $"{path}({location.Line})");
        }
        if (location.Row > 0) return string.Create(CultureInfo.InvariantCulture, $"{path}: row {location.Row}");
        // A name that ends like a position would be read as one.
        return path.EndsWith(')') ? path[..^1] + Visible.Escape(')') : path;
    }

    public static string Message(string message, int max = MaxLength) =>
        Visible.Head(LogLine.Text(message, MaxLength).Replace('[', '(').Replace(']', ')'), max);

    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
