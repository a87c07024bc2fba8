using System.Buffers.Binary;
using DataGate.Metrics.Language;

namespace DataGate.Files.Cache;

/// <summary>A language model's score: tokens, unknown tokens and log-perplexity, all in its entry.</summary>
internal sealed class ScoreForm : RecordForm<TextScore>
{
    public override string Folder => "scores-1";

    public override int BodyLength => 0;

    public override void Write(TextScore value, Span<byte> fields, Span<byte> body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(fields, value.Tokens);
        BinaryPrimitives.WriteInt32LittleEndian(fields[4..], value.UnknownTokens);
        BinaryPrimitives.WriteDoubleLittleEndian(fields[8..], value.LogPerplexity);
    }

    public override TextScore? Read(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> body)
    {
        var (tokens, unknown) = (BinaryPrimitives.ReadInt32LittleEndian(fields), BinaryPrimitives.ReadInt32LittleEndian(fields[4..]));
        var perplexity = BinaryPrimitives.ReadDoubleLittleEndian(fields[8..]);
        return tokens >= 0 && unknown >= 0 && unknown <= tokens && perplexity is >= 0 and < double.PositiveInfinity ? new TextScore(perplexity, tokens, unknown) : null;
    }
}
