namespace DataGate.Metrics.Samples;

/// <summary>
/// Records drawn from a corpus: for each entry its document, how many of its tokens count (fewer than it has where two draws are
/// brought to equal lengths), and how many records it stands for. A document may stand in several entries.
/// </summary>
public sealed class Draw
{
    private readonly int[] _documents;
    private readonly int[] _lengths;
    private readonly int[] _times;

    /// <param name="documents">The document of each entry.</param>
    /// <param name="lengths">The tokens of it that count.</param>
    /// <param name="times">The records that it stands for, 1 or more.</param>
    public Draw(int[] documents, int[] lengths, int[] times)
    {
        (_documents, _lengths, _times) = (documents, lengths, times);
        foreach (var copies in times) Records += copies;
        foreach (var length in lengths) Tokens += length;
    }

    /// <summary>A draw of whole documents, one record each entry.</summary>
    public static Draw Of(Corpus corpus, int[] documents)
    {
        var times = new int[documents.Length];
        Array.Fill(times, 1);
        return new Draw(documents, [.. documents.Select(corpus.Length)], times);
    }

    /// <summary>Entries.</summary>
    public int Count => _documents.Length;

    /// <summary>Records: the sum of <see cref="Times"/>.</summary>
    public long Records { get; }

    /// <summary>Tokens of the entries, copies not counted.</summary>
    public long Tokens { get; }

    public ReadOnlySpan<int> Documents => _documents;

    public ReadOnlySpan<int> Lengths => _lengths;

    public ReadOnlySpan<int> Times => _times;
}
