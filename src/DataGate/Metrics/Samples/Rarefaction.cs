using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>A measure at a fixed size.</summary>
/// <param name="Value">Its mean over the draws.</param>
/// <param name="Error">Its standard error: how much it would differ on another set of the source, as large as this one.</param>
/// <param name="Records">Records of a draw.</param>
public sealed record Rarefied(double Value, double Error, long Records);

/// <summary>
/// Measures at fixed sizes (rarefaction: Sanders 1968, Hurlbert 1971): records drawn without replacement, the same as long as the set is the same, and nearly
/// the same when it changes a little.
/// </summary>
/// <remarks>
/// The variance of a single draw from the set's source is half of what draws of half the size have, with the correction for a finite set (Cochran 1977, 2.6), which half the
/// size leaves room for. The mean of all draws that a set of N has, of size m, has at most m/N of it, and the mean of k draws a k-th of the rest besides
/// (U-statistics: Hoeffding 1948, 5.18; incomplete ones: Blom 1976). Groups of contents, which a jackknife leaves out, would say nothing of a set that has collapsed to a few texts.
/// </remarks>
/// <param name="samples">The samples of sets.</param>
/// <param name="seed">Of the draws.</param>
public sealed class Rarefaction(SampleReader samples, ulong seed)
{
    /// <summary>Draws that a value is the mean of; of what models read a single one, for its cost.</summary>
    private const int Draws = 8;

    /// <summary>Draws of half the size that an error is taken from.</summary>
    private const int Halves = Jackknife.Groups;

    /// <summary>The draw of a side takes so much more than is wanted, before it is cut to size: eight deviations of how many records chance gives it, and a tenth.</summary>
    private static double Slack(double records) => 1.1 + (8 / Math.Sqrt(records));

    private readonly Dictionary<(SetSketch Data, SetSketch? Reference, FixedSize Size, bool Read, bool OverPerplexities), List<DrawInput>?> _drawn = [], _halves = [];

