using System.Text;

namespace DataGate.Text;

/// <summary>Penn Treebank tokens, equal to nltk 3.8's <c>TreebankWordTokenizer().tokenize</c>, as they stand.</summary>
/// <remarks>
/// Double quotes become <c>``</c> or <c>''</c>, and a token's hash is that of what it became. It still points at the quote
/// in the text, which doesn't say whether it opens or closes: <see cref="Display"/> shows the quote as written.
/// </remarks>
public sealed class TreebankWords(ulong seed) : WordSplitter
{
    private readonly TreebankText _padded = new();

    public override void Split(ReadOnlySpan<byte> utf8, TokenBuffer tokens)
    {
        tokens.Clear();
        _padded.Pad(utf8);
        var text = _padded.Text;
        var source = 0; // the tokens are those of the text, in order, with white space between them
        for (var at = 0; at < text.Length;)
        {
            var space = WhiteSpace.LengthAt(text, at);
            if (space != 0)
            {
                at += space;
                continue;
            }
            var end = WhiteSpace.Next(text, at);
            for (int skip; (skip = WhiteSpace.LengthAt(utf8, source)) != 0;) source += skip;
            var length = utf8[source] == '"' ? 1 : end - at;
            tokens.Add(Hash64.Of(text, at, end - at, seed), source, length);
            source += length;
            at = end;
        }
    }

    /// <inheritdoc/>
    public override string Display(ReadOnlySpan<byte> token) => Encoding.UTF8.GetString(token);
}
