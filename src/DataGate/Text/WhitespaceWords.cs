using System.Text;

namespace DataGate.Text;

/// <summary>Python's <c>str.split()</c>: runs of anything but white space, as they stand.</summary>
public sealed class WhitespaceWords(ulong seed) : WordSplitter
{
    public override void Split(ReadOnlySpan<byte> utf8, TokenBuffer tokens)
    {
        tokens.Clear();
        for (var at = 0; at < utf8.Length;)
        {
            var space = WhiteSpace.LengthAt(utf8, at);
            if (space != 0)
            {
                at += space;
                continue;
            }
            var end = WhiteSpace.Next(utf8, at);
            tokens.Add(Hash64.Of(utf8, at, end - at, seed), at, end - at);
            at = end;
        }
    }

    /// <inheritdoc/>
    public override string Display(ReadOnlySpan<byte> token) => Encoding.UTF8.GetString(token);
}
