using System.Security.Cryptography;
using DataGate.Files.Cache;

namespace DataGate.Files.Memos;

/// <summary>Which contents git has under which ids, by their digests, in the user's cache: what git vouches for needn't be hashed, and what was hashed needn't be in git's way as well.</summary>
internal sealed class KnownIds
{
    /// <summary>Contents that are kept, beside those that the run that kept last asked for.</summary>
    private const int MaxOthers = 1 << 14;

    private static readonly byte[] s_key = CheckMemo.Key("contents of git");

    private readonly Lock _gate = new();
    private readonly MemoStore _store;
    private readonly DateTime _started;
    private readonly HashSet<string> _current = new(StringComparer.Ordinal);

    /// <summary>By id, in the order in which they are kept.</summary>
    private OrderedDictionary<string, byte[]>? _digests;
    private Dictionary<(string Digest, int IdLength), string>? _ids;

    /// <param name="folder">The cache.</param>
    /// <param name="started">When the run began.</param>
    public KnownIds(CacheFolder folder, DateTimeOffset started) => (_store, _started) = (ScanCache.Store(folder), started.UtcDateTime);

    /// <summary>The digest of what git calls so; null: it isn't known.</summary>
    public byte[]? Digest(string id)
    {
        lock (_gate)
        {
            if (!Digests.TryGetValue(id, out var digest)) return null;
            _current.Add(id);
            return digest;
        }
    }

    /// <summary>What git calls the content of a digest; null: it isn't known.</summary>
    /// <param name="digest">Of a file.</param>
    /// <param name="isSha256">Whether git hashes by SHA-256 there.</param>
    public string? Id(byte[] digest, bool isSha256)
    {
        lock (_gate)
        {
            var length = isSha256 ? 64 : 40;
            if (_ids is null)
            {
                _ids = [];
                foreach (var (id, known) in Digests) _ids[(Convert.ToHexString(known), id.Length)] = id;
            }
            if (!_ids.TryGetValue((Convert.ToHexString(digest), length), out var found)) return null;
            _current.Add(found);
            return found;
        }
    }

    /// <summary>Keeps what is known of contents of this run.</summary>
    public void Add(IReadOnlyCollection<(string Id, byte[] Digest)> contents)
    {
        if (contents.Count == 0) return;
        lock (_gate)
        {
            var isNew = false;
            foreach (var (id, digest) in contents)
            {
                _current.Add(id);
                if (Digests.TryGetValue(id, out var known) && known.AsSpan().SequenceEqual(digest)) continue;
                isNew = true;
                Digests[id] = digest;
                if (_ids is not null) _ids[(Convert.ToHexString(digest), id.Length)] = id;
            }
            if (isNew) _store.Add(s_key, Save(), isDurable: false);
        }
    }

    private OrderedDictionary<string, byte[]> Digests => _digests ??= Load();

    private byte[] Save()
    {
        using var content = new MemoryStream();
        foreach (var (id, digest) in Digests.Where(pair => _current.Contains(pair.Key)).Concat(Digests.Where(pair => !_current.Contains(pair.Key)).Take(MaxOthers)))
        {
            content.WriteByte((byte)(id.Length / 2));
            content.Write(Convert.FromHexString(id));
            content.Write(digest);
        }
        return content.ToArray();
    }

    private OrderedDictionary<string, byte[]> Load()
    {
        var content = _store.Find(s_key) ?? [];
        if (content.Length > 0) _store.Touch(s_key, _started);
        var digests = new OrderedDictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = content.AsSpan(); left.Length > 0 && left[0] is 20 or 32 && left.Length > left[0] + SHA256.HashSizeInBytes;)
        {
            var id = left.Slice(1, left[0]);
            left = left[(1 + id.Length)..];
            digests[Convert.ToHexStringLower(id)] = left[..SHA256.HashSizeInBytes].ToArray();
            left = left[SHA256.HashSizeInBytes..];
        }
        return digests;
    }
}
