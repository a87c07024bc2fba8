using System.Text.Unicode;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Json;

/// <summary>Reads one object a line. A line that is none is reported, and the next one is read.</summary>
internal static class LineRecords
{
    /// <summary>Reads the lines that start before the chunk's end.</summary>
    /// <param name="window">At the first of them.</param>
    /// <param name="feed">Takes the records.</param>
    /// <param name="spot">Where the window stands.</param>
    /// <returns>The number of lines up to the end.</returns>
    public static long Read(ByteWindow window, RecordFeed feed, Spot spot)
    {
        while (window.Offset < feed.End)
        {
            var feedAt = window.IndexOf((byte)'\n', feed.Limit);
            var length = feedAt >= 0 ? feedAt : window.Available.Length;
            if (feedAt < 0 && window.Failure is { } failure)
            {
                feed.Report(failure.Kind, spot, failure.Detail);
                return spot.Line + 1;
            }
            if (feedAt < 0 && length == 0) break;
            if (length > feed.Limit)
            {
                feed.ReportTooLong(spot);
                window.SkipLine(feed.End);
            }
            else
            {
                ReadLine(window.Available[..length], feed, spot, isLast: feedAt < 0);
                window.Skip(feedAt < 0 ? length : length + 1);
            }
            spot = new Spot(spot.Line + 1, 1);
        }
        return spot.Line;
    }

    private static void ReadLine(ReadOnlySpan<byte> line, RecordFeed feed, Spot spot, bool isLast)
    {
        var blank = line.IndexOfAnyExcept(JsonSpace.Bytes);
        if (blank < 0) return;
        line = line[blank..];
        spot = spot with { Column = spot.Column + blank };
        if (line[0] != '{')
        {
            var hint = line[0] == '[' && spot.Line == 0 && feed.IsFirst ? " (is the whole file one array? Then its format is json)" : "";
            feed.Report(ReadingProblemKind.Malformed, spot, $"expected an object, found {Details.Found(line)}{hint}");
            ReportInvalid(line, feed, spot, isLast: false);
            return;
        }
        var outcome = feed.Parse(line);
        if (outcome == ParseOutcome.Complete)
        {
            var rest = line[feed.Consumed..].IndexOfAnyExcept(JsonSpace.Bytes);
            if (rest < 0)
            {
                feed.Deliver(line[..feed.Consumed], spot);
                return;
            }
            var behind = feed.Consumed + rest;
            feed.Report(ReadingProblemKind.Malformed, spot.Advance(line[..behind]), $"{Details.Byte(line[behind])} stands behind the object's end");
        }
        else if (outcome == ParseOutcome.TooDeep)
        {
            feed.ReportTooDeep(line, spot);
        }
        else if (outcome == ParseOutcome.Malformed)
        {
            feed.ReportMalformed(spot);
        }
        else if (isLast)
        {
            feed.Report(ReadingProblemKind.Truncated, spot, "the file ends within this record");
        }
        else
        {
            feed.Report(ReadingProblemKind.Malformed, spot.Advance(line), "the line ends within the object");
        }
        ReportInvalid(line, feed, spot, isLast && outcome == ParseOutcome.Incomplete);
    }

    /// <summary>Of a line that gives no record. A character that the end of the file cuts off isn't worth a word.</summary>
    private static void ReportInvalid(ReadOnlySpan<byte> line, RecordFeed feed, Spot spot, bool isLast)
    {
        if (Utf8.IsValid(line)) return;
        var at = InvalidUtf8.Find(line, out var cutOff);
        if (!(cutOff && isLast)) feed.ReportInvalid(line, at, spot);
    }
}
