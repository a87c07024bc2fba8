using System.Collections.Concurrent;

namespace DataGate.Files.Memos;

/// <summary>Digests of the files of one run, each file hashed once as long as it doesn't change: see <see cref="FileStamp"/>.</summary>
/// <param name="started">When the run began, before it read anything.</param>
public sealed class KnownDigests(DateTimeOffset started)
{
    /// <summary>A file that changed so shortly before a run that the next change might not show: 2 s, the coarsest clock of a file system.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, (FileStamp Stamp, byte[] Digest)> _known = new(StringComparer.Ordinal);

    /// <summary>What changed at or after it may change again without a trace: nanoseconds since 1970.</summary>
    internal long Moment { get; } = FileStamp.Nanoseconds(started.UtcDateTime - s_margin);

    internal DateTimeOffset Started => started;

    /// <summary>The digest of a file that was hashed and is as it was then; null: hash it.</summary>
    internal byte[]? Settled(string path) => _known.TryGetValue(path, out var known) && FileStamp.Of(path) == known.Stamp ? known.Digest : null;

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
        var made = FileDigests.Of([.. left.Select(i => paths[i])], threads);
        for (var i = 0; i < made.Length; i++)
        {
            digests[left[i]] = made[i];
            if (FileStamp.IsSure && made[i] is { } digest && stamps[left[i]] is { } stamp && stamp.IsBefore(Moment)) _known[paths[left[i]]] = (stamp, digest);
        }
        return digests;
    }
}
