using DataGate.Metrics;

namespace DataGate.Tests.Metrics;

/// <summary>Every available metric, those of buckets and of the taxonomy too, on sets at the edge against references at the edge.</summary>
public sealed class EdgeTableTests
{
    /// <summary>Bytes that one metric may take on the largest of these sets: a measure that pairs up 170,000 words takes far more.</summary>
    private const long MaxBytes = 1L << 30;

    private static readonly (string Name, Row[] Rows)[] s_references =
    [
        ("no reference records", []),
        ("one reference record", [Made("one two three four five six", 0)]),
        ("fifty reference records", [.. Enumerable.Range(0, 50).Select(i => Made($"reference row {i} with words", i))]),
    ];

    private static readonly (string Name, Row[] Rows)[] s_sets =
    [
        ("no records", []),
        ("one record", [Made("one two three four five six", 1)]),
        ("two records", [Made("one two", 0), Made("three four", 1)]),
        ("two equal records", [Made("one two three four five six", 0), Made("one two three four five six", 1)]),
        ("all equal", [.. Enumerable.Repeat(Made("the same five words here", 1), 200)]),
        ("all different", [.. Enumerable.Range(0, 200).Select(i => Made($"a{i} b{i} c{i} d{i} e{i}", i))]),
        ("empty text only", [Made("", 0), Made("", 1), Made("   ", 2)]),
        ("one empty text", [Made("", 1)]),
        ("one token of 1 MB", [Made(new string('x', 1 << 20), 1)]),
        ("170,000 words", [Made(string.Join(' ', Enumerable.Range(0, 170_000).Select(i => "w" + (i % 9_000))), 1)]),
        ("170,000 times one word", [Made(string.Join(' ', Enumerable.Repeat("again", 170_000)), 1), Made("short", 2)]),
    ];

    private static Row Made(string text, int i) =>
        new(text, i % 2 == 0 ? "human" : "model", i % 3 == 0 ? "a" : "b", 1, "2026-01-01") { Id = "id" + i, Parent = $"[\"id{i - 1}\", \"id{i / 2}\"]" };

    private static IEnumerable<TestCaseData> Table()
    {
        foreach (var (set, rows) in s_sets)
            foreach (var (reference, other) in set.Contains("170,000", StringComparison.Ordinal) ? s_references[^1..] : s_references)
                yield return new TestCaseData(rows, other) { TestName = $"{set}, {reference}" };
    }

    [TestCaseSource(nameof(Table))]
    public void Every_metric_has_a_value_or_says_why_not(Row[] rows, Row[] reference)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var all = MeasuredSets.All(rows, reference);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MaxBytes * all.Count / 4));
        Assert.Multiple(() =>
        {
            foreach (var (metric, measurement) in all)
            {
                var needsReference = MetricCatalog.Get(metric).NeedsReference;
                if (rows.Length == 0 || (needsReference && reference.Length == 0))
                {
                    Assert.That(measurement, Is.InstanceOf<NotJudged>(), metric);
                }

                if (measurement is NotJudged none)
                {
                    Assert.That(none.Reason, Is.Not.Empty, metric);
                    continue;
                }
                var measured = (Measured)measurement;
                Assert.That(double.IsFinite(measured.Value), Is.True, metric);
                Assert.That(measured.Value, Is.InRange(measured.Low, measured.High), metric);
                Assert.That(measured.Value, Is.InRange(MetricCatalog.Find(metric)!.Lowest, MetricCatalog.Find(metric)!.Highest), metric);
                Assert.That(() => measured.Explain?.Invoke(), Throws.Nothing, metric);
            }
        });
    }

    [Test]
    public void The_table_has_every_available_metric() =>
        Assert.That(MeasuredSets.All(s_sets[1].Rows, s_references[2].Rows).Keys, Is.EquivalentTo(MetricCatalog.All.Select(metric => metric.Name)));
}
