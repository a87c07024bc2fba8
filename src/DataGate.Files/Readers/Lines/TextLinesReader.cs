using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Lines;

/// <summary>Plain text: each line that isn't blank is a record whose field <c>text</c> is the line.</summary>
public sealed class TextLinesReader : IReader
{
    public string Format => "text";

    public ImmutableArray<string> Extensions => [".txt"];

    public bool Splits => true;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        using var window = TextFile.Open(reading, sink);
        return window is null ? 0 : Read(window, new PlainRecords(reading, sink));
    }

    private static long Read(ByteWindow window, PlainRecords records)
    {
        var spot = Spot.Start;
        while (window.Offset < records.End)
        {
            var end = window.IndexOf((byte)'\n', records.Limit);
            var length = end >= 0 ? end : window.Available.Length;
            if (end < 0 && window.Failure is { } failure)
            {
                records.Report(failure.Kind, spot, failure.Detail);
                return spot.Line + 1;
            }
            if (end < 0 && length == 0) break;
            if (length > records.Limit)
            {
                records.ReportTooLong(spot);
                window.SkipLine(records.End);
            }
            else
            {
                var line = window.Available[..length].TrimEnd((byte)'\r');
                if (line.ContainsAnyExcept(" \t"u8)) records.Add(line, spot);
                window.Skip(end < 0 ? length : length + 1);
            }
            spot = new Spot(spot.Line + 1, 1);
        }
        return spot.Line;
    }
}
