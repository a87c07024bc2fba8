using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Cache;

/// <summary>
/// How an embedding is kept: an entry of 64 bytes (key, tokens, unknown tokens, components, 4 bytes of zero, checksum) in one file, and the vector, little-endian floats, at the same
/// number in another. The checksum is of everything, so that no part counts without the rest.
/// </summary>
internal static class EmbeddingRecord
{
    /// <summary>Bytes of an entry.</summary>
    public const int EntryLength = 64;

    /// <summary>Bytes of a key: SHA-256 of model and text.</summary>
    public const int KeyLength = SHA256.HashSizeInBytes;

    private const int ChecksumOffset = 48;
    private const double MaxOffUnit = 1e-3;

    /// <summary>The key of a text, whatever characters it holds.</summary>
    public static byte[] Key(string model, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(model)));
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        return hash.GetHashAndReset();
    }

    /// <summary>Writes an embedding as entry and vector.</summary>
    public static void Write(ReadOnlySpan<byte> key, TextEmbedding embedding, Span<byte> entry, Span<byte> vector)
    {
        entry.Clear();
        key.CopyTo(entry);
        BinaryPrimitives.WriteInt32LittleEndian(entry[32..], embedding.Tokens);
        BinaryPrimitives.WriteInt32LittleEndian(entry[36..], embedding.UnknownTokens);
        BinaryPrimitives.WriteInt32LittleEndian(entry[40..], embedding.Vector.Length);
        var values = embedding.Vector.Span;
        for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(vector[(i * sizeof(float))..], values[i]);
        Checksum(entry, vector).CopyTo(entry[ChecksumOffset..]);
    }

    /// <summary>The embedding, or null where entry and vector don't belong together or hold what no embedder gives.</summary>
    public static TextEmbedding? Read(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> vector)
    {
        if (!Checksum(entry, vector).AsSpan().SequenceEqual(entry[ChecksumOffset..])) return null;
        var (tokens, unknown) = (BinaryPrimitives.ReadInt32LittleEndian(entry[32..]), BinaryPrimitives.ReadInt32LittleEndian(entry[36..]));
        if (tokens < 0 || unknown < 0 || unknown > tokens || BinaryPrimitives.ReadInt32LittleEndian(entry[40..]) * sizeof(float) != vector.Length) return null;
        var (values, squares) = (new float[vector.Length / sizeof(float)], 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(vector[(i * sizeof(float))..]);
            squares += values[i] * (double)values[i];
        }
        return Math.Abs(squares - 1) <= MaxOffUnit ? new TextEmbedding(values, tokens, unknown) : null;
    }

    private static byte[] Checksum(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> vector)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(entry[..ChecksumOffset]);
        hash.AppendData(vector);
        return hash.GetHashAndReset()[..(EntryLength - ChecksumOffset)];
    }
}
