using DataGate.Text;

namespace DataGate.Documents;

/// <summary>
/// One record as the metrics see it: normalised text, its tokens, and what the policy's fields say of it. Built once and shown to
/// every sketch; reused from record to record.
/// </summary>
public sealed class Document
{
    private readonly ulong[][] _grams;
    private readonly int _orders;

    /// <param name="orders">The longest n-grams that will be asked for: 1…5.</param>
    public Document(int orders)
    {
        _orders = orders;
        _grams = new ulong[orders + 1][];
        for (var n = 2; n <= orders; n++) _grams[n] = new ulong[256];
    }

    public Place Place { get; set; }

    /// <summary>Normalised text; valid while the document is shown to sketches.</summary>
    public ReadOnlyMemory<byte> Text { get; set; }

    public TokenBuffer Tokens { get; } = new();

    /// <summary>The first 64 bits of the seeded SHA-256 of the text.</summary>
    public ulong Content { get; set; }

    public RecordOrigin Origin { get; set; }

    /// <summary>Whether an origin rule matched it; otherwise <see cref="Origin"/> is what the policy takes such records for.</summary>
    public bool IsOriginMatched { get; set; }

    /// <summary>The label as text; null when the record has none.</summary>
    public string? Label { get; set; }

    /// <summary>Its place in the taxonomy, as text; null when the record says none.</summary>
    public string? Topic { get; set; }

    /// <summary>What made it, where the policy says how to know; null otherwise.</summary>
    public string? Generator { get; set; }

    /// <summary>0 for human records, n for what was made from n − 1; null when not said.</summary>
    public int? Generation { get; set; }

    /// <summary>The seeded hash of its id; 0: it has none, or none is asked for.</summary>
    public ulong Id { get; set; }

    /// <summary>The hashes of the ids of the records that it was made from.</summary>
    internal List<ulong> Parents { get; } = [];

    /// <summary>When it was made, in whole days since 1970-01-01; null when not said.</summary>
    public int? Created { get; set; }

    /// <summary>Hashes of the n-grams of the text, in order; empty when it has fewer than n tokens.</summary>
    public ReadOnlySpan<ulong> Grams(int n)
    {
        return n == 1 ? Tokens.Hashes : _grams[n].AsSpan(0, NGrams.Count(Tokens.Count, n));
    }

    /// <summary>Computes the n-grams of every order from the tokens.</summary>
    public void HashGrams()
    {
        var tokens = Tokens.Hashes;
        var shorter = tokens;
        for (var n = 2; n <= _orders; n++)
        {
            var count = NGrams.Count(tokens.Length, n);
            if (count == 0) return;
            if (_grams[n].Length < count) _grams[n] = new ulong[Math.Max(count, _grams[n].Length * 2)];
            var grams = _grams[n].AsSpan(0, count);
            shorter[..count].CopyTo(grams);
            NGrams.Extend(tokens, n, grams);
            shorter = grams;
        }
    }
}
