using System.Collections.Concurrent;

namespace DataGate.Files.Memos;

/// <summary>Digests of the files of one run, each file hashed once as long as it doesn't change: see <see cref="FileStamp"/>.</summary>
/// <param name="started">When the run began, before it read anything.</param>
/// <param name="trustGitFrom">
/// Bytes of files from which those that git's index says it has as they stand aren't read: their digest is of what git calls their content. For checks of a change, where git says what changed.
/// </param>
public sealed class KnownDigests(DateTimeOffset started, long trustGitFrom = long.MaxValue)
{
    /// <summary>A file that changed so shortly before a run that the next change might not show: 2 s, the coarsest clock of a file system.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (FileStamp Stamp, byte[] Digest, string? Id)> _known = new(StringComparer.Ordinal);

    /// <summary>What changed at or after it may change again without a trace: nanoseconds since 1970.</summary>
    internal long Moment { get; } = FileStamp.Nanoseconds(started.UtcDateTime - s_margin);

    internal DateTimeOffset Started => started;

    /// <summary>The digest of a file that was hashed and is as it was then; null: hash it.</summary>
    internal byte[]? Settled(string path) => Known(path)?.Digest;

    /// <summary>What git calls the content of a file, where git vouches for it and it is as it was then.</summary>
    internal string? Id(string path) => Known(path)?.Id;

    /// <summary>The digest of a file that git vouches for, and of that content wherever git has it.</summary>
    /// <param name="id">What git calls the content.</param>
    internal static byte[] OfGit(string id) => CheckMemo.Key("content of git", id);

    /// <summary>By file, in their order; null for one that can't be read.</summary>
    internal byte[]?[] Of(IReadOnlyList<string> paths, int threads)
    {
        FileStamp?[] stamps = [.. paths.Select(FileStamp.Of)];
        var digests = new byte[]?[paths.Count];
        var left = new List<int>();
        for (var i = 0; i < digests.Length; i++)
        {
            if (_known.TryGetValue(paths[i], out var known) && known.Stamp == stamps[i]) digests[i] = known.Digest;
            else left.Add(i);
        }
        Vouch(paths, stamps, digests, left);
        var made = FileDigests.Of([.. left.Select(i => paths[i])], threads);
        for (var i = 0; i < made.Length; i++)
        {
            digests[left[i]] = made[i];
            if (FileStamp.IsSure && made[i] is { } digest && stamps[left[i]] is { } stamp && stamp.IsBefore(Moment)) _known[paths[left[i]]] = (stamp, digest, null);
        }
        return digests;
    }

    /// <summary>The digests of files that git vouches for; they aren't left any more.</summary>
    private void Vouch(IReadOnlyList<string> paths, FileStamp?[] stamps, byte[]?[] digests, List<int> left)
    {
        if (!FileStamp.IsSure || left.Sum(i => stamps[i]?.Length ?? 0) < trustGitFrom) return;
        var settled = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        foreach (var i in left)
            if (stamps[i] is { } stamp && stamp.IsBefore(Moment)) settled[paths[i]] = stamp;
        var ids = IndexedFiles.Of(settled);
        left.RemoveAll(i =>
        {
            if (!ids.TryGetValue(paths[i], out var id) || stamps[i] is not { } stamp || FileStamp.Of(paths[i]) != stamp) return false;
            digests[i] = OfGit(id);
            _known[paths[i]] = (stamp, digests[i]!, id);
            return true;
        });
    }

    private (FileStamp Stamp, byte[] Digest, string? Id)? Known(string path) => _known.TryGetValue(path, out var known) && FileStamp.Of(path) == known.Stamp ? known : null;
}
