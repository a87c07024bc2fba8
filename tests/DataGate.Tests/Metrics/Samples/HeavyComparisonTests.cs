using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>A text that many records have is compared whether or not the sample by hash has it.</summary>
public sealed class HeavyComparisonTests
{
    /// <summary>Rows of words that hardly recur.</summary>
    private static IEnumerable<Row> Rows(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => new Row(string.Join(' ', Enumerable.Range(0, 8).Select(_ => $"w{random.Next(5_000)}"))));
    }

    private static SampledSide Side(IEnumerable<Row> rows)
    {
        var needs = Sets.Needs(["opening-share"], sketches: Sets.Large with { Sample = 1_000 }, origin: false);
        var set = Sets.Scan(needs, rows).Whole.Slice(SliceName.All);
        set.Seal();
        return SampledSide.Of(set);
    }

    [Test]
    public void A_large_set_beside_a_small_reference([Range(1, 8)] int number)
    {
        var data = Rows(20_000, 1).Concat(Enumerable.Repeat(new Row($"all of us say this {number}"), 30_000));
        var compared = new Comparison(WordSplitter.For(Words.Unicode, Sets.Seed), Side(data), Side(Rows(900, 2)), new ComparisonOptions(Sets.Seed, 500_000, 19, 2)).Run([new OpeningDraw()])[0]!;
        Assert.That(compared.Value, Is.EqualTo(0.6).Within(0.1), $"at {compared.Records} records");
    }
}
