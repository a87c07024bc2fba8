using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>A finding for a person: the one line that editors read too, then its evidence, the policy's line and the owner.</summary>
internal static class FindingText
{
    /// <summary>Pieces of evidence, and rows of each, that are listed.</summary>
    private const int MaxListed = 5;

    private const int MaxOwner = 160;

    private const string Indent = "    ", RowIndent = "        ";

    public static void Write(Finding finding, ReportOptions options, TextWriter to)
    {
        var origin = MsBuildLine.Origin(finding, options);
        var ink = finding.Severity switch { Severity.Error => Ink.Bad, Severity.Warning => Ink.Doubtful, _ => Ink.Strong };
        to.Write($"{origin}: {$"{MsBuildLine.Word(finding.Severity)} {finding.Code}".Paint(ink, options.Color)}: {MsBuildLine.Message(FindingPlace.Told(finding))}\n");
        foreach (var evidence in finding.Evidence.Take(MaxListed)) WriteEvidence(evidence, options, to);
        if (finding.Evidence.Length > MaxListed)
            to.Write($"{Indent}… and {Figures.Of(finding.Evidence.Length - MaxListed)} more like this\n");
        if (finding.Policy is { } place && MsBuildLine.Place(place) is var policy && policy != origin) to.Write($"{Indent}policy: {policy}\n");
        if (finding.Owner is { } owner) to.Write($"{Indent}owner: {Terminal.Text(owner, MaxOwner)}\n");
    }

    private static void WriteEvidence(EvidenceRows evidence, ReportOptions options, TextWriter to)
    {
        var what = Terminal.Text(evidence.What);
        var records = $" ({evidence.Amount})";
        to.Write($"{Indent}{what}{records}{Excerpt(evidence.Excerpt, what + records, options)}\n");
        foreach (var row in evidence.Rows.Take(MaxListed)) to.Write($"{RowIndent}{MsBuildLine.Place(row)}\n");
        var more = Math.Max(evidence.Records, evidence.Rows.Length) - Math.Min(evidence.Rows.Length, MaxListed);
        if (more > 0 && !evidence.Rows.IsEmpty) to.Write($"{RowIndent}… and {Figures.Of(more)} more\n");
    }

    /// <summary>In quotes, cut so that it stays on its line, but never to less than a few words.</summary>
    private static string Excerpt(string? excerpt, string beside, ReportOptions options)
    {
        if (excerpt is null) return "";
        var text = Terminal.Text(excerpt);
        var room = options.Width - Indent.Length - Terminal.Columns(beside) - 4;
        return $": \"{(options.Width == 0 ? text : Terminal.Fit(text, Math.Max(room, 24)))}\"";
    }
}
