using DataGate.Metrics.Language;
using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

public sealed class PerplexityTests
{
    private static Perplexities Of(string[] data, string[] reference) => Perplexities.Of(Drawn.Input(data, reference));

    [Test]
    public void Fresh_human_records_exceed_the_95th_percentile_in_5_percent_and_spread_alike()
    {
        var human = Drawn.Read("clinc150.train");
        double above = 0, spread = 0;
        const int Draws = 20;
        for (var seed = 0; seed < Draws; seed++)
        {
            var shuffled = Drawn.Shuffled(human, (ulong)seed);
            var found = Of(shuffled[..1000], shuffled[1000..2000]);
            above += found.Above!.Value / Draws;
            spread += found.Spread!.Value / Draws;
        }
        TestContext.Out.WriteLine($"above {above}, spread {spread}");
        // One draw has a standard error of √(0.05 · 0.95 · 2 / 1000) = 0.0097: 20 of them 0.0022.
        Assert.That(above, Is.EqualTo(0.05).Within(0.0066));
        Assert.That(spread, Is.EqualTo(1).Within(0.02));
    }

    [Test]
    public void A_copy_of_the_reference_scores_as_the_reference_does()
    {
        var human = Drawn.Shuffled(Drawn.Read("clinc150.train").Distinct(), 1)[..1000];
        var found = Of(human, human);
        Assert.That(found.Data, Is.EqualTo(found.Reference));
        Assert.That(found.Spread, Is.EqualTo(1));
        Assert.That(found.Above, Is.EqualTo(0.05));
    }

    [Test]
    public void Records_of_a_few_kinds_have_no_long_tail()
    {
        var shuffled = Drawn.Shuffled(Drawn.Read("clinc150.train"), 3);
        var plain = shuffled[2000..].Where(text => text.StartsWith("what is", StringComparison.Ordinal)).Take(300).ToArray();
        var found = Of(plain, shuffled[..2000]);
        Assert.That(found.Above, Is.LessThan(0.02));
    }

    [Test]
    public void Other_data_is_unexpected_altogether_and_the_rows_named_are_the_least_expected()
    {
        var reference = Drawn.Shuffled(Drawn.Read("clinc150.train"), 3)[..2000];
        var other = Drawn.Read("writing.human").Select(text => string.Join(' ', text.Split(' ').Take(10))).Take(200).ToArray();
        var found = Of(other, reference);
        Assert.That(found.Above, Is.GreaterThan(0.5));
        var evidence = Perplexities.ExplainBreadth(Drawn.Input(other, reference));
        Assert.That(evidence[0].What, Does.StartWith($"unexpected text: perplexity {Math.Exp(found.Data.Max()):N0} a word; 5% of the reference have over"));
    }

    [Test]
    public void Of_data_without_a_tail_the_rows_named_are_the_most_expected()
    {
        var reference = Drawn.Shuffled(Drawn.Read("clinc150.train"), 3);
        var input = Drawn.Input(reference[2000..].Where(text => text.StartsWith("what is", StringComparison.Ordinal)).Take(300).ToArray(), reference[..2000]);
        Assert.That(Perplexities.ExplainBreadth(input)[0].What, Does.StartWith($"expected text: perplexity {Math.Exp(Perplexities.Of(input).Data.Min()):F1} a word"));
    }

    [Test]
    public void Too_few_records_of_the_reference_have_no_percentile()
    {
        var texts = Enumerable.Range(0, 19).Select(i => $"record number {i} of {i % 3}").ToArray();
        Assert.That(Of(texts, texts[..18]).Above, Is.Null);
        Assert.That(Of(texts, texts).Above, Is.Not.Null);
        Assert.That(Of([], texts).Above, Is.Null);
        Assert.That(Of([], texts).Spread, Is.Null);
    }

    [Test]
    public void The_order_of_the_entries_plays_no_part_beyond_rounding()
    {
        var texts = Enumerable.Range(0, 200).Select(i => $"where is my {i % 17} card of {i % 5} from {i}").ToArray();
        var input = Drawn.Input(texts[..100], texts[100..]);
        var (data, reference) = (input.Data, input.Reference!);
        int[] order = [.. Enumerable.Range(0, data.Count).Reverse()];
        var reversed = new DrawInput(
            input.Corpus, new Draw([.. order.Select(i => data.Documents[i])], [.. order.Select(i => data.Lengths[i])], [.. order.Select(i => data.Times[i])]), reference, input.Work);
        Assert.That(new PerplexityBreadth().Value(reversed), Is.EqualTo(new PerplexityBreadth().Value(input)));
        Assert.That(new PerplexitySpread().Value(reversed), Is.EqualTo(new PerplexitySpread().Value(input)).Within(1e-12));
    }
}
