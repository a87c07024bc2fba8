using DataGate.Documents;

namespace DataGate.Files.Readers.Json;

/// <summary>Reads objects that stand in an array or one behind the other, wherever their lines end.</summary>
internal sealed class ArrayRecords(JsonCursor cursor, RecordFeed feed)
{
    /// <summary>Reads an array, from its bracket on.</summary>
    public void ReadArray()
    {
        cursor.Skip(1);
        if (cursor.Peek() != ']')
        {
            while (true)
            {
                if (!ReadElement()) return;
                var next = cursor.Peek();
                if (next == ']') break;
                if (next is null)
                {
                    ReportEnd(cursor.Spot, "the file ends within the array");
                    return;
                }
                if (next != ',')
                {
                    Abandon($"expected ',' or ']' behind an element, found {Details.Byte(next.Value)}");
                    return;
                }
                cursor.Skip(1);
            }
        }
        cursor.Skip(1);
        if (cursor.Peek() is not null) Abandon($"{Details.Byte(cursor.Available[0])} stands behind the array's end");
        else if (cursor.Window.Failure is { } failure) feed.Report(failure.Kind, cursor.Spot, failure.Detail);
    }

    /// <summary>Reads objects with nothing but space between them.</summary>
    public void ReadSequence()
    {
        while (cursor.Peek() is not null)
        {
            if (!ReadElement()) return;
        }
        if (cursor.Window.Failure is { } failure) feed.Report(failure.Kind, cursor.Spot, failure.Detail);
    }

    /// <summary>False where nothing behind the element can be read, which is reported.</summary>
    private bool ReadElement()
    {
        var first = cursor.Peek();
        var start = cursor.Spot;
        if (first is null)
        {
            ReportEnd(start, "the file ends within the array");
            return false;
        }
        if (first == '{') return ReadObject(start);
        var detail = $"expected an object, found {Details.Found(cursor.PeekWord())}";
        if (Details.JsonValue(cursor.Available) is null)
        {
            Abandon(detail);
            return false;
        }
        feed.Report(ReadingProblemKind.Malformed, start, detail);
        return SkipRecord(start);
    }

    private bool ReadObject(Spot start)
    {
        while (true)
        {
            var json = cursor.Available;
            if (json.Length > feed.Limit) json = json[..(feed.Limit + 1)];
            var outcome = feed.Parse(json);
            switch (outcome)
            {
                case ParseOutcome.Complete when feed.Consumed <= feed.Limit:
                    var length = feed.Consumed;
                    feed.Deliver(json[..length], start);
                    cursor.Skip(length);
                    return true;
                case ParseOutcome.Incomplete when json.Length <= feed.Limit:
                    if (cursor.Window.More()) break;
                    ReportEnd(start, "the file ends within this record");
                    return false;
                case ParseOutcome.TooDeep:
                    feed.ReportTooDeep(json, start);
                    return SkipRecord(start);
                case ParseOutcome.Malformed:
                    feed.ReportMalformed(start);
                    ReportRest(start);
                    return false;
                default:
                    feed.ReportTooLong(start);
                    return SkipRecord(start);
            }
        }
    }

    private bool SkipRecord(Spot start)
    {
        if (cursor.SkipValue()) return true;
        ReportEnd(start, "the file ends within this record");
        return false;
    }

    /// <summary>The file ends too early, or can't be read further.</summary>
    private void ReportEnd(Spot spot, string detail)
    {
        var (kind, reason) = cursor.Window.Failure ?? (ReadingProblemKind.Truncated, detail);
        feed.Report(kind, spot, reason);
    }

    /// <summary>Malformed here. What is right further on can't be told, so that nothing more is read.</summary>
    private void Abandon(string detail)
    {
        feed.Report(ReadingProblemKind.Malformed, cursor.Spot, detail);
        ReportRest(cursor.Spot);
    }

    private void ReportRest(Spot spot) =>
        feed.Report(ReadingProblemKind.Unreadable, spot, "the rest of the file, from here on, was not read");
}
