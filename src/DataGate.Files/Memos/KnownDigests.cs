using System.Collections.Concurrent;
using System.Collections.Immutable;
using DataGate.Files.Cache;
using DataGate.Files.Changes;
using DataGate.Files.Datasets;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;

namespace DataGate.Files.Memos;

/// <summary>Digests of the files of one run, each file hashed once as long as it doesn't change: see <see cref="FileStamp"/>.</summary>
/// <param name="started">When the run began, before it read anything.</param>
/// <param name="trustGitFrom">
/// Bytes of files from which those that git's index says it has as they stand aren't read, where an earlier run hashed that content. For checks of a change, where git says what changed.
/// </param>
/// <param name="leastPiece">See <see cref="SourceOptions.LeastPiece"/>.</param>
public sealed class KnownDigests(DateTimeOffset started, long trustGitFrom = long.MaxValue, long leastPiece = SourceOptions.DefaultLeastPiece)
{
    /// <summary>A file that changed so shortly before a run that the next change might not show: 2 s, the coarsest clock of a file system.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(2);

    /// <summary>Files of which is kept what git calls their contents; of more it would take too much memory: what git vouches for counts by its id alone then, in checks of a change.</summary>
    internal int MostKept { get; init; } = 1 << 16;

    private readonly ConcurrentDictionary<string, (FileStamp Stamp, byte[] Digest, string? Id)> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (FileStamp Stamp, ImmutableArray<Piece> Pieces)> _pieces = new(StringComparer.Ordinal);
    private KnownIds? _ids;

    /// <summary>What changed at or after it may change again without a trace: nanoseconds since 1970.</summary>
    internal long Moment { get; } = FileStamp.Nanoseconds(started.UtcDateTime - s_margin);

    internal DateTimeOffset Started => started;

    /// <summary>Knows, from here on, what earlier runs kept of contents that git has.</summary>
    /// <param name="folder">The cache.</param>
    internal void Know(CacheFolder folder) => _ids ??= new KnownIds(folder, started);

    /// <summary>The digest of a file that was hashed and is as it was then; null: hash it.</summary>
    internal byte[]? Settled(string path) => Known(path)?.Digest;

    /// <summary>What git calls the content of a file, where git vouches for it and it is as it was then.</summary>
    internal string? Id(string path) => Known(path)?.Id;

    /// <summary>The pieces of a file, as <see cref="FilePieces"/> makes them; one that was hashed and is as it was then isn't read again, where it was cut alike for that.</summary>
    /// <param name="file">What to cut.</param>
    /// <param name="target">Bytes of a piece to aim at; 0: it isn't cut.</param>
    /// <param name="threads">Pieces hashed at once.</param>
    /// <param name="stopped">Looked at between pieces.</param>
    internal ImmutableArray<Piece> Cut(InputFile file, long target, int threads, CancellationToken stopped) =>
        Cut(file, target, _pieces.TryGetValue(file.Path, out var known) && FileStamp.Of(file.Path) == known.Stamp ? known.Pieces : [], threads, stopped);

    /// <summary>The same of a file that is what git has, and what it is told by.</summary>
    internal (byte[]? Digest, ImmutableArray<Piece> Pieces) CutOfGit(InputFile file, long target, int threads, CancellationToken stopped)
    {
        var made = FileDigests.Of([file.Path], threads, leastPiece)[0];
        return (made.Digest, Cut(file, target, made.Pieces, threads, stopped));
    }

    /// <summary>The digest of what git calls so, wherever it stands; null: it isn't known.</summary>
    /// <param name="id">What git calls the content.</param>
    internal byte[]? OfGit(string id) => _ids?.Digest(id);

