using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Changes;
using DataGate.Files.Git;
using DataGate.Files.Memos;
using DataGate.Files.Parts;
using DataGate.Files.Paths;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Policies;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Datasets;

/// <summary>How datasets are read.</summary>
public sealed record SourceOptions
{
    /// <summary>1 MiB.</summary>
    public const long DefaultLeastPiece = 1 << 20;

    /// <summary>Files are shown relative to it.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>What may be read.</summary>
    public required RepositoryFence Fence { get; init; }

    /// <summary>1 or more.</summary>
    public required int Threads { get; init; }

    /// <summary>Files of a set. Default: 2,097,152.</summary>
    public int MaxFiles { get; init; } = Place.MaxChunks;

    /// <summary>The part to read. Default: the only one, all.</summary>
    public PartNumber Part { get; init; } = new(1, 1);

    /// <summary>Told what is read and how many bytes it has, before each set of files.</summary>
    public Action<string, long> Started { get; init; } = (_, _) => { };

    /// <summary>Told how many more bytes are done; from any thread.</summary>
    public Action<long> Advanced { get; init; } = _ => { };

    public CancellationToken Stopped { get; init; }

    /// <summary>The revision since which changes are judged; null: no change is.</summary>
    public Since? Since { get; init; }

    /// <summary>What is known of files from earlier scans; null: every file is read.</summary>
    public ScanCache? Scans { get; init; }

    /// <summary>Bytes of a piece that a file is cut into by its content, at least. Default: 1 MiB.</summary>
    public long LeastPiece { get; init; } = DefaultLeastPiece;

    /// <summary>Finds the repository of a folder. Default: asks git each time.</summary>
    public Func<string, GitRepository> Repository { get; init; } = GitRepository.Open;
}

/// <summary>Where a change starts.</summary>
public sealed record Since(GitRepository Repository, GitRevision Revision);

/// <summary>The files of a set, ready to be read.</summary>
/// <param name="Files">In their order.</param>
/// <param name="Origins">What the origin rules by file say of each.</param>
/// <param name="Unmatched">Indexes of the globs that match no file.</param>
/// <param name="Refused">Paths that were passed over, each with why.</param>
internal sealed record FoundInputs(
    ImmutableArray<InputFile> Files, ImmutableArray<FileOrigin> Origins, ImmutableArray<int> Unmatched, ImmutableArray<(string Path, string Why)> Refused)
{
    /// <summary>Series of the files that don't add up.</summary>
    public ImmutableArray<ShardFault> ShardFaults { get; init; } = [];

    /// <summary>How each file is cut by its content; none where none is.</summary>
    public ImmutableArray<ImmutableArray<Piece>> Pieces { get; init; } = [.. Files.Select(_ => ImmutableArray<Piece>.Empty)];
}

/// <summary>Finds and reads the files of a dataset and of its reference.</summary>
public sealed class DatasetSource(DatasetPlan plan, SourceOptions options)
{
    /// <summary>Reads the part that the options name.</summary>
    public DatasetPart Read()
    {
        var dataset = plan.Dataset;
        var found = Find(dataset.Files, new FileOrigins(dataset.Origin, Resolve));
        var splits = FileSplits.Of(dataset.Splits, [.. found.Files.Select(file => (file.Path, file.Display))], Resolve);
        found = Cut(found, plan.Data);
        using var change = options.Since is null ? null : new ChangeSource(plan, options, found, Scans(found));
        found = change?.Now ?? found;
        var data = Read(dataset.Name, plan.Data, found, splits.Indexes, change?.Added);
        var read = plan.ReferenceFiles is { } files ? ReadReference(dataset.Name + " (reference)", files) : null;
        return new DatasetPart(dataset.Name, data, read)
        {
            // A revision may well have what is there now.
            Shared = read is not null && dataset.Reference is { Revision: null } ? FilesInCommon.Of(data.Files, read.Files, options.Threads) : SharedFiles.None,
            Splits = splits.Told,
            ReferenceCommit = dataset.Reference is { MaxAge: not null } && plan.ReferenceFiles is { } reference ? new ReferenceCommit(dataset.Reference, options).Find(reference) : null,
            Change = change?.Read(data),
        };
    }

