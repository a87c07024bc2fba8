using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Readers;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Changes;

/// <summary>
/// Finds out which records a change added and removed: a multiset difference between the dataset's files at a revision and as they
/// stand. Files whose content is the same on both sides, wherever, are not read for it.
/// </summary>
/// <param name="plan">The dataset.</param>
/// <param name="options">How it is read; names the revision.</param>
internal sealed class ChangeSource(DatasetPlan plan, SourceOptions options)
{
    /// <summary>Bytes of changed files whose records are compared at once; of more, contents are compared by shares of their hashes.</summary>
    private const long BytesAtOnce = 1L << 30;

    private readonly GitRepository _repository = options.Since!.Repository;
    private readonly GitRevision _revision = options.Since.Revision;

    /// <param name="now">The dataset's files.</param>
    /// <param name="lines">Of their chunks, as the scan counted them.</param>
    public ChangePart Read(FoundInputs now, ImmutableArray<long> lines)
    {
        using var contents = new BlobFiles(_repository, _revision);
        var files = Compare(now, contents);
        var scan = ScanPlan.For([.. now.Files, .. files.Gone]);
        ImmutableArray<FileOrigin> origins = [.. now.Origins, .. files.Origins];
        var byChunk = scan.Chunks.Select(chunk => origins[chunk.File]).ToArray();
        var byFile = scan.Chunks.ToLookup(chunk => chunk.File);
        var counted = lines.Concat(Enumerable.Repeat(LineIndex.Unknown, scan.Chunks.Length - lines.Length)).ToArray();
        var same = Same(files, now, byFile, counted);
        int[] ofNow = [.. files.Changed.SelectMany(file => byFile[file]).Select(chunk => chunk.Index).Where(chunk => !same.Contains(chunk))];
        int[] ofGone = [.. scan.Chunks.Where(chunk => chunk.File >= now.Files.Length && !same.Contains(chunk.Index)).Select(chunk => chunk.Index)];
        var (added, removed, altered) = (new HashSet<Place>(), new HashSet<Place>(), AlteredRecords.None);
        var unread = new SortedSet<(string, string)>();
        var shares = (int)(1 + (ofNow.Concat(ofGone).Sum(chunk => scan.Chunks[chunk].Length) / BytesAtOnce));
        for (var share = 0; share < shares; share++)
        {
            var (before, after) = (Keys(scan, ofGone, byChunk, (share, shares)), Keys(scan, ofNow, byChunk, (share, shares)));
            counted = LineIndex.Combine(counted, before.Lines.AsSpan());
            var ofShare = new List<Place>();
            MultisetDifference.Of(Together(before), Together(after), added, removed, ofShare);
            altered = new AlteredRecords(altered.Count + ofShare.Count, [.. altered.First.Concat(ofShare).Order().Take(AlteredRecords.MaxNamed)]);
            foreach (var problem in before.Parts.SelectMany(part => part.Unreadable)) unread.Add((scan.Files[scan.Chunks[problem.Place.Chunk].File].Display, problem.Detail));
        }
        return new ChangePart(
            new Change(_revision.Name, Chosen(scan, ofNow, byChunk, added), Chosen(scan, ofGone, byChunk, removed), added.Contains) { Altered = altered },
            new LineIndex(scan, counted).Locate)
        {
            Refused = [.. files.Refused, .. unread],
        };
    }

    private ChangedInputs Compare(FoundInputs now, BlobFiles contents)
    {
        var matches = RevisionFiles.Find(plan.Dataset.Files, _repository, _revision);
        var byFolder = new RevisionOrigins(plan.Dataset.Origin, _repository, _revision);
        var isSha256 = _revision.Commit.Length == 64;
        var ids = options.Scans?.Ids.Of(now.Files, isSha256, options.Threads) ?? ContentIds.Of(now.Files, isSha256, options.Threads);
        var before = matches.Files.Select(file => new ChangedFiles.Content(file.Path, file.Id, byFolder.Of(file.Path))).ToList();
        var after = now.Files.Select((file, index) => new ChangedFiles.Content(Path.GetRelativePath(_repository.Root, file.Path).Replace('\\', '/'), ids[index], now.Origins[index])).ToList();
        var (gone, changed) = ChangedFiles.Of(before, after);
        var places = changed.ToLookup(index => (after[index].Path, after[index].Origin));
        return new ChangedInputs(
            [.. gone.Select(index => contents.Get(matches.Files[index], plan.Dataset.Format))], [.. gone.Select(index => before[index].Origin)],
            [.. gone.Select(index => places[(before[index].Path, before[index].Origin)].DefaultIfEmpty(-1).First())], changed, matches.Refused);
    }

    /// <summary>Chunks that two versions of a file have alike, of both; the lines of the old ones are those of the new.</summary>
    private static HashSet<int> Same(ChangedInputs files, FoundInputs now, ILookup<int, Chunk> byFile, long[] lines)
    {
        var same = new HashSet<int>();
        for (var i = 0; i < files.Gone.Length; i++)
        {
            if (files.Twins[i] < 0 || !ReaderCatalog.For(files.Gone[i]).Splits) continue;
            var (ofBefore, ofNow) = (byFile[now.Files.Length + i].ToList(), byFile[files.Twins[i]].ToList());
            foreach (var at in AlignedChunks.Same(files.Gone[i], now.Files[files.Twins[i]], ofBefore, ofNow))
            {
                same.Add(ofBefore[at].Index);
                same.Add(ofNow[at].Index);
                lines[ofBefore[at].Index] = lines[ofNow[at].Index];
            }
        }
        return same;
    }

    private ScanResult<RecordKeys> Keys(ScanPlan scan, int[] chunks, FileOrigin[] byChunk, (int Index, int Count) share) => Scanner.Scan(
        scan, () => new RecordKeys(plan.Changed!, chunk => byChunk[chunk], share),
        options: new ScanOptions { Threads = options.Threads, Chunks = chunks }, cancellation: options.Stopped);

    private static RecordKey[] Together(ScanResult<RecordKeys> keys) => [.. keys.Parts.SelectMany(part => part.Keys)];

    /// <summary>The scan of the records at some places.</summary>
    private DatasetScan Chosen(ScanPlan scan, int[] chunks, FileOrigin[] byChunk, HashSet<Place> places)
    {
        var whole = new DatasetScan(plan.Changed!, chunk => byChunk[chunk]);
        var wanted = places.Select(place => place.Chunk).ToHashSet();
        var result = Scanner.Scan(
            scan, () => new ChosenRecords(new DatasetScan(plan.Changed!, chunk => byChunk[chunk]), places),
            options: new ScanOptions { Threads = options.Threads, Chunks = [.. chunks.Where(wanted.Contains)] }, cancellation: options.Stopped);
        foreach (var part in result.Parts) whole.Merge(part.Scan);
        return whole;
    }
}

/// <summary>What differs between the files of a revision and those of now.</summary>
/// <param name="Gone">Files of the revision, ready to be read.</param>
/// <param name="Origins">What the origin rules by file say of each.</param>
/// <param name="Twins">For each the file of now that stands in its place in the same role; −1: none.</param>
/// <param name="Changed">Files of now.</param>
/// <param name="Refused">Paths of the revision that were passed over, each with why.</param>
internal sealed record ChangedInputs(
    ImmutableArray<InputFile> Gone, ImmutableArray<FileOrigin> Origins, ImmutableArray<int> Twins, ImmutableArray<int> Changed, ImmutableArray<(string Path, string Why)> Refused);
