using System.Buffers.Binary;
using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Scanning;

namespace DataGate.Files.Memos;

/// <summary>The keys of the records in pieces of files, in the cache: what a change took away is known by them without being read.</summary>
/// <param name="store">The cache.</param>
/// <param name="key">Of what makes records the same.</param>
internal sealed class KnownKeys(MemoStore store, byte[] key)
{
    private const int ChunkLength = 2 * sizeof(long), KeyLength = 3 * sizeof(ulong);

    /// <summary>Where a record stands in its chunk, what made it, and which of the piece's chunks it is, share a number.</summary>
    private const int OriginAt = 43, ChunkAt = 45, MaxChunks = 1 << 19;

    /// <summary>Keeps the keys of a piece.</summary>
    /// <param name="piece">See <see cref="Name"/>.</param>
    /// <param name="chunks">Its chunks.</param>
    /// <param name="lines">Of all chunks of the scan.</param>
    /// <param name="keys">Of its records, in any order.</param>
    public void Add(byte[] piece, ImmutableArray<Chunk> chunks, IReadOnlyList<long> lines, IReadOnlyCollection<RecordKey> keys)
    {
        var length = sizeof(int) + (chunks.Length * (long)ChunkLength) + (keys.Count * (long)KeyLength);
        if (chunks.Length > MaxChunks || length > MemoStore.MaxEntry) return;
        var content = new byte[length];
        BinaryPrimitives.WriteInt32LittleEndian(content, chunks.Length);
        var rest = content.AsSpan(sizeof(int));
        foreach (var chunk in chunks)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, chunk.Length);
            BinaryPrimitives.WriteInt64LittleEndian(rest[sizeof(long)..], lines[chunk.Index]);
            rest = rest[ChunkLength..];
        }
        foreach (var record in keys)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(rest, record.Content);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[sizeof(ulong)..], record.Fields);
            BinaryPrimitives.WriteUInt64LittleEndian(rest[(2 * sizeof(ulong))..],
                record.Place.In(0).Packed | ((ulong)record.Origin << OriginAt) | ((ulong)(record.Place.Chunk - chunks[0].Index) << ChunkAt));
            rest = rest[KeyLength..];
        }
        store.Add(piece, content, isDurable: false);
    }

    /// <summary>The keys of a piece, with their places as they are now; null: they aren't known.</summary>
    /// <param name="piece">See <see cref="Name"/>.</param>
    /// <param name="chunks">Its chunks.</param>
    /// <param name="lines">Of all chunks of the scan; takes those of the piece.</param>
    public RecordKey[]? Find(byte[] piece, IReadOnlyList<Chunk> chunks, long[] lines)
    {
        if (store.Find(piece) is not { Length: >= sizeof(int) } content || BinaryPrimitives.ReadInt32LittleEndian(content) != chunks.Count) return null;
        var rest = content.AsSpan(sizeof(int));
        var left = rest.Length - (chunks.Count * (long)ChunkLength);
        if (left < 0 || left % KeyLength != 0) return null;
        for (var i = 0; i < chunks.Count; i++)
            if (BinaryPrimitives.ReadInt64LittleEndian(rest[(i * ChunkLength)..]) != chunks[i].Length) return null;
        foreach (var chunk in chunks)
        {
            lines[chunk.Index] = BinaryPrimitives.ReadInt64LittleEndian(rest[sizeof(long)..]);
            rest = rest[ChunkLength..];
        }
        var keys = new RecordKey[rest.Length / KeyLength];
        for (var i = 0; i < keys.Length; i++)
        {
            var packed = BinaryPrimitives.ReadUInt64LittleEndian(rest[(2 * sizeof(ulong))..]);
            if (packed >> ChunkAt >= (ulong)chunks.Count) return null;
            keys[i] = new RecordKey(
                BinaryPrimitives.ReadUInt64LittleEndian(rest), (RecordOrigin)((packed >> OriginAt) & 3), BinaryPrimitives.ReadUInt64LittleEndian(rest[sizeof(ulong)..]),
                new Place(packed & ((1UL << OriginAt) - 1)).In(chunks[(int)(packed >> ChunkAt)].Index));
            rest = rest[KeyLength..];
        }
        return keys;
    }

    /// <summary>That pieces are still there: their keys may be of use as long as they are.</summary>
    public void Touch(IEnumerable<byte[]> pieces, DateTime utc)
    {
        foreach (var piece in pieces)
            if (store.Length(piece) > 0) store.Touch(piece, utc);
    }

    /// <summary>What a piece's keys are kept under.</summary>
    /// <param name="file">Whose format says how it is read.</param>
    /// <param name="origin">What the origin rules by file say of it.</param>
    /// <param name="piece">By its content.</param>
    /// <param name="isFirst">Whether the file starts with it: a byte order mark is one there alone.</param>
    public byte[] Name(InputFile file, FileOrigin origin, Piece piece, bool isFirst) => CheckMemo.Key(
        Convert.ToHexString(key), ReaderCatalog.For(file).Format, origin.ToString(), Convert.ToHexString(piece.Digest.Span), isFirst ? "first" : "");
}
