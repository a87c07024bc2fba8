using System.Runtime.InteropServices;
using DataGate.Files.Paths;

namespace DataGate.Files.Cache;

/// <summary>
/// What one model made of texts, in a file of entries and, where they have them, one of bodies, which only grow. It is read without a lock while another process appends: what is cut off or
/// doesn't add up is as good as absent.
/// </summary>
internal sealed class CacheGeneration<T> : IDisposable
    where T : struct
{
    private readonly Dictionary<Key, int> _index = [];
    private readonly RecordForm<T> _form;
    private readonly FileStream? _bodies;
    private readonly byte[] _entries;

    private CacheGeneration(RecordForm<T> form, byte[] entries, FileStream? bodies)
    {
        (_form, _entries, _bodies) = (form, entries, bodies);
        for (var i = 0; i < Count; i++) _index[Key.Of(Entry(i))] = i;
    }

    private int Count => _entries.Length / CacheRecord.EntryLength;

    /// <summary>Opens what is there; null where there is nothing that can be read.</summary>
    public static CacheGeneration<T>? TryOpen(GenerationFiles files, RecordForm<T> form)
    {
        try
        {
            var entries = ReadAll(files.Entries);
            return new CacheGeneration<T>(form, entries, form.BodyLength == 0 ? null : Open(files.Bodies));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Appends values; the caller holds the cache's lock. Bodies come first, so that an entry is there only after what it names.</summary>
    public static void Append(GenerationFiles files, RecordForm<T> form, IReadOnlyList<KeyValuePair<byte[], T>> added)
    {
        var length = form.BodyLength;
        RegularFile.Refuse(files.Entries);
        RegularFile.Refuse(files.Bodies);
        using var entries = new FileStream(files.Entries, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        // What a kill left of an entry is overwritten, and so is a body that no entry names.
        var count = entries.Length / CacheRecord.EntryLength;
        var (entryBytes, bodyBytes) = (new byte[added.Count * CacheRecord.EntryLength], new byte[(long)added.Count * length]);
        for (var i = 0; i < added.Count; i++)
            CacheRecord.Write(form, added[i].Key, added[i].Value, entryBytes.AsSpan(i * CacheRecord.EntryLength, CacheRecord.EntryLength), bodyBytes.AsSpan(i * length, length));
        if (length > 0)
        {
            using var bodies = new FileStream(files.Bodies, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            bodies.Position = count * length;
            bodies.Write(bodyBytes);
            bodies.Flush(flushToDisk: true);
        }
        entries.Position = count * CacheRecord.EntryLength;
        entries.Write(entryBytes);
    }

    /// <summary>The value of a key, if it is here and whole. Not safe from several threads.</summary>
    public T? Find(byte[] key)
    {
        if (!_index.TryGetValue(Key.Of(key), out var at) || !Entry(at)[..CacheRecord.KeyLength].SequenceEqual(key)) return null;
        var body = new byte[_form.BodyLength];
        try
        {
            if (_bodies is not null)
            {
                _bodies.Position = (long)at * body.Length;
                if (_bodies.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) < body.Length) return null;
            }
            return CacheRecord.Read(_form, Entry(at), body);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _bodies?.Dispose();

    private ReadOnlySpan<byte> Entry(int at) => _entries.AsSpan(at * CacheRecord.EntryLength, CacheRecord.EntryLength);

    private static FileStream Open(string path) => RegularFile.Open(path);

    private static byte[] ReadAll(string path)
    {
        using var file = Open(path);
        var bytes = new byte[Math.Min(file.Length, GenerationFiles.MaxEntryBytes)];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..(read - (read % CacheRecord.EntryLength))];
    }

    /// <summary>The first half of a key: enough to find it, and the whole is compared.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(ulong A, ulong B)
    {
        public static Key Of(ReadOnlySpan<byte> key) => new(BitConverter.ToUInt64(key), BitConverter.ToUInt64(key[sizeof(ulong)..]));
    }
}
