namespace DataGate.Metrics.Samples;

/// <summary>Two draws of equal size side by side; brought to equal lengths, the i-th shortest of each has the tokens of the shorter of the two.</summary>
internal sealed class Pairing
{
    private readonly Corpus _corpus;
    private readonly Workspace _work;
    private readonly Draw _data;
    private readonly Draw _reference;
    private DrawInput? _dataInput, _referenceInput, _compared;

    public Pairing(Corpus corpus, int[] data, int[] reference, Workspace work, bool equalLengths)
    {
        (_corpus, _work) = (corpus, work);
        if (!equalLengths)
        {
            (_data, _reference) = (Draw.Of(corpus, data), Draw.Of(corpus, reference));
            return;
        }
        var (dataLengths, referenceLengths) = (Sort(corpus, ref data), Sort(corpus, ref reference));
        var lengths = new int[data.Length];
        for (var i = 0; i < lengths.Length; i++) lengths[i] = Math.Min(dataLengths[i], referenceLengths[i]);
        var times = new int[lengths.Length];
        Array.Fill(times, 1);
        (_data, _reference) = (new Draw(data, lengths, times), new Draw(reference, lengths, times));
    }

    /// <param name="corpus">Has the documents.</param>
    /// <param name="data">In the order of its records, or by length.</param>
    /// <param name="reference">As the data.</param>
    /// <param name="work">Scratch memory of the calling thread.</param>
    /// <param name="equalLengths">Whether both are cut to equal lengths here: both are by length then.</param>
    public Pairing(Corpus corpus, DrawMemory data, DrawMemory reference, Workspace work, bool equalLengths)
    {
        (_corpus, _work) = (corpus, work);
        for (var i = 0; equalLengths && i < data.Lengths.Length; i++) data.Lengths[i] = reference.Lengths[i] = Math.Min(data.Lengths[i], reference.Lengths[i]);
        (_data, _reference) = (data.Draw(), reference.Draw());
    }

    /// <summary>The data alone.</summary>
    public DrawInput Data => _dataInput ??= new DrawInput(_corpus, _data, null, _work) { IsOneOfMany = true };

    /// <summary>The reference alone.</summary>
    public DrawInput Reference => _referenceInput ??= new DrawInput(_corpus, _reference, null, _work) { IsOneOfMany = true };

    /// <summary>The data against the reference.</summary>
    public DrawInput Compared => _compared ??= new DrawInput(_corpus, _data, _reference, _work) { IsOneOfMany = true };

    /// <summary>What is tested: the data's value less the reference's; a divergence itself, less nothing.</summary>
    public double? Difference(DrawMetric metric)
    {
        var (data, reference) = Values(metric);
        return data - reference;
    }

    /// <summary>The value of each side; a divergence stands on the data's.</summary>
    public (double? Data, double? Reference) Values(DrawMetric metric) => metric.IsDivergence ? (metric.Value(Compared), 0) : (metric.Value(Data), metric.Value(Reference));

    /// <summary>By length, those of one length in the order in which they come: which of them are cut hangs on nothing else.</summary>
    private static int[] Sort(Corpus corpus, ref int[] documents)
    {
        var keys = new ulong[documents.Length];
        for (var i = 0; i < keys.Length; i++) keys[i] = ((ulong)corpus.Length(documents[i]) << 32) | (uint)i;
        Array.Sort(keys);
        var (sorted, lengths) = (new int[keys.Length], new int[keys.Length]);
        for (var i = 0; i < keys.Length; i++) (sorted[i], lengths[i]) = (documents[(uint)keys[i]], (int)(keys[i] >> 32));
        documents = sorted;
        return lengths;
    }
}
