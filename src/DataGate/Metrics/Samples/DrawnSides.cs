namespace DataGate.Metrics.Samples;

/// <summary>What a comparison has drawn of both sides, by the numbers that the documents have in one corpus.</summary>
/// <param name="corpus">Has the documents.</param>
/// <param name="data">Of the one side.</param>
/// <param name="reference">Of the other.</param>
/// <param name="halves">Of the other, for two sides.</param>
internal sealed class DrawnSides(Corpus corpus, DrawnRecords data, DrawnRecords reference, DrawnRecords halves)
{
    private readonly Lazy<DrawnPool> _pool = new(() => data.With(reference));
    private readonly Lazy<DrawnSides?> _alone = new(() => Alone(corpus, data, reference, halves));
    private readonly Lazy<DrawnSides?> _sidesAlone = new(() => Alone(corpus, data, reference, DrawnRecords.None));
    private OrderedPool? _ordered, _byLength;

    public Corpus Corpus => corpus;

    public DrawnRecords Data => data;

    public DrawnRecords Reference => reference;

    public DrawnRecords Halves => halves;

    /// <summary>The same in a corpus of the drawn documents alone, where numbers are fewer and nearer to each other; itself where all are drawn.</summary>
    public DrawnSides DrawnAlone => _alone.Value ?? this;

    /// <summary>The same without the halves: what other measures are asked for changes nothing in a corpus of these.</summary>
    public DrawnSides SidesAlone => _sidesAlone.Value ?? this;

    /// <summary>Records of each side, as many as the smaller one has.</summary>
    public int Records => Math.Min(data.Count, reference.Count);

    /// <summary>So many records of each side.</summary>
    public (int[] Data, int[] Reference) First(int size) => (data.First(size), reference.First(size));

    /// <summary>All that is drawn, first the data's.</summary>
    public DrawnPool Pool => _pool.Value;

    /// <summary>The same in the order of the draws, or by length.</summary>
    public OrderedPool Ordered(bool byLength) => byLength ? _byLength ??= Pool.ByLength(corpus) : _ordered ??= Pool.Ordered(corpus);

    private static DrawnSides? Alone(Corpus corpus, DrawnRecords data, DrawnRecords reference, DrawnRecords halves)
    {
        int[] drawn = [.. data.All().Concat(reference.All()).Concat(halves.All()).Distinct().Order()];
        if (drawn.Length == corpus.Count) return null;
        var numbers = new int[corpus.Count];
        for (var i = 0; i < drawn.Length; i++) numbers[drawn[i]] = i;
        return new DrawnSides(corpus.Only(drawn), data.Renumbered(numbers), reference.Renumbered(numbers), halves.Renumbered(numbers));
    }
}
