using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Tests.Metrics.Embeddings;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>What holds of every measure over draws, on any draw of any set.</summary>
public sealed class DrawPropertyTests
{
    private const double Rounding = 1e-12;

    private static readonly ImmutableArray<DrawMetric> s_metrics = [.. MetricCatalog.All.Select(info => MetricCatalog.Get(info.Name).OverDraws).OfType<DrawMetric>(), new NearDuplicates(0.5)];

    private static readonly ImmutableArray<LabelMetric> s_labels = [.. MetricCatalog.All.Select(info => MetricCatalog.Get(info.Name).OverDraws).OfType<LabelMetric>()];

    /// <summary>Divergences that don't change when the sides are exchanged.</summary>
    private static readonly string[] s_symmetric = ["token-js", "token-js-2", "token-js-3", "length-js", "label-js", "mauve", "frontier-integral", "embedding-js", "mmd"];

    /// <summary>What a divergence is of a draw from itself.</summary>
    private static readonly Dictionary<string, double> s_ofItself = new(StringComparer.Ordinal)
    {
        ["token-js"] = 0, ["token-js-2"] = 0, ["token-js-3"] = 0, ["token-kl"] = 0, ["token-kl-2"] = 0, ["token-kl-3"] = 0, ["length-js"] = 0, ["label-js"] = 0,
        ["rare-retention"] = 1, ["label-coverage"] = 1, ["classifier-auc"] = 0.5, ["perplexity-spread"] = 1,
        ["mauve"] = 1, ["frontier-integral"] = 0, ["embedding-kl"] = 0, ["embedding-js"] = 0, ["frechet"] = 0, ["coverage"] = 1, ["precision"] = 1, ["embedding-auc"] = 0.5,
        // A share of the draw of 5% at most; which one depends on its size.
        ["perplexity-breadth"] = double.NaN,
    };

    /// <summary>Divergences that say nothing general of a draw from itself: copies of a record have no room around them, and the pairs that MMD leaves out are the nearest.</summary>
    private static readonly string[] s_notOfItself = ["recall", "density", "mmd"];

    internal static Property[] Properties { get; } =
    [
        new(nameof(The_order_of_entries_plays_no_part), The_order_of_entries_plays_no_part, 60),
        new(nameof(Times_is_so_many_entries), Times_is_so_many_entries, 60),
        new(nameof(Scratch_memory_is_left_zero), Scratch_memory_is_left_zero, 60),
        new(nameof(What_is_not_drawn_plays_no_part), What_is_not_drawn_plays_no_part, 60),
        new(nameof(Nothing_diverges_from_itself), Nothing_diverges_from_itself, 60),
        new(nameof(Sides_of_a_symmetric_divergence_may_be_exchanged), Sides_of_a_symmetric_divergence_may_be_exchanged, 60),
        new(nameof(The_draw_of_all_records_has_the_value_of_the_set), The_draw_of_all_records_has_the_value_of_the_set, 60),
        new(nameof(Labels_are_told_by_their_counts_alone), Labels_are_told_by_their_counts_alone, 60),
    ];

    [TestCaseSource(nameof(Properties))]
    public void It_holds(object property) => ((Property)property).Check();

    [Test]
    public void Every_divergence_says_what_it_is_of_a_draw_from_itself() =>
        Assert.That(s_ofItself.Keys.Concat(s_notOfItself), Is.EquivalentTo(s_metrics.Concat<EqualSizeMetric>(s_labels).Where(metric => metric.IsDivergence).Select(metric => metric.Name)));

    /// <summary>A few texts may stand for a set of any size: no count of a draw may overflow, no work go by records.</summary>
    [Test]
    public void Billions_of_copies_leave_every_value_in_its_range()
    {
        var rows = Sets.Texts("a b c d e f", "a b c d e g", "a b c x", "a", "", "a b c d e f g h i j").ToArray();
        var side = SampledSide.Of(MeasuredSets.ScanReference(rows).Whole.Slice(SliceName.All));
        var corpus = new Corpus(WordSplitter.For(Words.Unicode, Sets.Seed), side.All) { Embeddings = HashEmbedder.Texts() };
        int[] documents = [.. Enumerable.Range(0, corpus.Count)];
        var once = Draw.Of(corpus, documents);
        var draw = new Draw(documents, [.. documents.Select(corpus.Length)], [.. documents.Select(_ => int.MaxValue)]);
        foreach (var metric in s_metrics)
        {
            foreach (var (data, reference) in new[] { (draw, draw), (draw, once), (once, draw) })
            {
                var value = Value(metric, corpus, data, reference);
                if (metric.Name.StartsWith("perplexity", StringComparison.Ordinal) && reference == once) continue;
                Assert.That(value, Is.Not.Null, metric.Name);
                Assert.That(value, Is.InRange(MetricCatalog.Find(metric.Name)!.Lowest, MetricCatalog.Find(metric.Name)!.Highest), metric.Name);
            }
        }
    }

