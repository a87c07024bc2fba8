namespace DataGate.Text;

/// <summary>Stub.</summary>
public sealed class Normaliser(Words words)
{
    public Words Words => words;
    public ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> utf8) => words == Words.Unicode ? utf8 : utf8[..];
}
