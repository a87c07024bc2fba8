namespace DataGate.Metrics.Samples;

/// <summary>Drawn records, each a document: in the order of their contents' hashes, then those of heavy contents beyond the sample.</summary>
internal sealed class DrawnRecords(int[] documents, int light)
{
    public int Count => documents.Length;

    /// <summary>
    /// The first so many: cut by content, so that copies stay together and repeats are not lost, and in the same proportion of what is
    /// held by hash and what is held surely.
    /// </summary>
    public int[] First(int count)
    {
        if (count == Count) return documents;
        var heavy = (int)Math.Round((Count - light) * (double)count / Count);
        return [.. documents.AsSpan(0, count - heavy), .. documents.AsSpan(light, heavy)];
    }
}