    private static void The_order_of_entries_plays_no_part(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        var (corpus, data, reference) = Draws(sets, random);
        var (shuffledData, shuffledReference) = (Shuffled(data, random), Shuffled(reference, random));
        foreach (var metric in s_metrics)
            AssertAlike(metric, Value(metric, corpus, shuffledData, shuffledReference), Value(metric, corpus, data, reference));
    }

    private static void Times_is_so_many_entries(GeneratedCase sets)
    {
        var (corpus, data, reference) = Draws(sets, new Random(sets.Seed));
        foreach (var metric in s_metrics)
            AssertAlike(metric, Value(metric, corpus, Spread(data), Spread(reference)), Value(metric, corpus, data, reference));
    }

    private static void Scratch_memory_is_left_zero(GeneratedCase sets)
    {
        var (corpus, data, reference) = Draws(sets, new Random(sets.Seed));
        var work = new Workspace();
        var first = s_metrics.Select(metric => Run(metric)).ToList();
        for (var i = 0; i < s_metrics.Length; i++) Assert.That(Run(s_metrics[i]), Is.EqualTo(first[i]), s_metrics[i].Name);
        for (var i = 0; i < s_metrics.Length; i++) Assert.That(Value(s_metrics[i], corpus, data, reference), Is.EqualTo(first[i]), s_metrics[i].Name);

        double? Run(DrawMetric metric)
        {
            var value = metric.Value(new DrawInput(corpus, data, reference, work));
            for (var slot = 0; slot < 6; slot++) Assert.That(work.Zeros(slot, 0).AsSpan().IndexOfAnyExcept(0), Is.EqualTo(-1), $"slot {slot} after {metric.Name}");
            return value;
        }
    }

    private static void What_is_not_drawn_plays_no_part(GeneratedCase sets)
    {
        var (corpus, data, reference) = Draws(sets, new Random(sets.Seed));
        int[] drawn = [.. data.Documents.ToArray().Concat(reference.Documents.ToArray()).Distinct().Order()];
        var alone = corpus.Only(drawn);
        Draw In(Draw draw) => new([.. draw.Documents.ToArray().Select(document => Array.IndexOf(drawn, document))], draw.Lengths.ToArray(), draw.Times.ToArray());
        foreach (var metric in s_metrics.Where(metric => metric.OfDrawnAlone))
            Assert.That(Value(metric, alone, In(data), In(reference)), Is.EqualTo(Value(metric, corpus, data, reference)), metric.Name);
    }

    private static void Nothing_diverges_from_itself(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        var (corpus, data, _) = Draws(sets, random);
        var same = Shuffled(data, random);
        foreach (var metric in s_metrics.Where(metric => metric.IsDivergence && !s_notOfItself.Contains(metric.Name, StringComparer.Ordinal)))
        {
            if (Value(metric, corpus, data, same) is not { } value) continue;
            if (double.IsNaN(s_ofItself[metric.Name])) Assert.That(value, Is.AtMost((double)(data.Records - (long)(0.95 * (data.Records + 1))) / data.Records), metric.Name);
            else Assert.That(value, Is.EqualTo(s_ofItself[metric.Name]).Within(Rounding), metric.Name);
        }
        var counts = Counts(random);
        foreach (var metric in s_labels.Where(metric => metric.IsDivergence))
            if (metric.Value(counts, counts) is { } value) Assert.That(value, Is.EqualTo(s_ofItself[metric.Name]).Within(Rounding), metric.Name);
    }

    private static void Sides_of_a_symmetric_divergence_may_be_exchanged(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        var (corpus, data, reference) = Draws(sets, random);
        foreach (var metric in s_metrics.Where(metric => s_symmetric.Contains(metric.Name, StringComparer.Ordinal)))
            AssertAlike(metric, Value(metric, corpus, reference, data), Value(metric, corpus, data, reference));
        var (some, others) = (Counts(random), Counts(random));
        foreach (var metric in s_labels.Where(metric => s_symmetric.Contains(metric.Name, StringComparer.Ordinal)))
            AssertAlike(metric, metric.Value(some, others), metric.Value(others, some));
    }

