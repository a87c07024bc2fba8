using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.TestSupport;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>Sets of different sizes and lengths are compared as though both were alike.</summary>
public sealed class EqualSizeTests
{
    [Test]
    public void Shorter_texts_don_t_look_more_diverse()
    {
        var rows = Sets.Read(Repository.SharedData("dev", "writing.human.jsonl"));
        var random = new Random(7);
        var order = rows.OrderBy(_ => random.Next()).ToList();
        var reference = order[..250];
        var data = order[250..].Select(row => row with { Text = Cut(row.Text, 0.4) }).ToList();
        foreach (var (n, more) in new[] { (1, 1.15), (2, 1.05) })
        {
            var metric = new DistinctDraw(n);
            var compared = Between(data, reference, metric);
            var (raw, rawReference) = (Whole(data, metric), Whole(reference, metric));
            Assert.Multiple(() =>
            {
                Assert.That(raw / rawReference, Is.GreaterThan(more), "as they are, the short texts look more diverse");
                Assert.That(new Family(0.01).Add(compared, higherIsWorse: true).IsSignificant, Is.False, $"at equal length {compared.Value} is no more than {compared.Anchor}");
                Assert.That(compared.Value / compared.Anchor, Is.EqualTo(1).Within(0.05));
            });
        }
    }

    [Test]
    public void A_larger_set_isn_t_less_diverse_for_being_larger()
    {
        var rows = Sets.Read(Repository.SharedData("dev", "clinc150.train.jsonl"));
        var random = new Random(11);
        var order = rows.OrderBy(_ => random.Next()).ToList();
        var compared = Between(order[..8_000], order[8_000..8_500], new DistinctDraw(2));
        Assert.Multiple(() =>
        {
            Assert.That(Whole(order[..8_000], new DistinctDraw(2)) / Whole(order[8_000..8_500], new DistinctDraw(2)), Is.LessThan(0.6), "as they are, the large set looks collapsed");
            Assert.That(compared.Records, Is.EqualTo(500).Within(30));
            Assert.That(new Family(0.01).Add(compared, higherIsWorse: false).IsSignificant, Is.False);
        });
    }

    /// <summary>A thinned draw has the records that a draw of records without replacement has: of contents with t copies, as many, with as many copies.</summary>
    [TestCase(0.3)]
    [TestCase(0.05)]
    public void A_thinned_draw_has_as_many_repeats_as_a_draw_of_records(double share)
    {
        var texts = new List<SampledText>();
        var copies = new[] { 1, 2, 5, 20 };
        for (var i = 0; i < 8_000; i++)
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes($"text {i}");
            var text = new SampledText(Hash64.Of(bytes, 1), bytes);
            text.Add(copies[i % 4], [Place.At(0, i, 1)]);
            texts.Add(text);
        }
        var corpus = new Corpus(WordSplitter.For(Words.Unicode, Sets.Seed), texts);
        var side = new SampledSide(texts, 1, texts.Sum(text => text.Times));
        var records = side.Draw(corpus, share, 1, seed: 5);
        var drawn = records.First(records.Count).GroupBy(document => document).ToDictionary(group => group.Key, group => group.Count());
        foreach (var times in copies)
        {
            var kept = texts.Where(text => text.Times == times).Select(text => drawn.GetValueOrDefault(corpus.Find(text.Content))).ToList();
            for (var count = 0; count <= Math.Min(times, 3); count++)
            {
                var expected = kept.Count * Binomial(times, count, share);
                // Five standard deviations of a count of independent contents.
                Assert.That(kept.Count(found => found == count), Is.EqualTo(expected).Within((5 * Math.Sqrt(expected)) + 1), $"{count} of {times} copies");
            }
        }
    }

    private static double Binomial(int n, int k, double p)
    {
        var value = Math.Pow(p, k) * Math.Pow(1 - p, n - k);
        for (var i = 0; i < k; i++) value *= (n - i) / (double)(i + 1);
        return value;
    }

    private static string Cut(string text, double share)
    {
        var words = text.Split(' ');
        return string.Join(' ', words.Take((int)Math.Ceiling(words.Length * share)));
    }

    private static Compared Between(IEnumerable<Row> data, IEnumerable<Row> reference, DrawMetric metric) => new Comparison(
        WordSplitter.For(Words.Unicode, Sets.Seed), Side(data), Side(reference), new ComparisonOptions(Sets.Seed, 500_000, 199, 2)).Run([metric])[0]!;

    private static double Whole(IEnumerable<Row> rows, DrawMetric metric)
    {
        var scan = Sets.Scan(Sets.Needs(["distinct-1"]), rows);
        return metric.Value(new SampleReader(WordSplitter.For(Words.Unicode, Sets.Seed)).Of(scan.Whole.Slice(SliceName.All)))!.Value;
    }

    private static SampledSide Side(IEnumerable<Row> rows) => SampledSide.Of(Sets.Scan(Sets.Needs(["distinct-1"]), rows).Whole.Slice(SliceName.All));
}
