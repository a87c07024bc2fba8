using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataGate.Metrics.Embeddings;

namespace DataGate.Files.Cache;

/// <summary>
/// One model's embeddings in the cache. A model has at most two generations: the younger grows to its share, then a new one begins and the oldest goes; what is asked for in the
/// older is written again into the younger. Several processes may read while one writes; all that goes wrong costs time, never a wrong answer.
/// </summary>
internal sealed class EmbeddingStore : IDisposable
{
    /// <summary>Bytes of the largest file of entries that is read.</summary>
    public const long MaxEntryBytes = 64 << 20;

    private const string LockFile = "lock";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);
    private readonly string _root;
    private readonly string _folder;
    private readonly int _dimensions;
    private readonly long _maxBytes;
    private readonly List<EmbeddingGeneration> _generations;

    /// <param name="folder">The cache.</param>
    /// <param name="embedder">Whose embeddings are kept.</param>
    /// <param name="maxBytes">What all models may take together.</param>
    public EmbeddingStore(CacheFolder folder, IEmbedder embedder, long maxBytes)
    {
        _root = folder.Below("embeddings-1");
        _folder = Path.Join(_root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(embedder.Model)))[..32]);
        (_dimensions, _maxBytes) = (embedder.Dimensions, maxBytes);
        _generations = [.. Generations(_folder).Select(generation => EmbeddingGeneration.TryOpen(generation, _dimensions)).OfType<EmbeddingGeneration>()];
    }

    private long MaxGeneration => _maxBytes / 4;

    private int RecordLength => EmbeddingRecord.EntryLength + (_dimensions * sizeof(float));

    /// <summary>The embedding, and whether it stands in the youngest generation already.</summary>
    public (TextEmbedding Embedding, bool IsYoung)? Find(byte[] key)
    {
        for (var i = 0; i < _generations.Count; i++)
            if (_generations[i].Find(key) is { } embedding) return (embedding, i == 0);
        return null;
    }

    /// <summary>Keeps embeddings. Where another process is writing for long, or the folder can't be written, nothing is kept.</summary>
    public void Add(IReadOnlyList<KeyValuePair<byte[], TextEmbedding>> added)
    {
        if (added.Count == 0) return;
        try
        {
            using var held = Enter();
            if (held is null) return;
            Directory.CreateDirectory(_folder);
            foreach (var part in added.Chunk((int)Math.Clamp(MaxGeneration / RecordLength, 1, 4096)))
            {
                EmbeddingGeneration.Append(Youngest((long)part.Length * RecordLength), _dimensions, part);
                Shrink();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The embeddings are there; only the next run is slower.
        }
    }

    public void Dispose()
    {
        foreach (var generation in _generations) generation.Dispose();
    }

    /// <summary>The path of the generation to append to, without ending: a new one where the present one would grow beyond its share.</summary>
    private string Youngest(long more)
    {
        var present = Generations(_folder);
        if (present.Count > 0 && SizeOf(present[0]) + more <= MaxGeneration) return present[0];
        var number = present.Count == 0 ? 1 : NumberOf(present[0]) + 1;
        foreach (var old in present.Skip(1)) Delete(old);
        return Path.Join(_folder, number.ToString("D10", CultureInfo.InvariantCulture));
    }

    /// <summary>Over all models: the generations that were written longest ago go first.</summary>
    private void Shrink()
    {
        var all = Directory.GetDirectories(_root).SelectMany(Generations).Select(path => (Path: path, Size: SizeOf(path))).ToList();
        var size = all.Sum(generation => generation.Size);
        foreach (var (path, bytes) in all.OrderBy(generation => File.GetLastWriteTimeUtc(generation.Path + EmbeddingGeneration.EntryFile)).ThenBy(generation => generation.Path, StringComparer.Ordinal))
        {
            if (size <= _maxBytes) return;
            Delete(path);
            size -= bytes;
        }
    }

    /// <summary>The lock of the whole cache: a file that only one process can hold open. It goes with the process.</summary>
    private FileStream? Enter()
    {
        var tries = (int)(s_patience / s_pause);
        for (var i = 0; i < tries; i++)
        {
            try
            {
                return new FileStream(Path.Join(_root, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i + 1 < tries && Directory.Exists(_root))
            {
                Thread.Sleep(s_pause);
            }
            catch (IOException)
            {
                return null;
            }
        }
        return null;
    }

    /// <summary>Paths of a model's generations without their endings, the youngest first.</summary>
    private static List<string> Generations(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetFiles(folder, "*" + EmbeddingGeneration.EntryFile).Select(file => file[..^EmbeddingGeneration.EntryFile.Length])
            .Where(path => NumberOf(path) > 0).OrderByDescending(NumberOf),
    ];

    private static long NumberOf(string path) => long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static long SizeOf(string path) => Length(path + EmbeddingGeneration.EntryFile) + Length(path + EmbeddingGeneration.VectorFile);

    private static long Length(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;

    private static void Delete(string path)
    {
        File.Delete(path + EmbeddingGeneration.EntryFile);
        File.Delete(path + EmbeddingGeneration.VectorFile);
    }
}