    private static void The_draw_of_all_records_has_the_value_of_the_set(GeneratedCase sets)
    {
        // Neither is measured without records.
        if (sets.Data.Length == 0 || sets.Reference.Length == 0) return;
        var (data, reference) = (MeasuredSets.Scan(sets.Data), MeasuredSets.ScanReference(sets.Reference));
        var measured = MeasuredSets.All(data, reference);
        var (set, other) = (data.Whole.Slice(SliceName.All), reference.Whole.Slice(SliceName.All));
        var drawn = Sets.Reader().Of(set, other);
        var embedded = Sets.Reader().Read(set, other).Input!;
        // A measure that needs more records is not judged by fewer, and yet has a value.
        foreach (var metric in s_metrics[..^1].Where(metric => Math.Min(sets.Data.Length, sets.Reference.Length) >= metric.LeastRecords))
            AssertAlike(metric, metric.Value(metric.OverEmbeddings ? embedded : drawn), measured[metric.Name] is Measured it ? it.Value : null);
        var labels = sets.Data.Concat(sets.Reference).Select(row => row.Label).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        long[] Of(Row[] rows) => [.. labels.Select(label => rows.LongCount(row => string.Equals(row.Label, label, StringComparison.Ordinal)))];
        foreach (var metric in s_labels)
            AssertAlike(metric, metric.Value(Of(sets.Data), Of(sets.Reference)), measured[metric.Name] is Measured it ? it.Value : null);
    }

    private static void Labels_are_told_by_their_counts_alone(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        var (data, reference) = (Counts(random), Counts(random));
        var order = Enumerable.Range(0, data.Length).ToArray();
        random.Shuffle(order);
        foreach (var metric in s_labels)
        {
            var value = metric.Value(data, reference);
            AssertAlike(metric, metric.Value([.. order.Select(i => data[i])], [.. order.Select(i => reference[i])]), value);
            AssertAlike(metric, metric.Value([.. data.Select(count => count * 7)], [.. reference.Select(count => count * 3)]), value);
            AssertAlike(metric, metric.Value([.. data, 0], [.. reference, 0]), value);
        }
    }

    private static void AssertAlike(EqualSizeMetric metric, double? value, double? expected)
    {
        Assert.That(value is null, Is.EqualTo(expected is null), $"{metric.Name} is defined: {value} and {expected}");
        if (expected is { } number) Assert.That(value, Is.EqualTo(number).Within(Rounding * Math.Max(1, Math.Abs(number))), metric.Name);
    }

    private static long[] Counts(Random random) => [.. Enumerable.Range(0, 6).Select(_ => Math.Max(0, random.NextInt64(-3, 20)))];

    private static double? Value(DrawMetric metric, Corpus corpus, Draw data, Draw reference) =>
        metric.Value(new DrawInput(corpus, data, reference, new Workspace()));

    private static (Corpus Corpus, Draw Data, Draw Reference) Draws(GeneratedCase sets, Random random)
    {
        var (data, reference) = (MeasuredSets.Scan(sets.Data), MeasuredSets.ScanReference(sets.Reference));
        var (own, other) = (SampledSide.Of(data.Whole.Slice(SliceName.All)), SampledSide.Of(reference.Whole.Slice(SliceName.All)));
        var corpus = new Corpus(WordSplitter.For(Words.Unicode, Sets.Seed), own.All.Concat(other.All).OrderBy(text => text.Content)) { Embeddings = HashEmbedder.Texts() };
        return (corpus, Any(own), Any(other));

        Draw Any(SampledSide side)
        {
            var held = side.All.Select(text => corpus.Find(text.Content)).ToArray();
            int[] documents = held.Length == 0 ? [] : [.. Enumerable.Range(0, random.Next(40)).Select(_ => held[random.Next(held.Length)])];
            return new Draw(documents, [.. documents.Select(document => random.Next(2) == 0 ? corpus.Length(document) : random.Next(corpus.Length(document) + 1))], [.. documents.Select(_ => 1 + (random.Next(2) * random.Next(4)))]);
        }
    }

    private static Draw Shuffled(Draw draw, Random random)
    {
        var order = Enumerable.Range(0, draw.Count).ToArray();
        random.Shuffle(order);
        return Of(draw, order, [.. order.Select(entry => draw.Times[entry])]);
    }

    private static Draw Spread(Draw draw)
    {
        int[] entries = [.. Enumerable.Range(0, draw.Count).SelectMany(entry => Enumerable.Repeat(entry, draw.Times[entry]))];
        return Of(draw, entries, [.. entries.Select(_ => 1)]);
    }

    private static Draw Of(Draw draw, int[] entries, int[] times) =>
        new([.. entries.Select(entry => draw.Documents[entry])], [.. entries.Select(entry => draw.Lengths[entry])], times);
}
