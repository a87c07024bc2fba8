using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Baselines;
using DataGate.Files.Reports;
using DataGate.Files.Reports.Json;
using DataGate.Metrics.Samples;
using DataGate.Text;
using DataGate.Verdicts.History;

namespace DataGate.Files.Tests.Reports;

/// <summary>Numbers over baselines, built by hand.</summary>
internal static class Trends
{
    private static readonly FixedSize s_size = new(10_000, Unit.Tokens);

    /// <summary>Of the mixed verdict's budgets: one that worsened, one that has a gap, and one with a single number.</summary>
    public static ImmutableArray<Trend> Mixed { get; } =
    [
        Of("support-intents", "all", "distinct-2", 0.7, 0.71, 0.65, 0.6), Of("support-intents", "all", "exact-duplicates", 0.01, null, 0.03), Of("reviews", "all", "distinct-2", 0.5),
    ];

    public static Trend Of(string dataset, string slice, string measure, params ImmutableArray<double?> values) => new(
        new BaselineKey(dataset, slice, measure),
        [
            .. values.Select((value, i) => new TrendPoint($"c{i}", new DateOnly(2026, 1 + i, 1), value is { } number
                ? new BaselineLine(new BaselineKey(dataset, slice, measure)) { Value = number, Low = number - 0.01, High = number + 0.01, Size = s_size } : null, value is not null)),
        ]);

    /// <summary>What <c>history</c> prints of names from outside.</summary>
    public static (string Table, string Json) Print(string text, int width)
    {
        ImmutableArray<Trend> trends = [Of(text, text, text, 0.5, 0.4) with { Owner = text }, Of("set", "all", "distinct-2", null, null) with { Owner = "me" }];
        var baseline = new CommittedBaseline("x.baseline", new Baseline(new BaselineConditions(1, 1, Words.Unicode, "none"), []));
        var versions = new BaselineVersions([new BaselineVersion("c0", new DateOnly(2026, 1, 1), baseline), new BaselineVersion("c1", new DateOnly(2026, 2, 1), baseline with { Found = null, WhyNot = text })], text);
        using var table = new StringWriter();
        HistoryTable.Write(versions, trends, text, Sample.Options with { Width = width }, isPlain: false, isWhole: true, table);
        return (table.ToString(), HistoryJson.Of(versions, trends, text, Sample.Options));
    }
}
