using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace DataGate.Files.Cache;

/// <summary>
/// How what a model made of a text is kept: an entry of 64 bytes (key, fields, checksum) in one file and, where its <see cref="RecordForm{T}"/> has one, a body at the same
/// number in another. The checksum is of everything, so that no part counts without the rest.
/// </summary>
internal static class CacheRecord
{
    /// <summary>Bytes of an entry.</summary>
    public const int EntryLength = 64;

    /// <summary>Bytes of a key: SHA-256 of model and text.</summary>
    public const int KeyLength = SHA256.HashSizeInBytes;

    /// <summary>Bytes of an entry that a form fills.</summary>
    public const int FieldLength = 16;

    private const int ChecksumOffset = KeyLength + FieldLength;

    /// <summary>The key of a text, whatever characters it holds.</summary>
    public static byte[] Key(string model, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(model)));
        hash.AppendData(MemoryMarshal.AsBytes(text.AsSpan()));
        return hash.GetHashAndReset();
    }

    /// <summary>Writes a value as entry and body.</summary>
    public static void Write<T>(RecordForm<T> form, ReadOnlySpan<byte> key, T value, Span<byte> entry, Span<byte> body)
        where T : struct
    {
        entry.Clear();
        key.CopyTo(entry);
        form.Write(value, entry.Slice(KeyLength, FieldLength), body);
        Checksum(entry, body).CopyTo(entry[ChecksumOffset..]);
    }

    /// <summary>The value, or null where entry and body don't belong together or hold what no model gives.</summary>
    public static T? Read<T>(RecordForm<T> form, ReadOnlySpan<byte> entry, ReadOnlySpan<byte> body)
        where T : struct =>
        Checksum(entry, body).AsSpan().SequenceEqual(entry[ChecksumOffset..]) ? form.Read(entry.Slice(KeyLength, FieldLength), body) : null;

    private static byte[] Checksum(ReadOnlySpan<byte> entry, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(entry[..ChecksumOffset]);
        hash.AppendData(body);
        return hash.GetHashAndReset()[..(EntryLength - ChecksumOffset)];
    }
}
