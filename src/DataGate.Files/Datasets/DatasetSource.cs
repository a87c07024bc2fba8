using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Files.Readers;
using DataGate.Policies;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Datasets;

/// <summary>How datasets are read.</summary>
public sealed record SourceOptions
{
    /// <summary>Files are shown relative to it.</summary>
    public required string BaseDirectory { get; init; }

    /// <summary>What may be read.</summary>
    public required RepositoryFence Fence { get; init; }

    /// <summary>1 or more.</summary>
    public required int Threads { get; init; }

    /// <summary>Told what is read and how many bytes it has, before each set of files.</summary>
    public Action<string, long> Started { get; init; } = (_, _) => { };

    /// <summary>Told how many more bytes are done; from any thread.</summary>
    public Action<long> Advanced { get; init; } = _ => { };

    public CancellationToken Stopped { get; init; }
}

/// <summary>Finds and reads the files of a dataset and of its reference.</summary>
public sealed class DatasetSource(DatasetPlan plan, SourceOptions options)
{
    public DatasetInput Read()
    {
        var dataset = plan.Dataset;
        var files = Resolve(dataset.Files);
        var origins = new FileOrigins(dataset.Origin, set => Resolve(set));
        var data = Scan(dataset.Name, plan.Data, files, origins);
        var reference = dataset.Reference?.Files is { } set ? Resolve(set) : null;
        return new DatasetInput(
            plan, data,
            reference is null ? null : Scan(dataset.Name + " (reference)", plan.Reference!, reference, FileOrigins.None),
            [.. Unmatched(files), .. reference is null ? [] : Unmatched(reference)])
        {
            Refused = [.. files.Refused.Concat(reference?.Refused ?? []).Select(refused => (refused.Shown, Why(refused.Reason)))],
        };
    }

    private static string Why(RefusalReason reason) => reason switch
    {
        RefusalReason.Outside => "it leads out of the repository (--allow-outside permits it)",
        RefusalReason.Links => "its symbolic links lead in a circle or too far",
        _ => "the folder can't be listed",
    };

    private ResolvedFiles Resolve(FileSet set) => GlobResolver.Resolve(set, options.Fence, options.BaseDirectory);

    private static IEnumerable<FileGlob> Unmatched(ResolvedFiles files) =>
        files.Globs.Where(match => match is { Files: 0, Glob.Excludes: false }).Select(match => match.Glob);

    private ScanOutcome Scan(string name, Needs needs, ResolvedFiles files, FileOrigins origins)
    {
        var inputs = files.Files.Select(file => new InputFile(file.FullPath, file.Shown, Length(file.FullPath), plan.Dataset.Format)).ToImmutableArray();
        var scan = ScanPlan.For(inputs);
        var byFile = files.Files.Select(file => origins.Of(file.FullPath)).ToArray();
        var byChunk = scan.Chunks.Select(chunk => byFile[chunk.File]).ToArray();
        options.Started(name, scan.Length);
        var whole = new DatasetScan(needs, chunk => byChunk[chunk]);
        var gate = new Lock();
        var result = Scanner.Scan(
            scan,
            () => new DatasetScan(needs, chunk => byChunk[chunk]),
            (part, _) =>
            {
                lock (gate)
                {
                    whole.Merge(part);
                    part.Restart(whole);
                }
            },
            new ScanOptions { Threads = options.Threads, Progress = options.Advanced },
            options.Stopped);
        return new ScanOutcome(whole, new LineIndex(scan, result.Lines.AsSpan()).Locate, inputs.Length);
    }

    /// <summary>0 for a file that has gone: reading it says so.</summary>
    private static long Length(string path)
    {
        try
        {
            return new FileInfo(path).Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
