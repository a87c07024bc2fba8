using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>What is held of one side of a comparison: a sample of its contents with all their copies, and how much it stands for.</summary>
/// <param name="Texts">Contents of the sample.</param>
/// <param name="Sampling">The share of the side's contents that it holds, by hash: 1 when it holds all.</param>
/// <param name="Records">Records of the side, held or not.</param>
public sealed record SampledSide(IReadOnlyList<SampledText> Texts, double Sampling, long Records)
{
    /// <summary>Contents of more than a thousandth of the records that the sample by hash lacks.</summary>
    public IReadOnlyList<SampledText> Heavy { get; init; } = [];

    private const long MaxInverted = 256;
    private const double MinSureCopies = 20;

    public static SampledSide Of(SetSketch set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var labels = set.Find<ValueCounts>(SketchKind.Labels);
        if (set.Find<DocumentSample>(SketchKind.Sample) is not { } sample) return new SampledSide([], 1, set.Tally.Records) { Labels = labels };
        return new SampledSide(sample.Texts, sample.IsWhole ? 1 : sample.Threshold / 18446744073709551616.0, set.Tally.Records) { Heavy = sample.Heavy, Labels = labels };
    }

    /// <summary>The same with the first so many contents of the sample: as though no larger sample had been taken.</summary>
    public SampledSide Limit(int contents)
    {
        if (Texts.Count <= contents) return this;
        var ordered = Texts.OrderBy(text => text.Content).ToList();
        return this with
        {
            Texts = ordered[..contents],
            Sampling = ordered[contents].Content / 18446744073709551616.0,
            // With fewer copies no rate makes them sure.
            Heavy = [.. ordered[contents..].Concat(Heavy).Where(text => IsSure(text, rate: 1)).OrderBy(text => text.Content)],
        };
    }

    /// <summary>Its records by label, counted exactly; null where labels were not gathered.</summary>
    public ValueCounts? Labels { get; init; }

    /// <summary>
    /// Whether a content counts with its weight, whatever its hash: where it is heavy, and so many of its copies would be drawn at a
    /// rate that hardly any of its repeats is lost. Any other counts with all its copies where its hash is in the universe, else not at all.
    /// </summary>
    internal bool IsSure(SampledText text, double rate) => text.Times > Records / 1000.0 && text.Times * rate >= MinSureCopies;

    /// <summary>Every content held.</summary>
    public IEnumerable<SampledText> All => Texts.Concat(Heavy);

    /// <summary>About how many tokens so many of its records have.</summary>
    internal double TokensOf(Corpus corpus, long records) => TokensOf(content => corpus.Length(corpus.Find(content)), records);

    /// <param name="length">Tokens of a content.</param>
    /// <param name="records">How many records.</param>
    internal double TokensOf(Func<ulong, int> length, long records)
    {
        double tokens = 0, held = 0;
        foreach (var text in Texts)
        {
            tokens += (double)text.Times * length(text.Content);
            held += text.Times;
        }
        return held == 0 ? 0 : records * tokens / held;
    }

    /// <summary>
    /// The documents of about universe × share × <see cref="Records"/> records, as though that share of all records had been drawn
    /// without replacement and the contents with the smallest hashes kept; each entry is one record.
    /// </summary>
    /// <param name="corpus">Has the documents.</param>
    /// <param name="share">Share of the records that are drawn, in (0, 1].</param>
    /// <param name="universe">Share of the contents to keep, at most <see cref="Sampling"/> / <paramref name="share"/>.</param>
    /// <param name="seed">Of the draw.</param>
    /// <param name="sides">How many sides of a comparison the draw is to be split into: a text counts surely where it would on each.</param>
    /// <remarks>
    /// A content of t copies is seen by the draw with chance 1 − (1 − share)^t, and then with the copies that a binomial draw
    /// conditioned on seeing it has. Contents whose chance is above what the sample can give keep their expected weight instead: more
    /// copies of fewer texts, never the other way round.
    /// </remarks>
    internal DrawnRecords Draw(Corpus corpus, double share, double universe, ulong seed, int sides = 1) => Draw(corpus.Find, share, universe, seed, sides);

    /// <param name="find">The document of a content.</param>
    /// <param name="share">As above.</param>
    /// <param name="universe">As above.</param>
    /// <param name="seed">As above.</param>
    /// <param name="sides">As above.</param>
    internal DrawnRecords Draw(Func<ulong, int> find, double share, double universe, ulong seed, int sides = 1)
    {
        var drawn = new List<int>();
        foreach (var text in Texts.OrderBy(text => text.Content))
        {
            if (universe < 1 && IsSure(text, share * universe / sides)) continue;
            var random = Shuffle.Of(seed, text.Content);
            var place = text.Content / 18446744073709551616.0 / Sampling;
            var seen = share >= 1 ? 1 : -Math.Exp(text.Times * double.LogP1(-share)) + 1;
            var weight = universe / Sampling;
            if (weight <= 1)
            {
                // A universe is the same contents on both sides; which of its records a thinner draw has is each side's own.
                if (place >= weight || random.NextUnit() >= seen) continue;
                weight = 1;
            }
            else if (random.NextUnit() >= seen * weight)
            {
                continue;
            }
            var copies = share >= 1 ? text.Times : Copies(text.Times, share, seen, weight, ref random);
            var document = find(text.Content);
            for (long i = 0; i < copies; i++) drawn.Add(document);
        }
        var light = drawn.Count;
        // What is held surely counts with its weight in the universe, not with all its copies.
        foreach (var text in All.OrderBy(text => text.Content))
        {
            if (universe >= 1 || !IsSure(text, share * universe / sides)) continue;
            var random = Shuffle.Of(seed, text.Content);
            var copies = (long)((text.Times * share * universe) + random.NextUnit());
            for (long i = 0; i < copies; i++) drawn.Add(find(text.Content));
        }
        return new DrawnRecords([.. drawn], light);
    }

    /// <summary>How many of a content's copies a draw has that has any of them.</summary>
    private static long Copies(long times, double share, double seen, double weight, ref Shuffle random)
    {
        if (times == 1) return 1;
        // A chance above 1 can't be had: its weight becomes copies.
        if (seen * weight > 1 || times > MaxInverted) return Math.Max(1, (long)((times * share * Math.Max(weight, 1 / seen)) + random.NextUnit()));
        var left = random.NextUnit() * seen;
        var chance = times * share * Math.Pow(1 - share, times - 1);
        long copies = 1;
        for (; left > chance && copies < times; copies++)
        {
            left -= chance;
            chance *= (times - copies) / (copies + 1.0) * (share / (1 - share));
        }
        return copies;
    }
}
