using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Memos;
using DataGate.Files.Parts;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Changes;

/// <summary>
/// Finds out which records a change added and removed: a multiset difference between the dataset's files at a revision and as they
/// stand. Files whose content is the same on both sides, wherever, are not read for it, nor are such pieces of those that changed.
/// </summary>
internal sealed class ChangeSource : IDisposable
{
    /// <summary>Bytes of changed files whose records are compared at once; of more, contents are compared by shares of their hashes.</summary>
    private const long BytesAtOnce = 1L << 30;

    private readonly DatasetPlan _plan;
    private readonly SourceOptions _options;
    private readonly GitRepository _repository;
    private readonly GitRevision _revision;
    private readonly BlobFiles _contents;
    private readonly int _large;
    private readonly ScanCache? _scans;
    private readonly ScanNames _names;
    private readonly ChangedInputs _files;
    private readonly ScanPlan _scan;
    private readonly ImmutableArray<FileOrigin> _byChunk;
    private readonly IReadOnlyList<(int Then, int Now)> _same;
    private readonly HashSet<Place> _added = [];
    private readonly HashSet<Place> _removed = [];
    private readonly SortedSet<(string, string)> _unread = [];
    private readonly SortedSet<(string, string)> _unreadNow = [];
    private int[] _ofNow = [];
    private int[] _ofGone = [];
    private long[] _lines;
    private AlteredRecords _altered = AlteredRecords.None;

