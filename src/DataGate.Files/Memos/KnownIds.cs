using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Cache;
using DataGate.Files.Changes;
using DataGate.Files.Readers;

namespace DataGate.Files.Memos;

/// <summary>What git calls the contents of files, kept by their SHA-256, so that they aren't hashed in git's way again.</summary>
/// <param name="folder">The cache.</param>
/// <param name="digests">Of the run's files.</param>
public sealed class KnownIds(CacheFolder folder, KnownDigests digests)
{
    private readonly MemoStore _store = new(folder);

    /// <summary>The ids of files, as <see cref="ContentIds"/> makes them.</summary>
    /// <param name="files">What to name.</param>
    /// <param name="isSha256">Whether git hashes by SHA-256 there.</param>
    /// <param name="isNew">Whether a file, by its number, is none that git has, whatever its id: it isn't hashed, and has none.</param>
    /// <param name="threads">Files hashed at once.</param>
    internal string?[] Of(IReadOnlyList<InputFile> files, bool isSha256, Func<int, bool> isNew, int threads)
    {
        var key = CheckMemo.Key("ids of git", isSha256 ? "sha256" : "sha1");
        var known = Load(_store.Find(key), isSha256 ? 64 : 40);
        var ids = new string?[files.Count];
        var left = new List<int>();
        for (var i = 0; i < ids.Length; i++)
        {
            if (digests.Id(files[i].Path) is { } vouched && vouched.Length == (isSha256 ? 64 : 40)) ids[i] = vouched;
            else if (digests.Settled(files[i].Path) is { } digest && known.TryGetValue(Convert.ToHexStringLower(digest), out var id)) ids[i] = id;
            else if (!isNew(i)) left.Add(i);
        }
        if (left.Count == 0) return ids;
        var made = ContentIds.Of([.. left.Select(i => files[i])], isSha256, threads);
        for (var i = 0; i < made.Length; i++) ids[left[i]] = made[i];
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Length; i++)
            if (ids[i] is { } id && digests.Settled(files[i].Path) is { } digest) all[Convert.ToHexStringLower(digest)] = id;
        _store.Add(key, Encoding.ASCII.GetBytes(string.Concat(all.Select(pair => pair.Key + pair.Value))));
        return ids;
    }

    private static Dictionary<string, string> Load(byte[]? content, int idLength)
    {
        const int DigestLength = 2 * SHA256.HashSizeInBytes;
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        var text = content is null ? "" : Encoding.ASCII.GetString(content);
        for (var at = 0; at + DigestLength + idLength <= text.Length; at += DigestLength + idLength) known[text.Substring(at, DigestLength)] = text.Substring(at + DigestLength, idLength);
        return known;
    }
}
