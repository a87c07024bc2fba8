using DataGate.Documents;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>Where a finding points: at its row, else at the policy's line that decided, else at the policy.</summary>
internal static class FindingPlace
{
    public static Location Of(Finding finding, ReportOptions options) =>
        finding.Data
        ?? (finding.Policy is { } place ? new Location(place.File, place.Line, place.Column) : new Location(options.PolicyFile, 0, 0));

    /// <summary>What a finding says; where it points at a row of a file without lines, which row comes first, for no form of place has one.</summary>
    public static string Told(Finding finding) =>
        finding.Data is { Row: > 0 } row ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Row {row.Row}: {finding.Message}") : finding.Message;

    /// <summary>Where a finding points, for what finds files from the repository's root.</summary>
    public static Location InRepository(Finding finding, ReportOptions options)
    {
        var place = Of(finding, options);
        return place with { File = options.FileInRepository(place.File) };
    }
}
