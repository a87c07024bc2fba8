namespace DataGate.Text;

/// <summary>Splits normalised UTF-8 text into words. One instance is used by one thread at a time.</summary>
public abstract class WordSplitter
{
    /// <summary>Replaces what <paramref name="tokens"/> holds by the tokens of <paramref name="utf8"/>.</summary>
    public abstract void Split(ReadOnlySpan<byte> utf8, TokenBuffer tokens);

    /// <summary>A token as the words compare it (lower-case where they are folded), for people to read.</summary>
    public abstract string Display(ReadOnlySpan<byte> token);

    /// <summary>The splitter that <paramref name="words"/> names; <paramref name="seed"/> seeds the tokens' hashes.</summary>
    public static WordSplitter For(Words words, ulong seed) => words switch
    {
        Words.Unicode => new UnicodeWords(seed),
        Words.Whitespace => new WhitespaceWords(seed),
        Words.Treebank => new TreebankWords(seed),
        _ => throw new ArgumentOutOfRangeException(nameof(words)),
    };
}
