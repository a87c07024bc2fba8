namespace DataGate.Metrics.Samples;

/// <summary>Where a drawn record is after an exchange.</summary>
internal enum DrawnSide : byte
{
    Reference,
    Data,

    /// <summary>On neither side: the larger one is cut.</summary>
    Cut,
}

/// <summary>The drawn records of both sides.</summary>
/// <param name="documents">Their documents, numbered in the order of their contents' hashes.</param>
/// <param name="isLight">Whether each is held by hash.</param>
internal sealed class DrawnPool(int[] documents, bool[] isLight)
{
    /// <summary>The records in the order that drawn records have.</summary>
    private readonly int[] _order = [.. Enumerable.Range(0, documents.Length).OrderByDescending(i => isLight[i]).ThenBy(i => documents[i])];

    public int Count => documents.Length;

    /// <summary>The records whose flag has that value, in the order that drawn records have.</summary>
    public DrawnRecords Where(bool[] flags, bool value)
    {
        var (chosen, used, light) = (new int[documents.Length], 0, 0);
        foreach (var i in _order)
        {
            if (flags[i] != value) continue;
            chosen[used++] = documents[i];
            if (isLight[i]) light++;
        }
        return new DrawnRecords(chosen[..used], light);
    }

    /// <summary>Cuts the sides to so many records each, as <see cref="DrawnRecords.First"/> does.</summary>
    public void Cut(Span<DrawnSide> sides, int size)
    {
        Cut(sides, DrawnSide.Data, size);
        Cut(sides, DrawnSide.Reference, size);
    }

    /// <summary>The records in the order that drawn records have.</summary>
    /// <param name="corpus">Has the documents.</param>
    public OrderedPool Ordered(Corpus corpus) => new(documents, _order, corpus);

    /// <summary>The records by length, those of one length in the order that drawn records have.</summary>
    /// <param name="corpus">Has the documents.</param>
    public OrderedPool ByLength(Corpus corpus) => new(documents, [.. _order.OrderBy(i => corpus.Length(documents[i]))], corpus);

    private void Cut(Span<DrawnSide> sides, DrawnSide side, int size)
    {
        // Sides are as good as thrown with a coin: whatever is decided by them is counted rather than asked, for a guess would be wrong half of the time.
        var (count, light) = (0, 0);
        for (var i = 0; i < sides.Length; i++)
        {
            var isIn = sides[i] == side ? 1 : 0;
            count += isIn;
            light += isLight[i] ? isIn : 0;
        }
        if (count <= size) return;
        var (ofLight, ofHeavy) = DrawnRecords.Parts(count, light, size);
        var rank = 0;
        foreach (var i in _order)
        {
            var own = sides[i];
            var isIn = own == side;
            sides[i] = isIn & (rank >= ofLight) & ((rank < light) | (rank >= light + ofHeavy)) ? DrawnSide.Cut : own;
            rank += isIn ? 1 : 0;
        }
    }
}

/// <summary>The drawn records of both sides in an order, which each side has after every exchange.</summary>
internal sealed class OrderedPool
{
    private readonly int[] _order, _documents, _lengths;

    /// <param name="documents">Of the records.</param>
    /// <param name="order">The records.</param>
    /// <param name="corpus">Has the documents.</param>
    public OrderedPool(int[] documents, int[] order, Corpus corpus)
    {
        _order = order;
        _documents = [.. order.Select(i => documents[i])];
        _lengths = [.. _documents.Select(corpus.Length)];
    }

    /// <summary>Fills in what each side has.</summary>
    /// <param name="sides">Of each record; those of a side are as many as its memory takes.</param>
    /// <param name="data">Takes the data's.</param>
    /// <param name="reference">Takes the reference's.</param>
    public void Fill(ReadOnlySpan<DrawnSide> sides, DrawMemory data, DrawMemory reference)
    {
        var (ofData, ofReference, at) = (0, 0, 0);
        // As long as both sides have room each takes every record, and what it isn't to have is written over by the next: see DrawnPool.Cut.
        for (; at < _order.Length && ofData < data.Documents.Length && ofReference < reference.Documents.Length; at++)
        {
            var (side, document, length) = (sides[_order[at]], _documents[at], _lengths[at]);
            (data.Documents[ofData], data.Lengths[ofData]) = (document, length);
            (reference.Documents[ofReference], reference.Lengths[ofReference]) = (document, length);
            ofData += side == DrawnSide.Data ? 1 : 0;
            ofReference += side == DrawnSide.Reference ? 1 : 0;
        }
        for (; at < _order.Length; at++)
        {
            var side = sides[_order[at]];
            if (side == DrawnSide.Data)
            {
                data.Documents[ofData] = _documents[at];
                data.Lengths[ofData++] = _lengths[at];
            }
            else if (side == DrawnSide.Reference)
            {
                reference.Documents[ofReference] = _documents[at];
                reference.Lengths[ofReference++] = _lengths[at];
            }
        }
    }
}

/// <summary>What a draw of whole documents, a record each, is made of.</summary>
/// <param name="size">Records.</param>
/// <param name="ones">As many.</param>
internal sealed class DrawMemory(int size, int[] ones)
{
    public int[] Documents { get; } = new int[size];

    public int[] Lengths { get; } = new int[size];

    /// <summary>The draw; good until the memory is filled anew.</summary>
    public Draw Draw() => new(Documents, Lengths, ones);
}
