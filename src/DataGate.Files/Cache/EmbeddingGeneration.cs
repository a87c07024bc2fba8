using System.Runtime.InteropServices;
using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Cache;

/// <summary>
/// A pair of files of one model's embeddings, entries and vectors, that only grows. It is read without a lock while another process appends: what is cut off or doesn't add up is
/// as good as absent.
/// </summary>
internal sealed class EmbeddingGeneration : IDisposable
{
    public const string EntryFile = ".entries";
    public const string VectorFile = ".vectors";
    private readonly Dictionary<Key, int> _index = [];
    private readonly FileStream _vectors;
    private readonly int _vectorLength;
    private readonly byte[] _entries;

    private EmbeddingGeneration(byte[] entries, FileStream vectors, int vectorLength)
    {
        (_entries, _vectors, _vectorLength) = (entries, vectors, vectorLength);
        for (var i = 0; i < Count; i++) _index[Key.Of(Entry(i))] = i;
    }

    private int Count => _entries.Length / EmbeddingRecord.EntryLength;

    /// <summary>Opens what is there; null where there is nothing that can be read.</summary>
    public static EmbeddingGeneration? TryOpen(string path, int dimensions)
    {
        try
        {
            var entries = ReadAll(path + EntryFile);
            return new EmbeddingGeneration(entries, Open(path + VectorFile), dimensions * sizeof(float));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Appends embeddings; the caller holds the cache's lock. Vectors come first, so that an entry is there only after what it names.</summary>
    public static void Append(string path, int dimensions, IReadOnlyList<KeyValuePair<byte[], TextEmbedding>> added)
    {
        var length = dimensions * sizeof(float);
        using var entries = new FileStream(path + EntryFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        using var vectors = new FileStream(path + VectorFile, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        // What a kill left of an entry is overwritten, and so is a vector that no entry names.
        var count = entries.Length / EmbeddingRecord.EntryLength;
        var (entryBytes, vectorBytes) = (new byte[added.Count * EmbeddingRecord.EntryLength], new byte[(long)added.Count * length]);
        for (var i = 0; i < added.Count; i++)
            EmbeddingRecord.Write(added[i].Key, added[i].Value, entryBytes.AsSpan(i * EmbeddingRecord.EntryLength, EmbeddingRecord.EntryLength), vectorBytes.AsSpan(i * length, length));
        vectors.Position = count * length;
        vectors.Write(vectorBytes);
        vectors.Flush(flushToDisk: true);
        entries.Position = count * EmbeddingRecord.EntryLength;
        entries.Write(entryBytes);
    }

    /// <summary>The embedding of a key, if it is here and whole. Not safe from several threads.</summary>
    public TextEmbedding? Find(byte[] key)
    {
        if (!_index.TryGetValue(Key.Of(key), out var at) || !Entry(at)[..EmbeddingRecord.KeyLength].SequenceEqual(key)) return null;
        var vector = new byte[_vectorLength];
        try
        {
            _vectors.Position = (long)at * _vectorLength;
            return _vectors.ReadAtLeast(vector, vector.Length, throwOnEndOfStream: false) == vector.Length ? EmbeddingRecord.Read(Entry(at), vector) : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _vectors.Dispose();

    private ReadOnlySpan<byte> Entry(int at) => _entries.AsSpan(at * EmbeddingRecord.EntryLength, EmbeddingRecord.EntryLength);

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static byte[] ReadAll(string path)
    {
        using var file = Open(path);
        var bytes = new byte[Math.Min(file.Length, EmbeddingStore.MaxEntryBytes)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..(read - (read % EmbeddingRecord.EntryLength))];
    }

    /// <summary>The first half of a key: enough to find it, and the whole is compared.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(ulong A, ulong B)
    {
        public static Key Of(ReadOnlySpan<byte> key) => new(BitConverter.ToUInt64(key), BitConverter.ToUInt64(key[sizeof(ulong)..]));
    }
}