    /// <summary>Finds what changed.</summary>
    /// <param name="plan">The dataset.</param>
    /// <param name="options">How it is read; names the revision.</param>
    /// <param name="now">The dataset's files.</param>
    /// <param name="scans">What is known of them, and of earlier ones; null: nothing is.</param>
    public ChangeSource(DatasetPlan plan, SourceOptions options, FoundInputs now, ScanCache? scans)
    {
        (_scans, _names) = (scans, new ScanNames(plan, plan.Data, options.Fence));
        (_plan, _options, _repository, _revision) = (plan, options, options.Since!.Repository, options.Since.Revision);
        _contents = new BlobFiles(_repository, _revision);
        _large = FilePieces.Large(now.Files, options.LeastPiece);
        try
        {
            _files = Compare(now);
            Now = now with { Pieces = Cut(now.Files, now.Pieces, _files.Changed) };
            _scan = ScanPlan.For([.. Now.Files, .. _files.Gone], [.. Now.Pieces, .. Cut(_files)]);
            var own = ScanPlan.For(Now.Files, Now.Pieces).Chunks;
            if (!_scan.Chunks.AsSpan(0, own.Length).SequenceEqual(own.AsSpan())) throw new GitException(GitCodes.Failed, "the set and what was there before a change are too much to be read together: judge it in parts");
            ImmutableArray<FileOrigin> origins = [.. Now.Origins, .. _files.Origins];
            _byChunk = [.. _scan.Chunks.Select(chunk => origins[chunk.File])];
            _same = SamePieces.Of(_scan, Now.Files.Length, _files.Changed, origins);
            _lines = [.. Enumerable.Repeat(LineIndex.Unknown, _scan.Chunks.Length)];
            Compare();
            Added = new AddedRecords(Scan, _added);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The dataset's files; those that changed are cut.</summary>
    public FoundInputs Now { get; }

    public void Dispose() => _contents.Dispose();

    /// <summary>Takes what was added while the dataset is read.</summary>
    public AddedRecords Added { get; }

    /// <param name="data">What was gathered of <see cref="Now"/>.</param>
    public ChangePart Read(FileSetPart data)
    {
        var lines = data.Lines;
        var added = Added.Gathered;
        added.Merge(Chosen(_ofNow.Where(chunk => !Added.HasRead(chunk)), _added));
        // The same pieces have the same lines, before and now.
        var counted = LineIndex.Combine([.. lines, .. Enumerable.Repeat(LineIndex.Unknown, _scan.Chunks.Length - lines.Length)], _lines);
        foreach (var (then, now) in _same) counted[then] = counted[now];
        var removed = Chosen(_ofGone, _removed);
        return new ChangePart(new Change(_revision.Name, added, removed, _added.Contains) { Altered = _altered }, new LineIndex(_scan, counted).Locate)
        {
            // What the set's own scan tells is told once.
            Refused = [.. _files.Refused, .. _unread, .. data.Scan.IsReadable ? _unreadNow : []],
        };
    }

    /// <summary>Compares the records of what changed.</summary>
    private void Compare()
    {
        var byFile = _scan.Chunks.ToLookup(chunk => chunk.File);
        var same = _same.SelectMany(pair => new[] { pair.Then, pair.Now }).ToHashSet();
        _ofNow = [.. _files.Changed.SelectMany(file => byFile[file]).Select(chunk => chunk.Index).Where(chunk => !same.Contains(chunk))];
        _ofGone = [.. _scan.Chunks.Where(chunk => chunk.File >= Now.Files.Length && !same.Contains(chunk.Index)).Select(chunk => chunk.Index)];
        var shares = (int)(1 + (_ofNow.Concat(_ofGone).Sum(chunk => _scan.Chunks[chunk].Length) / BytesAtOnce));
        for (var share = 0; share < shares; share++)
        {
            var known = new List<RecordKey[]>();
            var unknown = Recall(byFile, known, (share, shares));
            Fill(unknown);
            var (before, after) = (Keys(unknown, (share, shares)), Keys(_ofNow, (share, shares)));
            _lines = LineIndex.Combine(_lines, before.Lines.AsSpan());
            if (shares == 1) Keep(byFile, unknown, before);
            var ofShare = new List<Place>();
            MultisetDifference.Of([.. known.SelectMany(keys => keys), .. Together(before)], Together(after), _added, _removed, ofShare);
            _altered = new AlteredRecords(_altered.Count + ofShare.Count, [.. _altered.First.Concat(ofShare).Order().Take(AlteredRecords.MaxNamed)]);
            // What the cache knows of a file that changed by now is of another one than is compared here.
            foreach (var part in before.Parts.Concat(after.Parts)) Tell(part.Unreadable);
        }
    }

    /// <summary>The keys of the records that are gone, as far as the cache has them.</summary>
    /// <returns>Chunks that it doesn't have.</returns>
    private int[] Recall(ILookup<int, Chunk> byFile, List<RecordKey[]> known, (int Index, int Count) share)
    {
        if (_scans is null) return _ofGone;
        var (cache, left) = (_scans.Keys(_names.Records), _ofGone.ToHashSet());
        for (var file = Now.Files.Length; file < _scan.Files.Length; file++)
        {
            foreach (var (piece, chunks) in SamePieces.Chunks(_scan, byFile, file))
            {
                if (!left.Contains(chunks[0].Index) || cache.Find(cache.Name(_scan.Files[file], _byChunk[chunks[0].Index], _scan.Pieces[file][piece], piece == 0), chunks, _lines) is not { } keys) continue;
                known.Add(share.Count == 1 ? keys : [.. keys.Where(key => RecordKeys.IsIn(share, key.Content))]);
                left.ExceptWith(chunks.Select(chunk => chunk.Index));
            }
        }
        return [.. _ofGone.Where(left.Contains)];
    }

    /// <summary>Keeps the keys of what was read of the revision's files, and how these are cut: the next check of a change from there needn't read them.</summary>
    private void Keep(ILookup<int, Chunk> byFile, int[] read, ScanResult<RecordKeys> before)
    {
        if (_scans is null || before.Parts.Any(part => part.Unreadable.Count > 0)) return;
        var (cache, left) = (_scans.Keys(_names.Records), read.ToHashSet());
        var byChunk = before.Parts.SelectMany(part => part.Keys).ToLookup(key => key.Place.Chunk);
        for (var file = Now.Files.Length; file < _scan.Files.Length; file++)
        {
            foreach (var (piece, chunks) in SamePieces.Chunks(_scan, byFile, file))
            {
                if (chunks.TrueForAll(chunk => left.Contains(chunk.Index)))
                    cache.Add(cache.Name(_scan.Files[file], _byChunk[chunks[0].Index], _scan.Pieces[file][piece], piece == 0), [.. chunks], before.Lines, [.. chunks.SelectMany(chunk => byChunk[chunk.Index])]);
            }
        }
    }

    /// <summary>Writes files of the revision as far as chunks of theirs are to be read.</summary>
    private void Fill(IEnumerable<int> chunks)
    {
        foreach (var ofFile in chunks.Select(chunk => _scan.Chunks[chunk]).GroupBy(chunk => chunk.File).OrderBy(group => group.Key))
            _contents.Fill(_scan.Files[ofFile.Key].Path, ofFile.Select(chunk => PieceOf(chunk)).Distinct());
        int PieceOf(Chunk chunk) => _scan.Pieces[chunk.File].Count(piece => piece.End <= chunk.Start);
    }

    private ChangedInputs Compare(FoundInputs now)
    {
        var matches = RevisionFiles.Find(_plan.Dataset.Files, _repository, _revision);
        var byFolder = new RevisionOrigins(_plan.Dataset.Origin, _repository, _revision);
        var isSha256 = _revision.Commit.Length == 64;
        string[] paths = [.. now.Files.Select(file => Path.GetRelativePath(_repository.Root, file.Path).Replace('\\', '/'))];
        var known = Known(matches.Files, now.Files, paths);
        var ids = _options.Scans?.Digests.Ids(now.Files, isSha256, IsNew(matches.Files, now.Files, known), _options.Threads) ?? ContentIds.Of(now.Files, isSha256, _options.Threads);
        var before = matches.Files.Select(file => new ChangedFiles.Content(file.Path, file.Id, byFolder.Of(file.Path))).ToList();
        var after = paths.Select((path, index) => new ChangedFiles.Content(path, ids[index], now.Origins[index])).ToList();
        var (gone, changed) = ChangedFiles.Of(before, after);
        var places = changed.ToLookup(index => (after[index].Path, after[index].Origin));
        ImmutableArray<int> twins = [.. gone.Select(index => places[(before[index].Path, before[index].Origin)].DefaultIfEmpty(-1).First())];
        // What nothing stands in the place of is cut as it would be on its own.
        ImmutableArray<ImmutableArray<Piece>> pieces = [.. gone.Zip(twins, (index, twin) => twin < 0 ? [] : known[index])];
        return new ChangedInputs(
            [.. gone.Zip(pieces, (index, cut) => cut.IsEmpty ? _contents.Get(matches.Files[index], _plan.Dataset.Format) : _contents.Later(matches.Files[index], _plan.Dataset.Format, cut))],
            [.. gone.Select(index => before[index].Id!)], pieces, [.. gone.Select(index => before[index].Origin)], twins, changed, matches.Refused);
    }

    /// <summary>How the files of the revision are cut where they stand in places of the dataset's, as far as an earlier check read them: what of them isn't to be read needn't be unpacked.</summary>
    private ImmutableArray<ImmutableArray<Piece>> Known(ImmutableArray<TreeEntry> then, ImmutableArray<InputFile> now, string[] paths)
    {
        if (_scans is null || now.Length > ScanGroups.MaxFiles) return [.. then.Select(_ => ImmutableArray<Piece>.Empty)];
        var targets = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < now.Length; i++) targets[paths[i]] = Target(now[i]);
        return _scans.PiecesOfGit(_names.Set, then.Select(entry => (entry.Id, targets.GetValueOrDefault(entry.Path))));
    }

    /// <summary>Whether a file of now, by its number, is none that the revision has: of all that may have gone there the length is known, and its own is another.</summary>
    private Func<int, bool> IsNew(ImmutableArray<TreeEntry> then, ImmutableArray<InputFile> now, ImmutableArray<ImmutableArray<Piece>> known)
    {
        if (_scans is null) return _ => false;
        var same = now.Select(file => _scans.Digests.Id(file.Path)).OfType<string>().CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        // Of two that were alike, one may have gone.
        int[] gone = [.. Enumerable.Range(0, then.Length).Where(i => !same.TryGetValue(then[i].Id, out var left) || (same[then[i].Id] = left - 1) < 0)];
        if (gone.Any(i => known[i].IsEmpty)) return _ => false;
        var lengths = gone.Select(i => known[i][^1].End).ToHashSet();
        return i => !lengths.Contains(now[i].Length);
    }

    /// <summary>Cuts those of the dataset's files that changed and aren't cut yet.</summary>
    private ImmutableArray<ImmutableArray<Piece>> Cut(ImmutableArray<InputFile> files, ImmutableArray<ImmutableArray<Piece>> pieces, ImmutableArray<int> changed)
    {
        var cut = pieces.ToArray();
        Each(changed.Length, (at, threads) =>
        {
            var file = files[changed[at]];
            if (cut[changed[at]].IsEmpty) cut[changed[at]] = _scans?.Digests.Cut(file, Target(file), threads, _options.Stopped) ?? FilePieces.Of(file, Target(file), threads, _options.Stopped);
        });
        return [.. cut];
    }

    /// <summary>Cuts the files of the revision as what stands in their places now.</summary>
    private ImmutableArray<ImmutableArray<Piece>> Cut(ChangedInputs files)
    {
        var cut = new ImmutableArray<Piece>[files.Gone.Length];
        var digests = new byte[]?[cut.Length];
        Each(cut.Length, (i, threads) =>
        {
            var file = files.Gone[i];
            if (!files.Known[i].IsEmpty) cut[i] = files.Known[i];
            else if (_scans is not null && _contents.IsContent(file)) (digests[i], cut[i]) = _scans.Digests.CutOfGit(file, Target(Like(i)), threads, _options.Stopped);
            else cut[i] = FilePieces.Of(file, Target(Like(i)), threads, _options.Stopped);
        });
        _scans?.AddPiecesOfGit(_names.Set, [.. Enumerable.Range(0, cut.Length).Where(i => digests[i] is not null && !cut[i].IsEmpty).Select(i => (files.Ids[i], digests[i]!, Target(Like(i)), cut[i]))]);
        return [.. cut];
        InputFile Like(int gone) => files.Twins[gone] >= 0 ? Now.Files[files.Twins[gone]] : files.Gone[gone];
    }

    private long Target(InputFile file) => FilePieces.Target(file, _large, _options.LeastPiece);

    /// <summary>Does something to each file; of few each may take all threads.</summary>
    private void Each(int count, Action<int, int> each)
    {
        var (atOnce, threads) = count < _options.Threads ? (1, _options.Threads) : (_options.Threads, 1);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = _options.Stopped }, i => each(i, threads));
    }

    private ScanResult<RecordKeys> Keys(int[] chunks, (int Index, int Count) share) => Scanner.Scan(
        _scan, () => new RecordKeys(_plan.Changed!, chunk => _byChunk[chunk], share),
        options: new ScanOptions { Threads = _options.Threads, Chunks = chunks }, cancellation: _options.Stopped);

    private static RecordKey[] Together(ScanResult<RecordKeys> keys) => [.. keys.Parts.SelectMany(part => part.Keys)];

    private DatasetScan Scan() => new(_plan.Changed!, chunk => _byChunk[chunk]);

    /// <summary>The scan of the records at some places.</summary>
    private DatasetScan Chosen(IEnumerable<int> chunks, HashSet<Place> places)
    {
        var wanted = places.Select(place => place.Chunk).ToHashSet();
        int[] read = [.. chunks.Where(wanted.Contains)];
        Fill(read);
        var result = Scanner.Scan(
            _scan, () => new ChosenRecords(Scan(), places),
            options: new ScanOptions { Threads = _options.Threads, Chunks = read }, cancellation: _options.Stopped);
        foreach (var part in result.Parts) Tell(part.Unreadable);
        foreach (var part in result.Parts[1..]) result.Parts[0].Scan.Merge(part.Scan);
        return result.Parts[0].Scan;
    }

    private void Tell(IEnumerable<ReadingProblem> unreadable)
    {
        foreach (var problem in unreadable)
        {
            var file = _scan.Chunks[problem.Place.Chunk].File;
            (file < Now.Files.Length ? _unreadNow : _unread).Add((_scan.Files[file].Display, problem.Detail));
        }
    }
}

/// <summary>What differs between the files of a revision and those of now.</summary>
/// <param name="Gone">Files of the revision; those that aren't known are ready to be read.</param>
/// <param name="Ids">What git calls each.</param>
/// <param name="Known">How each is cut, as far as that is known.</param>
/// <param name="Origins">What the origin rules by file say of each.</param>
/// <param name="Twins">For each the file of now that stands in its place in the same role; −1: none.</param>
/// <param name="Changed">Files of now.</param>
/// <param name="Refused">Paths of the revision that were passed over, each with why.</param>
internal sealed record ChangedInputs(
    ImmutableArray<InputFile> Gone, ImmutableArray<string> Ids, ImmutableArray<ImmutableArray<Piece>> Known, ImmutableArray<FileOrigin> Origins, ImmutableArray<int> Twins, ImmutableArray<int> Changed, ImmutableArray<(string Path, string Why)> Refused);
