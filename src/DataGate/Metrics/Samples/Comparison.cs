using System.Collections.Immutable;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>How a comparison draws.</summary>
/// <param name="Seed">Of every draw.</param>
/// <param name="MaxTokens">Tokens of both sides together that are compared at most: beyond it both sides are thinned by content, alike.</param>
/// <param name="Shuffles">Random exchanges of records between the sides.</param>
/// <param name="Threads">Shuffles computed at once; changes no number.</param>
public sealed record ComparisonOptions(ulong Seed, int MaxTokens, int Shuffles, int Threads)
{
    /// <summary>Draws of half sizes that an average is made of.</summary>
    public const int Halves = 10;

    /// <summary>Ends it between draws.</summary>
    public CancellationToken Stopped { get; init; }
}

/// <summary>
/// What a measure says of two sides at equal size, and what chance alone would make of the difference.
/// </summary>
/// <param name="Metric">The measure.</param>
/// <param name="Records">Records of each side it was measured on.</param>
/// <param name="Value">The data's value: of a divergence, against the reference.</param>
/// <param name="Anchor">The reference's own value at that size: of a divergence, of its halves against each other (the null).</param>
/// <param name="Observed">The difference that is tested, at full size.</param>
/// <param name="Chance">The same difference after each exchange of records between the sides.</param>
public sealed record Compared(EqualSizeMetric Metric, int Records, double Value, double Anchor, double Observed, ImmutableArray<double> Chance);

/// <summary>
/// Two sets brought to equal size: records drawn without replacement, for measures of n-grams also to equal lengths. What chance makes of a
/// difference is found by exchanging records at random between the sides (a permutation test: Fisher 1935; exact at any size
/// when the data is like the reference).
/// </summary>
public sealed class Comparison
{
    /// <summary>So much of the records is left at least where both sides are cut to contents that either would hold.</summary>
    internal const double MostCut = 0.5;

    private readonly ComparisonOptions _options;
    private readonly DrawnSides _drawn;
    private readonly LabelComparison? _labels;
    private readonly int _half;

    /// <param name="words">Splits the texts.</param>
    /// <param name="data">The one side.</param>
    /// <param name="reference">The other.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="embedding">How models read texts, which are prepared; null: they don't.</param>
    /// <param name="measures">Those that will be asked for, so that texts that none of them looks at are not even split; null: any.</param>
    public Comparison(WordSplitter words, SampledSide data, SampledSide reference, ComparisonOptions options, EmbeddingSample? embedding = null, IReadOnlyCollection<EqualSizeMetric>? measures = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        if (data.Labels is { TooMany: false } own && reference.Labels is { TooMany: false } other) _labels = new LabelComparison(own, other, options);
        Corpus Over(IEnumerable<SampledText> texts) => new(words, texts) { Embeddings = embedding?.Embeddings, Perplexities = embedding?.Perplexities, Seed = options.Seed };
        List<SampledText> texts = [.. data.All.Concat(reference.All).OrderBy(text => text.Content)];
        var ofDrawnAlone = measures?.All(metric => metric is not DrawMetric draws || draws.OfDrawnAlone) ?? false;
        var hasDivergences = measures?.Any(metric => metric.IsDivergence) ?? true;
        var size = Math.Min(data.Records, reference.Records);
        if (size == 0)
        {
            _drawn = new DrawnSides(Over(ofDrawnAlone ? [] : texts), DrawnRecords.None, DrawnRecords.None, DrawnRecords.None);
            return;
        }
        var whole = ofDrawnAlone ? null : Over(texts);
        var held = whole is null ? new HeldTexts(words, texts) : null;
        var (dataShare, referenceShare) = ((double)size / data.Records, (double)size / reference.Records);
        var halvesShare = Math.Min(1, 2 * referenceShare);
        var universe = Math.Min(1, Math.Min(data.Sampling / dataShare, reference.Sampling / halvesShare));
        // Up to what both sides hold, a universe is the same contents on both; beyond, contents that recur stand on one side alone by chance.
        var common = Math.Min(data.Sampling, reference.Sampling);
        if (common >= universe * MostCut) universe = Math.Min(universe, common);
        Func<ulong, int> length = whole is null ? held!.Length : content => whole.Length(whole.Find(content));
        universe = Math.Min(universe, options.MaxTokens / Math.Max(options.MaxTokens, data.TokensOf(length, size) + reference.TokensOf(length, size)));
        // Just below 1: texts that a sample by hash lacks are drawn too then, where many records have them.
        if (common < 1) universe = Math.Min(universe, Math.BitDecrement(1.0));
        Func<ulong, int> find = whole is null ? held!.Find : whole.Find;
        var ofData = data.Draw(find, dataShare, universe, options.Seed);
        var ofReference = reference.Draw(find, referenceShare, universe, options.Seed + 1);
        var halves = reference.Draw(find, halvesShare, universe, options.Seed + 2, sides: 2);
        _half = halves.Count / 2;
        if (whole is not null)
        {
            _drawn = new DrawnSides(whole, ofData, ofReference, halves);
            return;
        }
        var corpus = Over(held!.Only(hasDivergences ? [ofData, ofReference, halves] : [ofData, ofReference], out var numbers));
        _drawn = new DrawnSides(corpus, ofData.Renumbered(numbers), ofReference.Renumbered(numbers), hasDivergences ? halves.Renumbered(numbers) : DrawnRecords.None);
    }

