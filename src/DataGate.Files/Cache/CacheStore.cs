using System.Security.Cryptography;
using System.Text;

namespace DataGate.Files.Cache;

/// <summary>
/// What one model made of texts, in the cache. A model has at most two generations: the younger grows to its share, then a new one begins and the oldest goes; what is asked for in the
/// older is written again into the younger. Several processes may read while one writes; all that goes wrong costs time, never a wrong answer.
/// </summary>
internal sealed class CacheStore<T> : IDisposable
    where T : struct
{
    private readonly CacheLock _lock;
    private readonly string _root;
    private readonly string _folder;
    private readonly RecordForm<T> _form;
    private readonly long _maxBytes;
    private readonly List<CacheGeneration<T>> _generations;

    /// <param name="folder">The cache.</param>
    /// <param name="form">How records are kept.</param>
    /// <param name="model">Whose they are: what <see cref="CacheRecord.Key"/> takes.</param>
    /// <param name="maxBytes">What all models of the form may take together.</param>
    public CacheStore(CacheFolder folder, RecordForm<T> form, string model, long maxBytes)
    {
        _root = folder.Below(form.Folder);
        _folder = Path.Join(_root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(model)))[..32]);
        (_lock, _form, _maxBytes) = (new CacheLock(_root), form, maxBytes);
        _generations = [.. GenerationFiles.In(_folder).Select(files => CacheGeneration<T>.TryOpen(files, form)).OfType<CacheGeneration<T>>()];
    }

    private long MaxGeneration => _maxBytes / 4;

    private int RecordLength => CacheRecord.EntryLength + _form.BodyLength;

    /// <summary>The value, and whether it stands in the youngest generation already.</summary>
    public (T Value, bool IsYoung)? Find(byte[] key)
    {
        for (var i = 0; i < _generations.Count; i++)
            if (_generations[i].Find(key) is { } value) return (value, i == 0);
        return null;
    }

    /// <summary>Keeps values. Where another process is writing for long, or the folder can't be written, nothing is kept.</summary>
    public void Add(IReadOnlyList<KeyValuePair<byte[], T>> added)
    {
        if (added.Count == 0) return;
        try
        {
            using var held = _lock.Enter();
            if (held is null) return;
            Directory.CreateDirectory(_folder);
            foreach (var part in added.Chunk((int)Math.Clamp(MaxGeneration / RecordLength, 1, 4096)))
            {
                CacheGeneration<T>.Append(Youngest((long)part.Length * RecordLength), _form, part);
                Shrink();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The values are there; only the next run is slower.
        }
    }

    public void Dispose()
    {
        foreach (var generation in _generations) generation.Dispose();
    }

    /// <summary>The generation to append to: a new one where the present one would grow beyond its share.</summary>
    private GenerationFiles Youngest(long more)
    {
        var present = GenerationFiles.In(_folder);
        if (present.Count > 0 && present[0].Size + more <= MaxGeneration) return present[0];
        foreach (var old in present.Skip(1)) old.Delete();
        return GenerationFiles.Of(_folder, present.Count == 0 ? 1 : present[0].Number + 1);
    }

    /// <summary>Over all models: the generations that were written longest ago go first.</summary>
    private void Shrink()
    {
        var all = Directory.GetDirectories(_root).SelectMany(GenerationFiles.In).Select(files => (Files: files, files.Size)).ToList();
        var size = all.Sum(generation => generation.Size);
        foreach (var (files, bytes) in all.OrderBy(generation => File.GetLastWriteTimeUtc(generation.Files.Entries)).ThenBy(generation => generation.Files.Path, StringComparer.Ordinal))
        {
            if (size <= _maxBytes) return;
            files.Delete();
            size -= bytes;
        }
    }
}
