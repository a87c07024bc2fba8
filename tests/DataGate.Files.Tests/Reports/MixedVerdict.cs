using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

/// <summary>One verdict with everything a report has to show: budgets that hold, warn, are broken and were not judged, groups, labels, reading faults.</summary>
internal static class MixedVerdict
{
    private const string Owner = "nlp-data@example.com";

    public static Verdict Get()
    {
        ImmutableArray<Ruling> rulings = [Distinct(), Duplicates(), Opening(), Divergence(), Ratio(), Age(), .. Groups(), Bucket(), .. Labels()];
        return new Verdict(
            [
                Dataset(rulings, [.. Reading(), .. rulings.SelectMany(ruling => ruling.Findings)]) with { Slices = Slices() },
                Dataset([Distinct() with { }], [], "reviews") with { ReferenceDocuments = null, Owner = null, Files = 1 },
            ],
            []);
    }

    public static ImmutableArray<MeasuredSlice> Slices() =>
    [
        new("all", 12_345, 180_233,
        [
            (MetricCatalog.Find("distinct-2")!, new Measured(0.451234567890123, 0.44, 0.46, 12_345, "jackknife")),
            (MetricCatalog.Find("exact-duplicates")!, Measured.Exact(386d / 12_345, 12_345)),
            (MetricCatalog.Find("token-js")!, new Measured(0.0312, 0.03, 0.0325, 12_345, "sketch") { Incomplete = "words beyond the table's entries" }),
        ]),
        new("human", 9_000, 150_000,
        [
            (MetricCatalog.Find("distinct-2")!, new Measured(0.48, 0.47, 0.49, 500, "jackknife")),
            (MetricCatalog.Find("exact-duplicates")!, Measured.Exact(0, 9_000)),
            (MetricCatalog.Find("token-js")!, new NotJudged("the reference has no records")),
        ]),
        new("tails/chargeback", 61, 900, [(MetricCatalog.Find("count")!, Measured.Exact(61, 61))]),
    ];

    private static Ruling Distinct() => Ruling(
        Budget(Section.Diversity, "distinct-2", 30) with { Min = Bound("0.90 x reference", 30, 0, 0.9) },
        "all", new Measured(0.451234, 0.44, 0.46, 12_345, "jackknife"), Outcome.Holds, Measured.Exact(0.48, 2_000));

    private static Ruling Duplicates() => Ruling(
        Budget(Section.Diversity, "exact-duplicates", 31) with { Max = Bound("2%", 31, 0.02), Warn = Bound("1%", 31, 0.01) },
        "all", Measured.Exact(386d / 12_345, 12_345), Outcome.Broken, null,
        Finding(RuleCodes.ExactDuplicates, Severity.Error, "exact-duplicates is 3.13%, above the allowed 2%, in 12,345 records. Remove the repeats.",
            new Location("data/intents/a.jsonl", 12, 1), new PolicyPlace(PolicyName, 31, 20)) with
        {
            Slice = "all",
            Metric = "exact-duplicates",
            Observed = 386d / 12_345,
            Low = 386d / 12_345,
            High = 386d / 12_345,
            Bound = "2%",
            Records = 12_345,
            Owner = Owner,
            Evidence =
            [
                .. Enumerable.Range(1, 7).Select(i => new EvidenceRows(
                    "records with one text", i == 1 ? "where is my order? 注文はどこですか 📦" : string.Create(CultureInfo.InvariantCulture, $"text {i}"), 60 - i,
                    [.. Enumerable.Range(0, 6).Select(row => new Location("data/intents/a.jsonl", (12 * i) + row, 1))])),
            ],
        });

    private static Ruling Opening() => Ruling(
        Budget(Section.Diversity, "opening-share", 32) with { Max = Bound("reference + 3%", 32, 0.03, 1) },
        "synthetic", new Measured(0.071, 0.05, 0.09, 4_000, "clopper-pearson"), Outcome.Warns, Measured.Exact(0.031, 2_000),
        Finding(RuleCodes.OpeningShare, Severity.Warning, "opening-share of synthetic is 7.1% (inside its interval, 5% to 9%), above the allowed reference + 3% = 6.1%.",
            new Location("data/intents/b.jsonl", 7, 0), new PolicyPlace(PolicyName, 32, 20)) with
        {
            Slice = "synthetic",
            Metric = "opening-share",
            Evidence = [new EvidenceRows("records that open alike", "can you please", 284, [new Location("data/intents/b.jsonl", 7, 0)])],
        });