    /// <summary>Keeps the digests of contents that git has.</summary>
    internal void KeepOfGit(IReadOnlyCollection<(string Id, byte[] Digest)> contents) => _ids?.Add(contents);

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
        var vouched = left.Sum(i => stamps[i]?.Length ?? 0) < trustGitFrom ? new Dictionary<string, string>(StringComparer.Ordinal) : Vouched(left.Select(i => (paths[i], stamps[i])));
        left.RemoveAll(i =>
        {
            if (!vouched.TryGetValue(paths[i], out var id) || (paths.Count > MostKept ? CheckMemo.Key("content of git", id) : _ids?.Digest(id)) is not { } digest || stamps[i] is not { } stamp || FileStamp.Of(paths[i]) != stamp) return false;
            digests[i] = digest;
            _known[paths[i]] = (stamp, digest, id);
            return true;
        });
        var made = FileDigests.Of([.. left.Select(i => paths[i])], threads, leastPiece);
        for (var i = 0; i < made.Length; i++)
        {
            digests[left[i]] = made[i].Digest;
            if (!FileStamp.IsSure || made[i].Digest is not { } digest || stamps[left[i]] is not { } stamp || !stamp.IsBefore(Moment)) continue;
            _known[paths[left[i]]] = (stamp, digest, null);
            if (!made[i].Pieces.IsEmpty) _pieces[paths[left[i]]] = (stamp, made[i].Pieces);
        }
        // Git vouches by what the file system says: whose bytes aren't what it has, a filter that is gone went over them, is known by these alone.
        List<InputFile> unknown = paths.Count > MostKept || _ids is null ? [] : [.. left.Where(i => digests[i] is not null && vouched.ContainsKey(paths[i])).Select(i => new InputFile(paths[i], paths[i], stamps[i]!.Length))];
        foreach (var ofLength in unknown.GroupBy(file => vouched[file.Path].Length)) Keep([.. ofLength], ContentIds.Of([.. ofLength], ofLength.Key == 64, threads));
        return digests;
    }

    /// <summary>Keeps what git would call the contents of files, hashed by now: a check of a change asks for them by that.</summary>
    /// <param name="files">What to name.</param>
    /// <param name="isSha256">Whether git hashes by SHA-256 there.</param>
    /// <param name="threads">Files hashed at once.</param>
    internal void Name(IReadOnlyList<InputFile> files, bool isSha256, int threads)
    {
        if (_ids is not { } ids || files.Count > MostKept) return;
        List<InputFile> unknown = [.. files.Where(file => Known(file.Path) is { } known && ids.Id(known.Digest, isSha256) is null)];
        Keep(unknown, ContentIds.Of(unknown, isSha256, threads));
    }

    /// <summary>The ids of files, as <see cref="ContentIds"/> makes them.</summary>
    /// <param name="files">What to name.</param>
    /// <param name="isSha256">Whether git hashes by SHA-256 there.</param>
    /// <param name="isNew">Whether a file, by its number, is none that git has, whatever its id: it isn't hashed, and has none.</param>
    /// <param name="threads">Files hashed at once.</param>
    internal string?[] Ids(IReadOnlyList<InputFile> files, bool isSha256, Func<int, bool> isNew, int threads)
    {
        var ids = new string?[files.Count];
        var left = new List<int>();
        for (var i = 0; i < ids.Length; i++)
        {
            var known = Known(files[i].Path);
            if (known?.Id is { } vouched && vouched.Length == (isSha256 ? 64 : 40)) ids[i] = vouched;
            else if (known is not null && files.Count <= MostKept && _ids?.Id(known.Value.Digest, isSha256) is { } id) ids[i] = id;
            else if (!isNew(i)) left.Add(i);
        }
        var made = ContentIds.Of([.. left.Select(i => files[i])], isSha256, threads);
        for (var i = 0; i < made.Length; i++) ids[left[i]] = made[i];
        if (files.Count <= MostKept) Keep([.. left.Select(i => files[i])], made);
        return ids;
    }

    private ImmutableArray<Piece> Cut(InputFile file, long target, ImmutableArray<Piece> hashed, int threads, CancellationToken stopped) =>
        target == 0 || hashed.IsDefaultOrEmpty || target != FilePieces.TargetAlone(file.Length, leastPiece) || hashed[^1].End != file.Length ? FilePieces.Of(file, target, threads, stopped)
        : FilePieces.IsText(file) ? hashed : [];

    /// <summary>Keeps the digests of files by what git calls their bytes.</summary>
    private void Keep(IReadOnlyList<InputFile> files, string?[] made) =>
        _ids?.Add([.. files.Zip(made, (file, id) => (Id: id, Digest: Settled(file.Path))).Where(content => content is { Id: not null, Digest: not null }).Select(content => (content.Id!, content.Digest!))]);

    /// <summary>What git calls the contents of files that it vouches for.</summary>
    private IReadOnlyDictionary<string, string> Vouched(IEnumerable<(string Path, FileStamp? Stamp)> files)
    {
        var settled = new Dictionary<string, FileStamp>(StringComparer.Ordinal);
        if (FileStamp.IsSure)
            foreach (var (path, stamp) in files)
                if (stamp is { } known && known.IsBefore(Moment)) settled[path] = known;
        return IndexedFiles.Of(settled);
    }

    private (FileStamp Stamp, byte[] Digest, string? Id)? Known(string path) => _known.TryGetValue(path, out var known) && FileStamp.Of(path) == known.Stamp ? known : null;
}
