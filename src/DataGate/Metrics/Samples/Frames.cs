namespace DataGate.Metrics.Samples;

/// <summary>
/// The frames of a text: its first words with one or two gaps in them, each for one to three words in a row, where five words or more stay. Texts that were made
/// from one template have a frame in common, whatever the fillings.
/// </summary>
internal static class Frames
{
    /// <summary>Words of a text that are looked at.</summary>
    public const int Looked = 12;

    /// <summary>Words that a frame keeps at least.</summary>
    public const int Kept = 5;

    private const int LongestGap = 3;

    /// <summary>Frames of a text of <see cref="Looked"/> words or more: the most that a text has.</summary>
    public const int Most = 363;

    private const ulong Base = 0x9E3779B97F4A7C15, Gap = 0xD1B54A32D192ED03;

    /// <summary>Writes a 64-bit hash of each frame; a text that repeats words may have one twice.</summary>
    /// <param name="words">The words of a text by number.</param>
    /// <param name="hashes">Room for <see cref="Most"/>.</param>
    /// <returns>How many there are.</returns>
    public static int Of(ReadOnlySpan<int> words, Span<ulong> hashes)
    {
        if (words.Length > Looked) words = words[..Looked];
        Span<ulong> prefixes = stackalloc ulong[Looked + 1];
        Span<ulong> powers = stackalloc ulong[Looked + 1];
        powers[0] = 1;
        for (var i = 0; i < words.Length; i++)
        {
            prefixes[i + 1] = (prefixes[i] * Base) + Mixed((ulong)words[i] + 1);
            powers[i + 1] = powers[i] * Base;
        }
        var (found, all) = (0, words.Length);
        for (var start = 0; start < all; start++)
        {
            for (var end = start + 1; end <= Math.Min(all, start + LongestGap); end++)
            {
                if (all - (end - start) < Kept) break;
                var before = (prefixes[start] * Base) + Gap;
                hashes[found++] = Mixed(Joined(before, prefixes, powers, end, all));
                for (var next = end + 1; next < all; next++)
                {
                    for (var last = next + 1; last <= Math.Min(all, next + LongestGap); last++)
                    {
                        if (all - (end - start) - (last - next) < Kept) break;
                        var between = (Joined(before, prefixes, powers, end, next) * Base) + Gap;
                        hashes[found++] = Mixed(Joined(between, prefixes, powers, last, all));
                    }
                }
            }
        }
        return found;
    }

    /// <summary>What came before, followed by the words from one place to another.</summary>
    private static ulong Joined(ulong before, ReadOnlySpan<ulong> prefixes, ReadOnlySpan<ulong> powers, int from, int to) =>
        (before * powers[to - from]) + prefixes[to] - (prefixes[from] * powers[to - from]);

    /// <summary>The finaliser of SplitMix64 (Steele, Lea and Flood 2014).</summary>
    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