    /// <summary>The size that a set's value is kept at; null: it is too small for any.</summary>
    public FixedSize? SizeOf(DrawMetric metric, SetSketch data, SetSketch? reference)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (Corpus(metric, data, reference) is not { } corpus) return null;
        var unit = UnitOf(metric);
        var available = Available(samples.SideOf(data, metric), corpus, unit);
        return FixedSize.Within(reference is null ? available : Math.Min(available, Available(samples.SideOf(reference, metric), corpus, unit)), unit);
    }

    /// <summary>The value at a size; or why there is none: a clause.</summary>
    public (Rarefied? Found, string WhyNot) Measure(DrawMetric metric, SetSketch data, SetSketch? reference, FixedSize size)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (WhyNot(metric, data, reference) is { } whyNot) return (null, whyNot);
        if (size.Unit != UnitOf(metric)) return (null, $"it isn't taken by {size.Unit.ToString().ToLowerInvariant()}");
        if (size.Unit == Unit.Records && size.Amount < metric.LeastRecords) return (null, $"{size} are fewer than the {metric.LeastRecords} that it needs");
        if (Drawn(metric, data, reference, size) is not { } draws || Half(metric, data, reference, size) is not { } halves) return (null, $"there are fewer than {size} to draw");
        var (values, parts) = (draws.Select(metric.Value).ToList(), halves.Select(metric.Value).ToList());
        if (values.Concat(parts).Any(value => value is null)) return (null, "it is undefined on draws of that size");
        var available = Available(samples.SideOf(data, metric), draws[0].Corpus, size.Unit);
        var (error, own) = (Error(parts, draws.Count, size.Amount / available), metric.OwnError(draws[0]));
        return (new Rarefied(values.Average()!.Value, Math.Sqrt((error * error) + (own * own)), draws[0].Data.Records), "");
    }

    /// <summary>The standard error of the mean of some draws, from values of draws of half their size.</summary>
    /// <param name="values">The values at half the size.</param>
    /// <param name="draws">How many draws the mean is of.</param>
    /// <param name="share">Of the set that each of them takes.</param>
    private static double Error(List<double?> values, int draws, double share)
    {
        share = Math.Min(share, 1);
        var mean = values.Average()!.Value;
        var variance = values.Sum(value => (value!.Value - mean) * (value.Value - mean)) / (values.Count - 1);
        return Math.Sqrt(variance / 2 / (1 - (share / 2)) * (share + ((1 - share) / draws)));
    }

    private static Unit UnitOf(DrawMetric metric) => metric is { EqualLengths: true, OverEmbeddings: false } ? Unit.Tokens : Unit.Records;

    private static double Available(SampledSide side, Corpus corpus, Unit unit)
    {
        // A sample of contents may give so many records before it would have to give some twice.
        var records = side.Records * side.Sampling;
        return unit == Unit.Tokens ? side.TokensOf(corpus, (long)records) : records;
    }

    /// <summary>Why a model can't read the texts: a clause; null: it can, or none has to.</summary>
    public string? WhyNot(DrawMetric metric, SetSketch data, SetSketch? reference) =>
        samples.IsRead(metric) ? samples.Read(data, reference, metric.OverPerplexities).WhyNot : null;

    private Corpus? Corpus(DrawMetric metric, SetSketch data, SetSketch? reference) =>
        samples.IsRead(metric) ? samples.Read(data, reference, metric.OverPerplexities).Input?.Corpus
        : (reference is null ? samples.Of(data) : samples.Of(data, reference)).Corpus;

    private List<DrawInput>? Drawn(DrawMetric metric, SetSketch data, SetSketch? reference, FixedSize size) =>
        Drawn(_drawn, metric, data, reference, size, samples.IsRead(metric) ? 1 : Draws, isMany: false);

    private List<DrawInput>? Half(DrawMetric metric, SetSketch data, SetSketch? reference, FixedSize size) =>
        Drawn(_halves, metric, data, reference, size with { Amount = size.Amount / 2 }, Halves, isMany: true);

    /// <summary>The draws, which measures of one kind share; null: there is too little.</summary>
    private List<DrawInput>? Drawn(
        Dictionary<(SetSketch Data, SetSketch? Reference, FixedSize Size, bool Read, bool OverPerplexities), List<DrawInput>?> known,
        DrawMetric metric, SetSketch data, SetSketch? reference, FixedSize size, int count, bool isMany)
    {
        var key = (data, reference, size, samples.IsRead(metric), samples.IsRead(metric) && metric.OverPerplexities);
        if (known.TryGetValue(key, out var found)) return found;
        var corpus = Corpus(metric, data, reference)!;
        var work = new Workspace();
        var draws = new List<DrawInput>();
        for (var draw = 0; draw < count; draw++)
        {
            var stream = 2 * (ulong)draw;
            var own = Draw(corpus, samples.SideOf(data, metric), size, stream);
            var other = reference is null ? null : Draw(corpus, samples.SideOf(reference, metric), size, stream + 1);
            if (own is null || (reference is not null && other is null)) return known[key] = null;
            draws.Add(new DrawInput(corpus, own, other, work) { IsOneOfMany = isMany });
        }
        return known[key] = draws;
    }

    /// <summary>Records of a side, in an order that only they and the seed make, until the size is reached; the last is cut to it.</summary>
    private Draw? Draw(Corpus corpus, SampledSide side, FixedSize size, ulong stream)
    {
        var available = Available(side, corpus, size.Unit);
        if (available < size.Amount) return null;
        var part = size.Amount / available;
        var share = side.Sampling * Math.Min(1, part * Slack(part * side.Records * side.Sampling));
        // Just below 1: texts that the sample by hash lacks are drawn too then, where many records have them.
        var universe = side.Sampling < 1 ? Math.BitDecrement(1.0) : 1;
        var pool = side.Draw(corpus, share, universe, Hash64.Pair(seed, stream + Stream)).All();
        Array.Sort(Ranks(corpus, pool, stream), pool);
        var (documents, lengths) = (new List<int>(), new List<int>());
        var left = size.Amount;
        foreach (var document in pool)
        {
            if (left == 0) break;
            var length = corpus.Length(document);
            if (size.Unit == Unit.Tokens) length = (int)Math.Min(length, left);
            documents.Add(document);
            lengths.Add(length);
            left -= size.Unit == Unit.Tokens ? length : 1;
        }
        if (left > 0) return null;
        var times = new int[documents.Count];
        Array.Fill(times, 1);
        return new Draw([.. documents], [.. lengths], times);
    }

    private const ulong Stream = 0x48697374;

    /// <summary>The first copy of a text has one rank, the second another: whatever else was drawn.</summary>
    private ulong[] Ranks(Corpus corpus, int[] documents, ulong stream)
    {
        var seen = new Dictionary<int, Shuffle>();
        var ranks = new ulong[documents.Length];
        for (var i = 0; i < documents.Length; i++)
        {
            if (!seen.TryGetValue(documents[i], out var random)) random = Shuffle.Of(Hash64.Pair(seed, stream), corpus.Text(documents[i]).Content);
            ranks[i] = random.Next();
            seen[documents[i]] = random;
        }
        return ranks;
    }
}
