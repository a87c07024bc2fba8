using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Parquet;
using DataGate.Files.Readers.Parquet.Format;

namespace DataGate.Files.Readers;

/// <summary>
/// Parquet, by DuckDB: each row is a record, each column a field, and a place is the row's number. A file that isn't whole, or that contradicts itself, is reported and not read.
/// </summary>
public sealed class ParquetReader : IReader
{
    public string Format => "parquet";

    public ImmutableArray<string> Extensions => [".parquet"];

    public bool Splits => false;

    public bool HasLines(InputFile file) => false;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        var (kind, detail) = (ReadingProblemKind.Unreadable, "");
        try
        {
            if (ParquetTables.WhyNot() is { } missing) (kind, detail) = (ReadingProblemKind.NoLibrary, missing);
            else if (reading.File.IsPacked) detail = "Parquet is packed within, and is not read from a packed file: unpack it";
            else return Rows(reading, sink);
        }
        catch (NoParquetException e)
        {
            (kind, detail) = (ReadingProblemKind.NoLibrary, e.Message);
        }
        catch (EndOfStreamException e)
        {
            (kind, detail) = (ReadingProblemKind.Truncated, e.Message);
        }
        catch (InvalidDataException e)
        {
            detail = e.Message;
        }
        catch (Exception e) when (FileFailure.IsExpected(e))
        {
            detail = FileFailure.Describe(e, reading.File.Path).Detail;
        }
        reading.IsUnread = true;
        sink.Report(new ReadingProblem(kind, Place.OfFile(reading.Chunk.Index), Details.Clip(detail)));
        return 0;
    }

    private static long Rows(ChunkReading reading, IRecordSink sink)
    {
        using var file = RegularFile.Open(reading.File.Path, bufferSize: 0);
        if (!file.CanSeek) throw new InvalidDataException("this is not a regular file");
        if (file.Length != reading.File.Length)
        {
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"the file changed since it was listed: it had {reading.File.Length} bytes, now it has {file.Length}"));
        }
        string[] names = [.. sink.Fields.Where(field => field.Segments.Length > 0).Select(field => field.Segments[0]).Distinct(StringComparer.Ordinal)];
        var metadata = FileEnds.Read(file, names);
        foreach (var name in names) Unambiguous(name, metadata);
        ParquetRows? rows = null;
        try
        {
            using var table = ParquetTables.Open(reading.File.Path, reading.Cancellation);
            rows = new ParquetRows(reading, sink, table.Columns);
            using (var chunks = table.Rows(rows.Expressions, reading.Limits.RecordLength))
            {
                while (chunks.NextChunk())
                {
                    rows.Add(chunks);
                    reading.Reached((long)((Int128)reading.File.Length * rows.Count / Math.Max(1, metadata.Rows)));
                }
            }
            table.Done();
            if (rows.Count != metadata.Rows)
                rows.Report(ReadingProblemKind.Unreadable, string.Create(CultureInfo.InvariantCulture, $"{rows.Count} rows came of the {metadata.Rows} that it says it has"));
        }
        catch (ParquetException e) when (e is not NoParquetException)
        {
            if (rows is null) throw new InvalidDataException(e.Told(reading.File.Path), e);
            if (e.Message.Contains("not valid UTF8", StringComparison.Ordinal))
                rows.Report(ReadingProblemKind.InvalidUtf8, "a text of a column of texts is not UTF-8, here or some rows on; write such a column as bytes, or repair it");
            rows.Report(ReadingProblemKind.Unreadable, $"{Details.Clip(e.Told(reading.File.Path), 150)}; nothing from here on was read");
        }
        return rows.Count;
    }

    /// <summary>DuckDB takes names that differ in case alone for one, and gives all but the first another name.</summary>
    private static void Unambiguous(string name, FileMetadata metadata)
    {
        var twins = metadata.Names.Count(column => column.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (twins > 1)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has {twins} columns whose names are '{Details.Clip(name, 120)}' or differ from it in case alone: rename one"));
    }
}
