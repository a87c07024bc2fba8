using DataGate.Documents;
using DataGate.Files.Reports.Layout;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Html;

/// <summary>Everything that was found, the worst first, each with its rows; what is beyond the first few is folded away or counted.</summary>
internal static class FindingList
{
    private const int MaxOpen = 20, MaxShown = 300, MaxEvidence = 10;

    public static Markup Of(Verdict verdict, ReportOptions options)
    {
        var findings = verdict.Findings.WorstFirst().ToList();
        if (findings.Count == 0) return Markup.Of($"<p>Nothing.</p>");
        var folded = findings.Take(MaxShown).Skip(MaxOpen).ToList();
        var more = folded.Count == 0 ? Markup.Empty : Markup.Of($"<details><summary>{Amounts.Of(folded.Count, "more finding")}</summary>{List(folded, options)}</details>");
        var left = findings.Count > MaxShown ? Markup.Of($"<p>{Amounts.Of(findings.Count - MaxShown, "more finding")} not shown here: see the JSON report.</p>") : Markup.Empty;
        return Markup.Of($"{List(findings.Take(MaxOpen), options)}{more}{left}");
    }

    private static Markup List(IEnumerable<Finding> findings, ReportOptions options) =>
        Markup.Of($"""<ul class="findings">{Markup.Join(findings.Select(finding => Item(finding, options)))}</ul>""");

    private static Markup Item(Finding finding, ReportOptions options)
    {
        var about = finding.Dataset is { } dataset ? Markup.Of($" <span class=\"soft\">in <bdi>{dataset}</bdi></span>") : Markup.Empty;
        var owner = finding.Owner is { } who ? Markup.Of($", owner <bdi>{who}</bdi>") : Markup.Empty;
        var policy = finding.Policy is { } place && finding.Data is not null ? Markup.Of($", policy {Words.Place(new Location(place.File, place.Line, place.Column))}") : Markup.Empty;
        return Markup.Of($"""
            <li class="{Words.Class(finding.Severity)}"><h3>{Words.Of(finding.Severity)} <a href="{CodePage.Address(finding.Code)}" rel="noreferrer">{finding.Code}</a> {CodePage.Title(finding.Code)}{about}</h3>
            <p>{finding.Message}</p>
            {Evidence(finding)}<p class="soft">at {Words.Place(FindingPlace.Of(finding, options))}{policy}{owner}</p></li>

            """);
    }

    /// <summary>The strongest piece, and the others folded away.</summary>
    private static Markup Evidence(Finding finding)
    {
        if (finding.Evidence.IsEmpty) return Markup.Empty;
        var others = finding.Evidence.Skip(1).Take(MaxEvidence - 1).ToList();
        if (others.Count == 0) return Evidence(finding.Evidence[0]);
        var left = finding.Evidence.Length - 1 - others.Count;
        var rest = left > 0 ? Markup.Of($"<p>… and {left} more like this</p>") : Markup.Empty;
        return Markup.Of($"{Evidence(finding.Evidence[0])}<details><summary>{finding.Evidence.Length - 1} more like this</summary>{Markup.Join(others.Select(Evidence))}{rest}</details>");
    }

    private static Markup Evidence(EvidenceRows evidence)
    {
        var excerpt = evidence.Excerpt is { } text ? Markup.Of($": <q><bdi>{text}</bdi></q>") : Markup.Empty;
        return Markup.Of($"<p>{evidence.What} ({evidence.Amount}){excerpt}<br>{Places.Of(evidence.Rows, evidence.Records)}</p>");
    }
}