    /// <summary>What a dataset's parts come to, ready to be judged.</summary>
    public static DatasetInput Join(DatasetPlan plan, DatasetPart whole)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(whole);
        var dataset = plan.Dataset;
        var (data, reference) = (whole.Data.Whole(), whole.Reference?.Whole());
        return new DatasetInput(
            plan, whole.Change is { } change ? data.Outcome with { Locate = change.Locate } : data.Outcome, reference?.Outcome,
            [.. whole.Data.Unmatched.Select(glob => dataset.Files.Globs[glob]), .. whole.Reference?.Unmatched.Select(glob => plan.ReferenceFiles!.Globs[glob]) ?? []])
        {
            Change = whole.Change?.Change,
            Splits = whole.Splits,
            Shared = whole.Shared,
            ShardFaults = [.. data.ShardFaults, .. reference?.ShardFaults ?? []],
            ReferenceCommit = whole.ReferenceCommit,
            Sources = plan.Spanning.IsEmpty ? [] : [.. whole.Data.Files.Select(file => new Source(RealPath.Resolve(file.Path) ?? file.Path, file.Display))],
            Refused = [.. whole.Data.Refused, .. whole.Reference?.Refused ?? [], .. whole.Change?.Refused ?? []],
        };
    }

    private ResolvedFiles Resolve(FileSet set) => GlobResolver.Resolve(set, options.Fence, options.BaseDirectory);

    private FoundInputs Find(FileSet set, FileOrigins origins)
    {
        var files = Resolve(set);
        if (files.Files.Length > options.MaxFiles)
        {
            // Of too many none is read: which of them would be is nobody's choice.
            var told = string.Create(CultureInfo.InvariantCulture, $"{files.Files.Length:N0} files are more than the {options.MaxFiles:N0} that a set may have; join small ones");
            return new FoundInputs([], [], [], [(files.Files[0].Shown, told)]);
        }
        ImmutableArray<InputFile> inputs = [.. files.Files.Select(file => Listed(file.FullPath, file.Shown))];
        return new FoundInputs(
            inputs,
            [.. files.Files.Select(file => origins.Of(file.FullPath))],
            [.. Enumerable.Range(0, files.Globs.Length).Where(glob => files.Globs[glob] is { Files: 0, Glob.Excludes: false })],
            [.. files.Refused.Select(refused => (refused.Shown, Why(refused.Reason)))])
        {
            ShardFaults = ShardSeries.Faults(files),
        };
    }

    private InputFile Listed(string path, string shown)
    {
        var state = FileState.Of(path);
        return new InputFile(path, shown, state.Length, plan.Dataset.Format) { Written = state.Written };
    }

    private FileSetPart ReadReference(string name, FileSet set)
    {
        if (plan.Dataset.Reference!.Revision is not { } named) return Read(name, plan.Reference!, Cut(Find(set, FileOrigins.None), plan.Reference!));
        var repository = options.Repository(set.Folder);
        var revision = repository.Resolve(named);
        using var contents = new BlobFiles(repository, revision);
        var files = RevisionFiles.Find(set, repository, revision);
        // What git keeps is not in the cache: its files are made anew each time.
        ImmutableArray<InputFile> inputs = [.. files.Files.Select(file => contents.Get(file, plan.Dataset.Format))];
        return new DatasetSource(plan, options with { Scans = null }).Read(name, plan.Reference!, new FoundInputs(
            inputs, [.. files.Files.Select(_ => FileOrigin.None)], files.Unmatched, files.Refused)
        {
            ShardFaults = ShardSeries.Faults(files, repository, revision),
        });
    }

    /// <summary>What is known of these files from earlier scans is of use.</summary>
    private ScanCache? Scans(FoundInputs found) => options.Scans is { } scans && options.Part.Count == 1 && found.Files.Sum(file => file.Length) >= scans.MinBytes ? scans : null;

    private ScanNames Named(Needs needs) => new(plan, needs, options.Fence);

    /// <summary>Files whose pieces may be known, cut by their content. Of more files than are known one by one only those are cut that changed, which <see cref="ChangeSource"/> does.</summary>
    private FoundInputs Cut(FoundInputs found, Needs needs)
    {
        if (Scans(found) is not { } scans) return found;
        // Whoever asks git for what changed takes from there what is known of the files.
        scans.Digests.Of([.. found.Files.Select(file => file.Path)], options.Threads);
        // A check of a change names what git vouches for, and that what changed is none of it.
        if (options.Since is null && Named(needs).Compares) scans.Digests.Name(found.Files, ObjectFormat.IsSha256(options.Fence.Root), options.Threads);
        if (found.Files.Length > ScanGroups.MaxFiles) return found;
        return found with { Pieces = scans.Pieces(Named(needs).Set, found.Files, options.LeastPiece, options.Threads, options.Stopped) };
    }

    private FileSetPart Read(string name, Needs needs, FoundInputs found, ImmutableArray<int>? splits = null, AddedRecords? added = null)
    {
        var inputs = found.Files;
        var scan = ScanPlan.For(inputs, found.Pieces);
        var byFile = found.Origins;
        var byChunk = scan.Chunks.Select(chunk => byFile[chunk.File]).ToArray();
        var splitOf = splits is { } numbers ? scan.Chunks.Select(chunk => numbers[chunk.File]).ToArray() : [.. scan.Chunks.Select(_ => -1)];
        DatasetScan Empty() => new(needs, chunk => byChunk[chunk], chunk => splitOf[chunk]);
        var reading = new ScanOptions { Threads = options.Threads, Progress = options.Advanced };
        if (Scans(found) is { } scans)
        {
            var known = new KnownScan(scans, scan, Named(needs), byFile, splits ?? [.. inputs.Select(_ => -1)], Empty, added).Read(reading, bytes => options.Started(name, bytes), options.Stopped);
            return Part(known.Lines, known.Scan);
        }
        var chunks = options.Part.ChunksOf(scan);
        options.Started(name, chunks.Sum(chunk => scan.Chunks[chunk].Length));
        var whole = Empty();
        var gate = new Lock();
        added?.Begin(chunks);
        var result = Scanner.Scan(
            scan,
            () => added?.From(Empty()) ?? Empty(),
            (part, _) =>
            {
                lock (gate)
                {
                    whole.Merge(part);
                    part.Restart(whole);
                }
            },
            reading with { Chunks = chunks },
            options.Stopped);
        return Part(result.Lines, whole);

        FileSetPart Part(ImmutableArray<long> lines, DatasetScan gathered) => new(inputs, lines, gathered, found.Unmatched, found.Refused)
        {
            ShardFaults = found.ShardFaults,
            Pieces = found.Pieces,
            Fields = FileFields.Survey(scan, lines, gathered.Textless),
        };
    }

    private static string Why(RefusalReason reason) => reason switch
    {
        RefusalReason.Outside => "it leads out of the repository (--allow-outside permits it)",
        RefusalReason.Special => RegularFile.WhyNot,
        RefusalReason.Links => "its symbolic links lead in a circle or too far",
        _ => "the folder can't be listed",
    };
}
