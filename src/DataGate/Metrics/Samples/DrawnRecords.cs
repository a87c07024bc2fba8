namespace DataGate.Metrics.Samples;

/// <summary>Drawn records, each a document: those held by hash, then those of contents held surely, either in the order of their contents' hashes.</summary>
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

    /// <summary>All of them, as a list of the caller's own.</summary>
    public int[] All() => [.. documents];

    /// <summary>These and others together; in order again once they are selected from.</summary>
    public DrawnPool With(DrawnRecords other) => new([.. documents, .. other.Documents], [.. Held(), .. other.Held()]);

    private ReadOnlySpan<int> Documents => documents;

    private IEnumerable<bool> Held() => Enumerable.Range(0, Count).Select(i => i < light);
}

/// <summary>The drawn records of both sides.</summary>
/// <param name="documents">Their documents, numbered in the order of their contents' hashes.</param>
/// <param name="isLight">Whether each is held by hash.</param>
internal sealed class DrawnPool(int[] documents, bool[] isLight)
{
    public int Count => documents.Length;

    /// <summary>The records whose flag has that value, in the order that drawn records have.</summary>
    public DrawnRecords Where(bool[] flags, bool value)
    {
        var (light, surely) = (new List<int>(), new List<int>());
        for (var i = 0; i < documents.Length; i++)
            if (flags[i] == value) (isLight[i] ? light : surely).Add(documents[i]);
        light.Sort();
        surely.Sort();
        return new DrawnRecords([.. light, .. surely], light.Count);
    }
}
