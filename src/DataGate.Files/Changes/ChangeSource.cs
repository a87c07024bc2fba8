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
        var (gone, changed) = Compare(now, contents, out var goneOrigins, out var refused);
        var scan = ScanPlan.For([.. now.Files, .. gone]);
        ImmutableArray<FileOrigin> origins = [.. now.Origins, .. goneOrigins];
        var byChunk = scan.Chunks.Select(chunk => origins[chunk.File]).ToArray();
        var isChanged = changed.ToHashSet();
        int[] ofNow = [.. scan.Chunks.Where(chunk => isChanged.Contains(chunk.File)).Select(chunk => chunk.Index)];
        int[] ofGone = [.. scan.Chunks.Where(chunk => chunk.File >= now.Files.Length).Select(chunk => chunk.Index)];
        var (added, removed) = (new HashSet<Place>(), new HashSet<Place>());
        var counted = lines.Concat(Enumerable.Repeat(LineIndex.Unknown, scan.Chunks.Length - lines.Length)).ToArray();
        var shares = (int)(1 + (ofNow.Concat(ofGone).Sum(chunk => scan.Chunks[chunk].Length) / BytesAtOnce));
        for (var share = 0; share < shares; share++)
        {
            var (before, linesBefore) = Keys(scan, ofGone, byChunk, (share, shares));
            counted = LineIndex.Combine(counted, linesBefore.AsSpan());
            MultisetDifference.Of(before, Keys(scan, ofNow, byChunk, (share, shares)).Keys, added, removed);
        }
        return new ChangePart(
            new Change(_revision.Name, Chosen(scan, ofNow, byChunk, added), Chosen(scan, ofGone, byChunk, removed), added.Contains),
            new LineIndex(scan, counted).Locate)
        {
            Refused = refused,
        };
    }

    private (ImmutableArray<InputFile> Gone, ImmutableArray<int> Changed) Compare(FoundInputs now, BlobFiles contents, out ImmutableArray<FileOrigin> origins, out ImmutableArray<(string Path, string Why)> refused)
    {
        var matches = RevisionFiles.Find(plan.Dataset.Files, _repository, _revision);
        var byFolder = new RevisionOrigins(plan.Dataset.Origin, _repository, _revision);
        var ids = ContentIds.Of(now.Files, _revision.Commit.Length == 64, options.Threads);
        var before = matches.Files.Select(file => new ChangedFiles.Content(file.Path, file.Id, byFolder.Of(file.Path))).ToList();
        var (gone, changed) = ChangedFiles.Of(
            before,
            [.. now.Files.Select((file, index) => new ChangedFiles.Content(Path.GetRelativePath(_repository.Root, file.Path).Replace('\\', '/'), ids[index], now.Origins[index]))]);
        refused = matches.Refused;
        origins = [.. gone.Select(index => before[index].Origin)];
        return ([.. gone.Select(index => contents.Get(matches.Files[index], plan.Dataset.Format))], changed);
    }

    private (RecordKey[] Keys, ImmutableArray<long> Lines) Keys(ScanPlan scan, int[] chunks, FileOrigin[] byChunk, (int Index, int Count) share)
    {
        var result = Scanner.Scan(
            scan, () => new RecordKeys(plan.Changed!, chunk => byChunk[chunk], share),
            options: new ScanOptions { Threads = options.Threads, Chunks = chunks }, cancellation: options.Stopped);
        return ([.. result.Parts.SelectMany(part => part.Keys)], result.Lines);
    }

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
