using System.Collections.Immutable;
using CsvHelper;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Delimited;

/// <summary>
/// Delimited text with a header that names the columns, quoted as RFC 4180 has it: quoted fields may hold delimiters, line breaks and doubled quotes. All values are texts.
/// A record that is quoted wrongly, or has another number of fields than the header, is reported and left out.
/// </summary>
/// <param name="format">The policy's word.</param>
/// <param name="own">The delimiter that the format has by its name.</param>
/// <param name="detects">Whether a file may have another one all the same, which is found out by its first lines and reported.</param>
/// <param name="extensions">Of its files.</param>
public abstract class DelimitedReader(string format, char own, bool detects, params ImmutableArray<string> extensions) : IReader
{
    public string Format => format;

    public ImmutableArray<string> Extensions => extensions;

    /// <summary>A line break may stand within a field: where a record starts is known from the file's start alone.</summary>
    public bool Splits => false;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(sink);
        using var window = TextFile.Open(reading, sink);
        if (window is null) return 0;
        using var content = new WindowStream(window);
        var rows = new Rows(reading, sink);
        using var csv = CsvReader.Create(content, Options(reading.Limits.RecordLength) with { OnMalformedRecord = rows.Malformed }, leaveOpen: true);
        var lines = rows.ReadAll(csv, own);
        if (window.Failure is { } failure) sink.Report(new ReadingProblem(failure.Kind, new Spot(lines, 1).In(reading.Chunk), failure.Detail));
        return lines;
    }

    /// <summary>How its files are read.</summary>
    internal CsvReaderOptions Options(int limit) => CsvReaderOptions.Default with
    {
        Separator = detects ? null : own,
        MaxRecordSize = limit,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = CsvFieldCountHandling.Skip,
        Encoding = System.Text.Encoding.UTF8,
    };
}

/// <summary>Comma-separated values (RFC 4180); semicolons, tabs and bars are found out.</summary>
public sealed class CommaSeparatedReader() : DelimitedReader("csv", ',', detects: true, ".csv");

/// <summary>Tab-separated values, quoted like CSV where a field starts with a quote.</summary>
public sealed class TabSeparatedReader() : DelimitedReader("tsv", '\t', detects: false, ".tsv", ".tab");
