using System.Collections.Immutable;
using DataGate.Files.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Parts;

/// <summary>The fields of a file whose records, as far as they were read, lack the text that the policy names.</summary>
/// <param name="File">Its number in the plan.</param>
/// <param name="Names">Fields of its first records, by name; the first <see cref="TextlessFile.MaxFields"/> and one more where there are more.</param>
public sealed record FileFields(int File, ImmutableArray<string> Names)
{
    /// <summary>Characters of a name that are kept.</summary>
    private const int MaxName = 60;

    /// <summary>Looks into the first files of a part that may turn out to have no text: the last of them may go on in the next part.</summary>
    /// <param name="plan">The files.</param>
    /// <param name="lines">Of each chunk, <see cref="LineIndex.Unknown"/> where it was not read.</param>
    /// <param name="textless">Chunks that were read, and have no text.</param>
    internal static ImmutableArray<FileFields> Survey(ScanPlan plan, ImmutableArray<long> lines, TextlessChunks textless) =>
    [
        .. Runs(plan, lines, textless).Where(run => run.IsBegun && (run.Records > 1 || !run.IsWhole)).Take(TextlessFiles.MaxNamed + 1)
            .Select(run => new FileFields(run.File, [.. FieldSurvey.Of([plan.Files[run.File]]).Fields.Take(TextlessFile.MaxFields + 1).Select(field => Details.Clip(field.Name, MaxName))])),
    ];

    /// <summary>The files that have no text, once all of them are read.</summary>
    /// <param name="plan">The files.</param>
    /// <param name="lines">Of each chunk.</param>
    /// <param name="textless">Chunks that have no text.</param>
    /// <param name="known">Fields of the first such files.</param>
    internal static TextlessFiles Told(ScanPlan plan, ImmutableArray<long> lines, TextlessChunks textless, ImmutableArray<FileFields> known)
    {
        int[] files = [.. Runs(plan, lines, textless).Where(run => run.Records > 1).Select(run => run.File)];
        if (files.Length == 0) return TextlessFiles.None;
        var runs = Runs(plan, lines, textless).Where(run => run.Records > 1);
        return new TextlessFiles(
            files.Length, runs.Sum(run => run.Records),
            [.. runs.Take(TextlessFiles.MaxNamed).Select(run => new TextlessFile(plan.Files[run.File].Display, run.Records, known.FirstOrDefault(fields => fields.File == run.File)?.Names ?? []))],
            place => Array.BinarySearch(files, plan.Chunks[place.Chunk].File) >= 0);
    }

    /// <summary>The files that have no record, once all of them are read: their numbers, in order.</summary>
    /// <param name="plan">The files.</param>
    /// <param name="lines">Of each chunk.</param>
    /// <param name="textless">Chunks that have no text.</param>
    internal static IEnumerable<int> Blank(ScanPlan plan, ImmutableArray<long> lines, TextlessChunks textless) =>
        Runs(plan, lines, textless).Where(run => run.IsBlank && run.IsWhole).Select(run => run.File);

    internal void Save(BinaryWriter writer)
    {
        writer.Write(File);
        writer.Write(Names.Length);
        foreach (var name in Names) writer.Write(name);
    }

    internal static FileFields Load(BinaryReader reader) => new(reader.ReadInt32(), FileSetPart.Many(reader, reader.ReadString));

    /// <summary>Files of which no chunk that was read has text; in order.</summary>
    private static IEnumerable<Run> Runs(ScanPlan plan, ImmutableArray<long> lines, TextlessChunks textless)
    {
        for (var at = 0; at < textless.All.Count;)
        {
            var file = plan.Chunks[textless.All[at].Chunk].File;
            var (records, found, isBlank) = (0L, 0, true);
            for (; at < textless.All.Count && plan.Chunks[textless.All[at].Chunk].File == file; at++, found++)
            {
                records += textless.All[at].Records;
                isBlank &= textless.All[at].IsBlank;
            }
            var first = textless.All[at - 1].Chunk;
            while (first > 0 && plan.Chunks[first - 1].File == file) first--;
            var (read, count) = (0, 0);
            for (var chunk = first; chunk < plan.Chunks.Length && plan.Chunks[chunk].File == file; chunk++, count++)
                if (lines[chunk] != LineIndex.Unknown) read++;
            if (found == read) yield return new Run(file, records, lines[first] != LineIndex.Unknown, read == count, isBlank);
        }
    }

    /// <param name="File">Its number.</param>
    /// <param name="Records">Of the chunks that were read.</param>
    /// <param name="IsBegun">Whether its first chunk was read.</param>
    /// <param name="IsWhole">Whether all were.</param>
    /// <param name="IsBlank">Whether there is nothing in those that were.</param>
    private readonly record struct Run(int File, long Records, bool IsBegun, bool IsWhole, bool IsBlank);
}
