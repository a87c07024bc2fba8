using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Language;
using DataGate.Metrics.Samples;
using DataGate.Text;
using DataGate.Verdicts;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>perplexity-breadth and perplexity-spread by a language model that the policy names: no fit, no folds, the same percentile.</summary>
public sealed class ScoredPerplexityTests
{
    private static readonly string[] s_metrics = ["perplexity-breadth", "perplexity-spread"];

    /// <summary>Log-perplexities of 1 … 99, whose 95th percentile, at rank 0.95 · 100, is 95.</summary>
    private static readonly Row[] s_reference = Rows(1, 99);

    [Test]
    public void Values_are_those_of_the_model()
    {
        var model = new NumberModel();
        // 96 … 99 of 90 … 99 lie above; n numbers in a row have a variance of n (n + 1) / 12.
        Assert.That(Measure("perplexity-breadth", Rows(90, 99), model), Is.EqualTo(0.4));
        Assert.That(Measure("perplexity-spread", Rows(90, 99), model), Is.EqualTo(Math.Sqrt(110.0 / (99 * 100))).Within(1e-12));
        Assert.That(Measure("perplexity-breadth", s_reference, model), Is.EqualTo(4 / 99.0));
        Assert.That(Measure("perplexity-spread", s_reference, model), Is.EqualTo(1));
    }

    [Test]
    public void Copies_count_with_their_records() =>
        Assert.That(Measure("perplexity-breadth", [.. Rows(1, 2), .. Enumerable.Repeat(new Row("text of 98"), 6)], new NumberModel()), Is.EqualTo(0.75));

    [Test]
    public void The_rows_named_are_told_in_tokens()
    {
        var evidence = ((Measured)MeasureWith("perplexity-breadth", Rows(1, 30), Offer(new NumberModel()))).Explain!();
        Assert.That(evidence[0].What, Does.StartWith("expected text: perplexity 2.7 a token; 5% of the reference have over "));
    }

    [Test]
    public void Each_text_is_scored_once_and_only_those_of_the_sample()
    {
        var model = new NumberModel();
        var texts = Offer(model);
        var (data, reference) = (Scan(Rows(50, 150)), Scan(s_reference));
        var reader = Reader(texts, 40);
        foreach (var metric in s_metrics) MetricCatalog.Get(metric).Measure(Sets.Input(data, reference) with { Samples = reader });
        Assert.That(model.Scored, Is.Unique.And.Count.InRange(40, 80));
    }

    [Test]
    public void Without_the_model_nothing_is_judged_and_the_reason_is_its_own()
    {
        var texts = new TextPerplexities(() => new LanguageModelOffer(null, "no library: install it"));
        foreach (var metric in s_metrics) Assert.That(MeasureWith(metric, Rows(1, 50), texts), Is.EqualTo(new NotJudged("no library: install it")));
    }

    [Test]
    public void Texts_that_the_model_does_not_know_are_not_judged_by_it()
    {
        // A quarter of the tokens of every fourth text.
        Row[] unknown = [.. Rows(1, 99).Select((row, i) => i % 4 == 0 ? new Row("?" + row.Text) : row)];
        Assert.That(((NotJudged)MeasureWith("perplexity-breadth", unknown, Offer(new NumberModel()))).Reason, Does.StartWith("6.3% of its tokens are unknown to the language model, more than 3%"));
        var reference = (NotJudged)MetricCatalog.Get("perplexity-breadth").Measure(Sets.Input(Scan(Rows(1, 50)), Scan(unknown)) with { Samples = Reader(Offer(new NumberModel()), int.MaxValue) });
        Assert.That(reference.Reason, Does.StartWith("of the reference, 6.3%"));
    }

    [Test]
    public void Bounds_relative_to_the_reference_compare_by_the_model_too()
    {
        var (data, reference) = (Scan(Rows(40, 60)).Whole.Slice(SliceName.All), Scan(Rows(1, 200)).Whole.Slice(SliceName.All));
        var metric = (DrawMetric)MetricCatalog.Get("perplexity-spread").OverDraws!;
        var found = Compare(Offer(new NumberModel())).Find(data, reference, metric)!;
        // Of 21 numbers in a row against 200 it is about a tenth, and of halves of those 200 about 1, whichever are drawn.
        Assert.That(found.Value, Is.LessThan(0.33));
        Assert.That(found.Anchor, Is.InRange(0.5, 2));
        var without = Compare(new TextPerplexities(() => new LanguageModelOffer(null, "no library")));
        Assert.That((without.Find(data, reference, metric), without.WhyNot(data, reference, metric)), Is.EqualTo(((Compared?)null, "no library")));

        Comparisons Compare(TextPerplexities texts)
        {
            var comparisons = new Comparisons(WordSplitter.For(Words.Unicode, Sets.Seed), new ComparisonOptions(Sets.Seed, 100_000, 19, 1), Sample(texts, int.MaxValue));
            comparisons.Ask(data, reference, metric);
            comparisons.Run();
            return comparisons;
        }
    }

    private static Row[] Rows(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(i => new Row(string.Create(CultureInfo.InvariantCulture, $"text of {i}")))];

    private static Scanning.DatasetScan Scan(IEnumerable<Row> rows) => Sets.Scan(Sets.Needs(["perplexity-breadth"]) with { Origin = null }, rows);

    private static TextPerplexities Offer(NumberModel model) => new(() => new LanguageModelOffer(model, null));

    private static EmbeddingSample Sample(TextPerplexities texts, int contents) => new(TextEmbeddings.None("there is no embedder"), contents, Sets.Seed) { Perplexities = texts };

    private static SampleReader Reader(TextPerplexities texts, int contents) => new(WordSplitter.For(Words.Unicode, Sets.Seed), Sample(texts, contents));

    private static Measurement MeasureWith(string metric, Row[] data, TextPerplexities texts) =>
        MetricCatalog.Get(metric).Measure(Sets.Input(Scan(data), Scan(s_reference)) with { Samples = Reader(texts, int.MaxValue) });

    private static double Measure(string metric, Row[] data, NumberModel model) => Sets.Value(MeasureWith(metric, data, Offer(model)));
}
