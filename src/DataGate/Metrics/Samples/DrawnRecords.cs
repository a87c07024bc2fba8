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

    /// <summary>The same records where documents have other numbers.</summary>
    public DrawnRecords Renumbered(int[] numbers) => new([.. documents.Select(document => numbers[document])], light);

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
}
