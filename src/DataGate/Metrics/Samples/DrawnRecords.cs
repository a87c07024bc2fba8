namespace DataGate.Metrics.Samples;

/// <summary>Drawn records, each a document: those held by hash, then those of contents held surely, either in the order of their contents' hashes.</summary>
internal sealed class DrawnRecords(int[] documents, int light)
{
    public static DrawnRecords None { get; } = new([], 0);

    public int Count => documents.Length;

    /// <summary>
    /// The first so many: cut by content, so that copies stay together and repeats are not lost, and in the same proportion of what is
    /// held by hash and what is held surely.
    /// </summary>
    public int[] First(int count)
    {
        if (count == Count) return documents;
        var (ofLight, ofHeavy) = Parts(Count, light, count);
        return [.. documents.AsSpan(0, ofLight), .. documents.AsSpan(light, ofHeavy)];
    }

    /// <summary>How many of the first so many are held by hash, and how many surely.</summary>
    /// <param name="all">Records.</param>
    /// <param name="light">Those of them that are held by hash.</param>
    /// <param name="count">At most all.</param>
    public static (int Light, int Heavy) Parts(int all, int light, int count)
    {
        var heavy = (int)Math.Round((all - light) * (double)count / all);
        return (count - heavy, heavy);
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
