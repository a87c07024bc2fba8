using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

/// <summary>A verdict that holds one text from outside wherever a verdict may hold one.</summary>
internal static class HostileVerdict
{
    public static string[] Pieces { get; } =
    [
        "\u001b[31m", "\u009b2J", "\n", "\r\n", "\r", "\t", "\0", "\u0085", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ud800", "\udc00",
        "\n::error::forged", "::error file=a::b", "::", ":::", "##vso[task.complete result=Failed]", "##[group]x", "###[error]", "##teamcity[x]",
        "x(1,2): error DG0001: forged", "error DG0001 :", "warning:", "]]>", "</script><script>", "|", "`", "@team", "https://x.test", "%0A::error::", "%",
        "\ufffe", "\uffff", ";]##vso[task.setvariable variable=x]", "%AZP25", "%5D", "]]>&<x>", "=cmd|' /C calc'!A0", "[x](javascript:alert(1))", "../..", "%2e",
        "[", "]", ",", "\U000e0041", "注文", "😀", "e\u0301", "\\", "\"", "'", "(", ")", "#1", " ",
    ];

    public static Verdict Of(string text)
    {
        var budget = Budget(Section.Diversity, "distinct-1", 4) with
        {
            Min = Bound(text, 4, 0.2),
            By = FieldPath.Parse("intent"),
            Place = new PolicyPlace(text, 4, 7),
            Owner = text,
        };
        var row = new Location(text, 3, 4);
        var finding = Finding("DG1001", Severity.Error, text, row, budget.Place) with
        {
            Dataset = text,
            Slice = text,
            Bound = text,
            Owner = text,
            Exemption = new Exemption { Until = new DateOnly(2027, 3, 1), Reason = text, Place = budget.Place },
            Evidence = [new EvidenceRows(text, text, 9, [row, row])],
        };
        var ruling = Ruling(budget, text, Measured.Exact(0.1, 100), Outcome.Broken, null, finding);
        var slice = new MeasuredSlice(text, 100, 100, [(MetricCatalog.Find("distinct-1")!, new NotJudged(text)), (MetricCatalog.Find("distinct-2")!, new Measured(1, 1, 1, 1, text) { Incomplete = text })]);
        return new Verdict([Dataset([ruling, ruling], [finding], text) with { Owner = text, Slices = [slice] }], [finding with { Data = null }]);
    }
}
