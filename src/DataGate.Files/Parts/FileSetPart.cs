using System.Collections.Immutable;
using DataGate.Files.Changes;
using DataGate.Files.Datasets;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Parts;

/// <summary>What was gathered from some chunks of a set of files.</summary>
/// <param name="Files">All files of the set, read here or not: they fix how it is cut.</param>
/// <param name="Lines">The lines of each chunk, <see cref="LineIndex.Unknown"/> where it was not read.</param>
/// <param name="Scan">What the chunks read here hold.</param>
/// <param name="Unmatched">Indexes of the globs that match no file.</param>
/// <param name="Refused">Paths that were passed over, each with why.</param>
public sealed record FileSetPart(
    ImmutableArray<InputFile> Files, ImmutableArray<long> Lines, DatasetScan Scan,
    ImmutableArray<int> Unmatched, ImmutableArray<(string Path, string Why)> Refused)
{
    /// <summary>Series of the files that don't add up by their names.</summary>
    public ImmutableArray<ShardFault> ShardFaults { get; init; } = [];

    /// <summary>Fields of the first files that seem to have no text, in the order of the files.</summary>
    public ImmutableArray<FileFields> Fields { get; init; } = [];

    /// <summary>How each file was cut by its content; none where none was. Not saved: files of which several machines read parts are not cut so.</summary>
    internal ImmutableArray<ImmutableArray<Piece>> Pieces { get; init; } = [.. Files.Select(_ => ImmutableArray<Piece>.Empty)];

    /// <summary>The scan with its places resolved, and what is wrong with series of its files, once all of them are read.</summary>
    public (ScanOutcome Outcome, ImmutableArray<ShardFault> ShardFaults) Whole()
    {
        var plan = ScanPlan.For(Files, Pieces);
        List<string> blank = [.. FileFields.Blank(plan, Lines, Scan.Textless).Select(file => Files[file].Display)];
        var (empty, shards) = ShardSeries.Empty(Files.Select(file => file.Display), blank.Concat(Files.Where(file => file.Length == 0).Select(file => file.Display)).ToHashSet(StringComparer.Ordinal));
        blank.RemoveAll(shards.Contains);
        var outcome = new ScanOutcome(Scan, new LineIndex(plan, Lines.AsSpan()).Locate, Files.Length)
        {
            Textless = FileFields.Told(plan, Lines, Scan.Textless, Fields),
            Blank = new BlankFiles(blank.Count, [.. blank.Take(BlankFiles.MaxNamed)]),
        };
        return (outcome, [.. ShardFaults.Concat(empty).OrderBy(fault => fault.File, StringComparer.Ordinal).ThenBy(fault => fault.Kind)]);
    }

    /// <summary>This part and another of the same files. Changes and returns this part's scan.</summary>
    /// <exception cref="InvalidDataException">They are not of the same files.</exception>
    public FileSetPart With(FileSetPart other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Files.Select(Identity).SequenceEqual(other.Files.Select(Identity)))
            throw new InvalidDataException("the parts were made from different files, or the files changed in between");
        Scan.Merge(other.Scan);
        return this with
        {
            Lines = [.. LineIndex.Combine(Lines.AsSpan(), other.Lines.AsSpan())],
            Fields = [.. Fields.Concat(other.Fields).OrderBy(fields => fields.File)],
        };
    }

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Files.Length);
        foreach (var file in Files)
        {
            writer.Write(file.Display);
            writer.Write(file.Length);
            writer.Write(file.Format);
        }
        writer.Write(Lines.Length);
        foreach (var lines in Lines) writer.Write(lines);
        writer.Write(Unmatched.Length);
        foreach (var glob in Unmatched) writer.Write(glob);
        writer.Write(Refused.Length);
        foreach (var (path, why) in Refused)
        {
            writer.Write(path);
            writer.Write(why);
        }
        writer.Write(ShardFaults.Length);
        foreach (var series in ShardFaults) Save(writer, series);
        writer.Write(Fields.Length);
        foreach (var fields in Fields) fields.Save(writer);
        Scan.Save(writer);
    }

    private static void Save(BinaryWriter writer, ShardFault series)
    {
        writer.Write((byte)series.Kind);
        writer.Write(series.File);
        writer.Write(series.Count);
        writer.Write(series.Times);
        writer.Write(series.Named.Length);
        foreach (var name in series.Named) writer.Write(name);
    }

    internal static FileSetPart Load(BinaryReader reader, Needs needs)
    {
        var files = Many(reader, () => (Display: reader.ReadString(), Length: reader.ReadInt64(), Format: reader.ReadString()));
        var lines = Many(reader, reader.ReadInt64);
        var unmatched = Many(reader, reader.ReadInt32);
        var refused = Many(reader, () => (reader.ReadString(), reader.ReadString()));
        var shards = Many(reader, () => new ShardFault(Kind(reader.ReadByte()), reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), Many(reader, reader.ReadString)));
        var fields = Many(reader, () => FileFields.Load(reader));
        var scan = new DatasetScan(needs, _ => FileOrigin.None);
        scan.Load(reader);
        return new FileSetPart([.. files.Select(file => new InputFile(file.Display, file.Display, file.Length, file.Format))], lines, scan, unmatched, refused) { ShardFaults = shards, Fields = fields };
    }

    private static ShardFaultKind Kind(byte kind) => kind < (byte)ShardFaultKind.Empty ? (ShardFaultKind)kind : throw new InvalidDataException("an unknown fault of a series");

    private static (string Display, long Length, string Format) Identity(InputFile file) => (file.Display, file.Length, file.Format);

    internal static ImmutableArray<T> Many<T>(BinaryReader reader, Func<T> read)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        for (var left = reader.ReadInt32(); left > 0; left--) items.Add(read());
        return items.ToImmutable();
    }
}

/// <summary>What was gathered for one dataset.</summary>
public sealed record DatasetPart(string Name, FileSetPart Data, FileSetPart? Reference)
{
    /// <summary>What is to be told of the files of the dataset's splits.</summary>
    public SplitFiles Splits { get; init; } = SplitFiles.None;

    /// <summary>Files that stand in the reference too.</summary>
    public SharedFiles Shared { get; init; } = SharedFiles.None;

    /// <summary>When the reference's files were last committed; null: nobody asked.</summary>
    public LastCommit? ReferenceCommit { get; init; }

    /// <summary>What a change did to the data; null: none is judged. Not saved: a change is judged in one piece.</summary>
    public ChangePart? Change { get; init; }

    public DatasetPart With(DatasetPart other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Name != other.Name || (Reference is null) != (other.Reference is null))
            throw new InvalidDataException("the parts are of different datasets");
        if (ReferenceCommit != other.ReferenceCommit) throw new InvalidDataException("the reference's files were last committed at another time, as the parts have it");
        return this with { Data = Data.With(other.Data), Reference = Reference?.With(other.Reference!) };
    }
}
