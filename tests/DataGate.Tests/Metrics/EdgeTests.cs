using DataGate.Metrics;

namespace DataGate.Tests.Metrics;

/// <summary>Every metric on the edges: none, one and two records, all equal, all different, empty text, all kinds of script.</summary>
public sealed class EdgeTests
{
    private static readonly string[] s_metrics =
        [.. MetricCatalog.All.Where(metric => metric.Family != MetricFamily.Tail).Select(metric => metric.Name)];

    private static readonly Row[] s_reference = [.. Enumerable.Range(0, 50).Select(i => new Row($"reference row {i} with words", "human", "x"))];

    private static IEnumerable<TestCaseData> Edges()
    {
        Row Made(string text, int i = 0) => new(text, i % 2 == 0 ? "human" : "model", "label" + i, 1, "2026-01-01") { Id = "id" + i, Parent = $"[\"id{i - 1}\", \"id{i / 2}\"]" };
        (string Name, Row[] Rows)[] sets =
        [
            ("no records", []),
            ("one record", [Made("one two three four five six")]),
            ("two records", [Made("one two"), Made("three four", 1)]),
            ("all equal", [.. Enumerable.Repeat(Made("the same five words here", 1), 200)]),
            ("all different", [.. Enumerable.Range(0, 200).Select(i => Made($"a{i} b{i} c{i} d{i} e{i}", i))]),
            ("empty text", [Made(""), Made("", 1), Made("   ", 1)]),
            ("emoji, CJK, RTL", [Made("👩‍👩‍👧 🇩🇪 👍🏽"), Made("我想知道我的余额 カードを失くした", 1), Made("أين بطاقتي איפה הכרטיס שלי", 1)]),
            ("one long record", [Made(string.Join(' ', Enumerable.Range(0, 150_000).Select(i => "w" + (i % 9_000))), 1)]),
            ("punctuation only", [Made("!!! ... ???", 1), Made("—", 1)]),
        ];
        foreach (var (name, rows) in sets)
            foreach (var metric in s_metrics)
                yield return new TestCaseData(metric, rows) { TestName = $"{metric} of {name}" };
    }

    [TestCaseSource(nameof(Edges))]
    public void It_is_a_finite_number_within_its_range_or_says_why_not(string metric, Row[] rows)
    {
        var measurement = Sets.Measure(metric, rows, s_reference, today: 20_800);
        if (measurement is NotJudged none)
        {
            Assert.That(none.Reason, Is.Not.Empty);
            return;
        }
        var measured = (Measured)measurement;
        var info = MetricCatalog.Find(metric)!;
        Assert.Multiple(() =>
        {
            Assert.That(double.IsFinite(measured.Value), Is.True);
            Assert.That(measured.Low, Is.LessThanOrEqualTo(measured.Value));
            Assert.That(measured.High, Is.GreaterThanOrEqualTo(measured.Value));
            Assert.That(measured.Value, Is.InRange(info.Lowest, info.Highest));
            Assert.That(() => measured.Explain?.Invoke(), Throws.Nothing);
        });
    }

    [Test]
    public void A_set_that_repeats_one_text_is_as_uniform_as_can_be()
    {
        var rows = Enumerable.Repeat(new Row("the same five words here"), 200).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(Sets.Measure("distinct-1", rows)), Is.EqualTo(5.0 / 1000));
            Assert.That(Sets.Value(Sets.Measure("distinct-5", rows)), Is.EqualTo(1.0 / 200));
            Assert.That(Sets.Value(Sets.Measure("exact-duplicates", rows)), Is.EqualTo(199.0 / 200));
            Assert.That(Sets.Value(Sets.Measure("opening-share", rows)), Is.EqualTo(1));
            Assert.That(((Measured)Sets.Measure("distinct-2", rows)).IsConstant, Is.True);
        });
    }

    [Test]
    public void A_set_without_repetition_is_as_varied_as_can_be()
    {
        var rows = Enumerable.Range(0, 200).Select(i => new Row($"a{i} b{i} c{i} d{i} e{i}")).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(Sets.Measure("distinct-1", rows)), Is.EqualTo(1));
            Assert.That(Sets.Value(Sets.Measure("exact-duplicates", rows)), Is.Zero);
            Assert.That(Sets.Value(Sets.Measure("opening-share", rows)), Is.EqualTo(1.0 / 200));
            Assert.That(((Measured)Sets.Measure("distinct-2", rows)).IsConstant, Is.False);
        });
    }

    [Test]
    public void Divergence_of_a_set_from_itself_is_nothing_and_from_strangers_nearly_ln_2()
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => new Row($"a{i % 5} b{i % 7}")).ToArray();
        var strangers = Enumerable.Range(0, 20_000).Select(i => new Row($"x{i % 5} y{i % 7}")).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(Sets.Measure("token-js", rows, rows)), Is.Zero.Within(1e-15));
            Assert.That(Sets.Value(Sets.Measure("token-kl", rows, rows)), Is.Zero.Within(1e-15));
            Assert.That(Sets.Value(Sets.Measure("token-js", rows, strangers)), Is.InRange(0.99 * Math.Log(2), Math.Log(2)));
        });
    }

    [Test]
    public void Texts_that_differ_in_normal_form_alone_are_equal() =>
        Assert.That(Sets.Value(Sets.Measure("exact-duplicates", Sets.Texts("caf\u00e9", "cafe\u0301"))), Is.EqualTo(0.5));

    [Test]
    public void Shorter_openings_are_openings_of_their_own()
    {
        var rows = Sets.Texts("sure", "sure", "sure here is one", "sure here is two", "sure here is three", "other");
        Assert.That(Sets.Value(Sets.Measure("opening-share", rows)), Is.EqualTo(0.5));
    }
}
