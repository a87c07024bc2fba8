using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;
using DataGate.Files.Readers.Json;

namespace DataGate.Files.Readers;

/// <summary>
/// JSON: an array of objects, or objects one behind the other. Where the first line is an object of its own, the
/// file is read as JSON Lines. Otherwise what is malformed ends the reading, which is reported.
/// </summary>
public sealed class JsonArrayReader : IReader
{
    public string Format => "json";

    public ImmutableArray<string> Extensions => [".json"];

    public bool Splits => false;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        using var window = TextFile.Open(reading, sink);
        if (window is null) return 0;
        var feed = new RecordFeed(reading, sink);
        var cursor = new JsonCursor(window);
        var first = cursor.Peek();
        if (first == '{' && IsLine(window, feed)) return LineRecords.Read(window, feed, cursor.Spot);
        if (first == '[') new ArrayRecords(cursor, feed).ReadArray();
        else if (first == '{') new ArrayRecords(cursor, feed).ReadSequence();
        else ReportOther(cursor, feed);
        return cursor.Spot.Line + 1;
    }

    private static void ReportOther(JsonCursor cursor, RecordFeed feed)
    {
        var word = cursor.PeekWord();
        var found = word.IsEmpty ? "nothing" : Details.Found(word);
        var (kind, detail) = word.IsEmpty && cursor.Window.Failure is { } failure
            ? failure
            : (ReadingProblemKind.Unreadable, $"expected a JSON array or objects, found {found}; the file was not read");
        feed.Report(kind, cursor.Spot, detail);
    }

    private static bool IsLine(ByteWindow window, RecordFeed feed)
    {
        var end = window.IndexOf((byte)'\n', feed.Limit);
        if (end < 0 || end > feed.Limit) return false;
        var line = window.Available[..end];
        return feed.Parse(line) == ParseOutcome.Complete && line[feed.Consumed..].IndexOfAnyExcept(JsonSpace.Bytes) < 0;
    }
}