    /// <summary>Records of each side.</summary>
    public int Records => _drawn.Records;

    /// <summary>Records of each side where the reference has to stand against itself as well.</summary>
    public int HalfRecords => Math.Min(_drawn.Data.Count, _half);

    /// <summary>Compares by several measures, with the same draws; null for one that is undefined on any of them.</summary>
    public ImmutableArray<Compared?> Run(IReadOnlyList<EqualSizeMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        List<DrawMetric> texts = [.. metrics.OfType<DrawMetric>()];
        List<LabelMetric> labels = [.. metrics.OfType<LabelMetric>()];
        var ofTexts = texts.Count == 0 ? [] : RunTexts(texts);
        var ofLabels = labels.Count == 0 ? [] : _labels?.Run(labels) ?? [.. labels.Select(_ => (Compared?)null)];
        return [.. metrics.Select(metric => metric is DrawMetric text ? ofTexts[texts.IndexOf(text)] : ofLabels[labels.IndexOf((LabelMetric)metric)])];
    }

    private ImmutableArray<Compared?> RunTexts(List<DrawMetric> metrics)
    {
        var size = Records;
        if (size < 1 || HalfRecords < 1) return [.. metrics.Select(_ => (Compared?)null)];
        var work = new Workspace();
        var kinds = Enumerable.Range(0, metrics.Count).ToLookup(i => (Drawn: Over(metrics[i]), metrics[i].EqualLengths));
        var observed = new (double? Data, double? Reference)[metrics.Count];
        foreach (var alike in kinds)
        {
            var (first, second) = alike.Key.Drawn.First(size);
            var pairing = new Pairing(alike.Key.Drawn.Corpus, first, second, work, alike.Key.EqualLengths);
            foreach (var i in alike) observed[i] = pairing.Values(metrics[i]);
        }
        var chance = new double?[_options.Shuffles][];
        var threads = Math.Max(1, _options.Threads);
        var atOnce = Math.Clamp((_options.Shuffles + threads - 1) / threads, 1, DrawsAtOnce.Most / 2);
        // What threads share is made before them.
        foreach (var alike in kinds) alike.Key.Drawn.Ordered(alike.Key.EqualLengths);
        using var works = new ThreadLocal<ExchangeWork>(() => new ExchangeWork(_drawn.Pool.Count, size));
        Parallel.For(0, (_options.Shuffles + atOnce - 1) / atOnce, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = _options.Stopped }, batch =>
        {
            var shuffles = chance.AsSpan(batch * atOnce, Math.Min(atOnce, _options.Shuffles - (batch * atOnce)));
            for (var i = 0; i < shuffles.Length; i++) shuffles[i] = new double?[metrics.Count];
            Exchange(metrics, kinds, batch * atOnce, shuffles, works.Value!);
        });
        var results = ImmutableArray.CreateBuilder<Compared?>(metrics.Count);
        for (var i = 0; i < metrics.Count; i++)
        {
            var values = metrics[i].IsDivergence ? Halves(metrics[i], work) : Whole(observed[i], size);
            results.Add(observed[i].Data - observed[i].Reference is not { } difference || chance.Any(differences => differences[i] is null) || values is not { } found
                ? null
                : new Compared(metrics[i], found.Records, found.Value, found.Anchor, difference, [.. chance.Select(differences => differences[i]!.Value)]));
        }
        return results.MoveToImmutable();
    }

    /// <summary>What a measure is computed over: measures that look at nothing else have the drawn documents alone, and halves if they take halves.</summary>
    private DrawnSides Over(DrawMetric metric) => !metric.OfDrawnAlone ? _drawn : metric.IsDivergence ? _drawn.DrawnAlone : _drawn.SidesAlone;

    /// <summary>The differences after some exchanges of records between the sides; of measures that can, of all exchanges at once.</summary>
    private void Exchange(List<DrawMetric> metrics, ILookup<(DrawnSides Drawn, bool EqualLengths), int> kinds, int firstShuffle, Span<double?[]> values, ExchangeWork work)
    {
        var many = kinds.Where(alike => alike.Any(i => metrics[i].IsOfManyAtOnce)).Select(alike => alike.Key).ToHashSet();
        foreach (var (drawn, equalLengths) in many) work.Together(drawn, equalLengths).Restart();
        for (var shuffle = 0; shuffle < values.Length; shuffle++)
        {
            var sides = Sides(firstShuffle + shuffle, work);
            foreach (var alike in kinds)
            {
                var (drawn, equalLengths) = alike.Key;
                var isOfMany = many.Contains(alike.Key);
                // Draws that are counted together are there until all are.
                var number = isOfMany ? 2 * shuffle : 0;
                var (first, second) = (work.Memory(drawn, equalLengths, number), work.Memory(drawn, equalLengths, number + 1));
                drawn.Ordered(equalLengths).Fill(sides, first, second);
                var pairing = new Pairing(drawn.Corpus, first, second, work.Workspace, equalLengths);
                foreach (var i in alike)
                    if (!metrics[i].IsOfManyAtOnce) values[shuffle][i] = pairing.Difference(metrics[i]);
                if (!isOfMany) continue;
                var together = work.Together(drawn, equalLengths);
                together.Add(number, pairing.Data.Data);
                together.Add(number + 1, pairing.Reference.Data);
            }
        }
        foreach (var alike in kinds)
        {
            foreach (var i in alike.Where(i => metrics[i].IsOfManyAtOnce))
            {
                var found = metrics[i].Values(work.Together(alike.Key.Drawn, alike.Key.EqualLengths));
                for (var shuffle = 0; shuffle < values.Length; shuffle++) values[shuffle][i] = found[2 * shuffle] - found[(2 * shuffle) + 1];
            }
        }
    }

    /// <summary>Where each drawn record is after an exchange, first the data's; both sides have the same number.</summary>
    private DrawnSide[] Sides(int shuffle, ExchangeWork work)
    {
        // All that was drawn is exchanged, and then cut as the sides were: a cut takes copies together, which chance alone would not.
        var ofData = _drawn.Data.Count;
        var random = Shuffle.Of(_options.Seed, (ulong)shuffle + 2);
        var (order, sides) = (work.Order, work.Sides);
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Front(order, ofData);
        Array.Fill(sides, DrawnSide.Reference);
        for (var i = 0; i < ofData; i++) sides[order[i]] = DrawnSide.Data;
        _drawn.Pool.Cut(sides, Records);
        return sides;
    }

    private static (int Records, double Value, double Anchor)? Whole((double? Data, double? Reference) observed, int size) =>
        observed is ({ } value, { } anchor) ? (size, value, anchor) : null;

    /// <summary>The mean divergence of draws of half size from the reference's draws, and that of the reference's halves from each other.</summary>
    private (int Records, double Value, double Anchor)? Halves(DrawMetric metric, Workspace work)
    {
        var size = HalfRecords;
        double value = 0, anchor = 0;
        var drawn = Over(metric);
        var (data, reference) = (drawn.Data.All(), drawn.Halves.All());
        for (var draw = 0; draw < ComparisonOptions.Halves; draw++)
        {
            var random = Shuffle.Of(_options.Seed + 3, (ulong)draw);
            random.Front(data, size);
            random.Front(reference, 2 * size);
            var (half, other) = (reference[..size], reference[size..(2 * size)]);
            if (metric.Value(new Pairing(drawn.Corpus, data[..size], half, work, metric.EqualLengths).Compared) is not { } far) return null;
            if (metric.Value(new Pairing(drawn.Corpus, other, half, work, metric.EqualLengths).Compared) is not { } near) return null;
            value += far;
            anchor += near;
        }
        return (size, value / ComparisonOptions.Halves, anchor / ComparisonOptions.Halves);
    }
}
