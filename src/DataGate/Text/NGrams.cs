namespace DataGate.Text;

/// <summary>
/// Hashes of runs of tokens: the hash of n tokens is the pair of the hash of the first n−1 and the last token, so each
/// order comes from the one before.
/// </summary>
public static class NGrams
{
    /// <summary>How many n-grams a text of so many tokens has.</summary>
    public static int Count(int tokens, int n) => Math.Max(0, tokens - n + 1);

    /// <summary>Writes the hash of each n-gram, in order; <paramref name="into"/> has room for <see cref="Count"/> of them.</summary>
    public static void Hash(ReadOnlySpan<ulong> tokens, int n, Span<ulong> into)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        into = into[..Count(tokens.Length, n)];
        tokens[..into.Length].CopyTo(into);
        for (var order = 1; order < n; order++) Pair(into, tokens[Math.Min(order, tokens.Length)..]);
    }

    /// <summary>
    /// Turns the hashes of all (n−1)-grams into those of all n-grams, in place, from n = 2 on; the rest of
    /// <paramref name="hashes"/> is left as it is.
    /// </summary>
    public static void Extend(ReadOnlySpan<ulong> tokens, int n, Span<ulong> hashes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2);
        Pair(hashes[..Count(tokens.Length, n)], tokens[Math.Min(n - 1, tokens.Length)..]);
    }

    private static void Pair(Span<ulong> hashes, ReadOnlySpan<ulong> next)
    {
        next = next[..hashes.Length];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = Hash64.Pair(hashes[i], next[i]);
    }
}
