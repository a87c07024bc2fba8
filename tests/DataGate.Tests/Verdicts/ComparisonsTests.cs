using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;
using DataGate.Verdicts;

namespace DataGate.Tests.Verdicts;

public sealed class ComparisonsTests
{
    [Test]
    public void One_measure_with_other_options_is_another_comparison()
    {
        var reference = Set(i => $"a{i} b{i} c{i} d{i} e{i} f{i} g{i} h{i} i{i} j{i} k{i} l{i}");
        var data = Set(i => $"a{i / 2} b{i / 2} c{i / 2} d{i / 2} e{i / 2} f{i / 2} g{i / 2} h{i / 2} i{i / 2} j{i / 2} k{i / 2}{(i % 2 == 0 ? "" : $" l{i} m{i}")}");
        DrawMetric[] metrics = [new NearDuplicates(0.7), new NearDuplicates(0.8), new DistinctDraw(1)];

        var comparisons = Comparisons();
        foreach (var metric in metrics) comparisons.Ask(data, reference, metric);
        comparisons.Run();
        var values = metrics.Select(metric => comparisons.Find(data, reference, metric)!.Value).ToList();

        Assert.That(values[0], Is.EqualTo(0.5), "7 of 9 5-grams are shared");
        Assert.That(values[1], Is.Zero);
        Assert.That(comparisons.Find(data, reference, new NearDuplicates(0.7))!.Value, Is.EqualTo(0.5), "found by what it measures, not by who asked");
    }

    private static Comparisons Comparisons() => new(WordSplitter.For(Words.Unicode, Sets.Seed), new ComparisonOptions(Sets.Seed, 100_000, 19, 1), Sets.Embedding());

    private static SetSketch Set(Func<int, string> text) =>
        Sets.Scan(Sets.Needs(["near-duplicates"]), Enumerable.Range(0, 40).Select(i => new Row(text(i)))).Whole.Slice(SliceName.All);
}