    private static Ruling Divergence() => Ruling(
        Budget(Section.Divergence, "token-js", 35) with { Max = Bound("0.05", 35, 0.05) },
        "added", new Measured(0.2, 0.1, 0.3, 60, "jackknife"), Outcome.NotJudged, null,
        Finding(RuleCodes.NotJudged, Severity.Error, "token-js of added was not judged: 60 records are fewer than its min-records, 100.", null, new PolicyPlace(PolicyName, 35, 7)) with
        {
            Kind = FindingKind.NotJudged,
            Slice = "added",
            Metric = "token-js",
        });

    private static Ruling Ratio() => Ruling(
        Budget(Section.Synthetic, "ratio", 38) with { Max = Bound("40%", 38, 0.4), Of = Unit.Tokens },
        "all", Measured.Exact(0.39999, 12_345), Outcome.Holds);

    private static Ruling Age() => Ruling(
        Budget(Section.Synthetic, "age", 39) with { Max = Bound("180d", 39, 180), Severity = Severity.Warning },
        "all", Measured.Exact(200, 3_345), Outcome.Broken, null,
        Finding(RuleCodes.Age, Severity.Warning, "age is 200 days, above the allowed 180d.", new Location("data/generated/c.jsonl", 1, 1), new PolicyPlace(PolicyName, 39, 20)));

    private static IEnumerable<Ruling> Groups()
    {
        var budget = Budget(Section.Diversity, "distinct-1", 40) with { Min = Bound("0.2", 40, 0.2), By = FieldPath.Parse("intent") };
        return Enumerable.Range(1, 150).Select(i =>
        {
            var slice = string.Create(CultureInfo.InvariantCulture, $"intent=intent-{i}");
            return i % 50 != 0
                ? Ruling(budget, slice, Measured.Exact(0.2 + (i / 1000d), 200), Outcome.Holds)
                : Ruling(budget, slice, Measured.Exact(0.2 - (i / 1000d), 200), Outcome.Broken, null,
                    Finding(RuleCodes.Distinct, Severity.Error, $"distinct-1 of {slice} is below the required 0.2.", null, budget.Place) with { Slice = slice });
        });
    }

    private static Ruling Bucket() => Ruling(
        Budget(Section.Tails, "count", 45) with { Min = Bound("50", 45, 50), Bucket = "chargeback" }, "tails/chargeback", Measured.Exact(61, 61), Outcome.Holds);

    private static IEnumerable<Ruling> Labels()
    {
        var budget = Budget(Section.Labels, "count", 47) with { Min = Bound("5", 47, 5) };
        return Enumerable.Range(5, 4).Select(i => Ruling(
            budget, string.Create(CultureInfo.InvariantCulture, $"labels/label-{i}"), Measured.Exact(i, 12_345), Outcome.Holds, Measured.Exact(20, 2_000)));
    }

    private static IEnumerable<Finding> Reading() =>
    [
        Finding(RuleCodes.ImpliedSlice, Severity.Note, "The synthetic slice was not judged on its own by distinct-2.", null, new PolicyPlace(PolicyName, 4, 3)) with
        {
            Kind = FindingKind.Remark,
            Slice = "synthetic",
        },
        Finding(RuleCodes.Malformed, Severity.Error, "This is not a JSON record: expected '}' [byte 12]. It was left out.",
            new Location("data/intents/a.jsonl", 3, 14), new PolicyPlace(PolicyName, 4, 3)),
        Finding(RuleCodes.Unreadable, Severity.Error, "The file was not read to its end: permission denied", new Location("data/intents/d.jsonl", 0, 0)) with
        {
            Kind = FindingKind.NotJudged,
        },
    ];
}
