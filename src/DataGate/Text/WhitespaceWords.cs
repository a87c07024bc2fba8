namespace DataGate.Text;

/// <summary>Splits.</summary>
public sealed class WhitespaceWords(ulong seed) : WordSplitter
{
    public override void Split(ReadOnlySpan<byte> utf8, TokenBuffer tokens) => tokens.Add(Hash64.Of(utf8, seed), 0, utf8.Length);

    public override string Display(ReadOnlySpan<byte> token) => System.Text.Encoding.UTF8.GetString(token);
}
