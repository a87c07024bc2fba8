using System.Buffers.Binary;
using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Cache;

/// <summary>An embedding: tokens, unknown tokens and components in its entry, and the vector as its body, little-endian floats.</summary>
/// <param name="dimensions">Components of an embedding.</param>
internal sealed class EmbeddingForm(int dimensions) : RecordForm<TextEmbedding>
{
    private const double MaxOffUnit = 1e-3;

    public override string Folder => "embeddings-1";

    public override int BodyLength => dimensions * sizeof(float);

    public override void Write(TextEmbedding value, Span<byte> fields, Span<byte> body)
    {
        BinaryPrimitives.WriteInt32LittleEndian(fields, value.Tokens);
        BinaryPrimitives.WriteInt32LittleEndian(fields[4..], value.UnknownTokens);
        BinaryPrimitives.WriteInt32LittleEndian(fields[8..], value.Vector.Length);
        var values = value.Vector.Span;
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(body[(i * sizeof(float))..], values[i]);
    }

    public override TextEmbedding? Read(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> body)
    {
        var (tokens, unknown) = (BinaryPrimitives.ReadInt32LittleEndian(fields), BinaryPrimitives.ReadInt32LittleEndian(fields[4..]));
        if (tokens < 0 || unknown < 0 || unknown > tokens || BinaryPrimitives.ReadInt32LittleEndian(fields[8..]) * sizeof(float) != body.Length) return null;
        var (values, squares) = (new float[body.Length / sizeof(float)], 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(body[(i * sizeof(float))..]);
            squares += values[i] * (double)values[i];
        }
        return Math.Abs(squares - 1) <= MaxOffUnit ? new TextEmbedding(values, tokens, unknown) : null;
    }
}
