using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Lines;

/// <summary>Plain text or Markdown: lines up to a blank one are one record, whose field <c>text</c> has them with their line breaks.</summary>
public sealed class ParagraphsReader : IReader
{
    public string Format => "paragraphs";

    public ImmutableArray<string> Extensions => [".md", ".markdown"];

    public bool Splits => false;

    public long Read(ChunkReading reading, IRecordSink sink)
    {
        using var window = TextFile.Open(reading, sink);
        return window is null ? 0 : new Paragraphs(window, new PlainRecords(reading, sink)).Read();
    }

    private sealed class Paragraphs(ByteWindow window, PlainRecords records)
    {
        private readonly List<byte> _text = [];
        private Spot _start = Spot.Start;
        private bool _isTooLong;

        public long Read()
        {
            var spot = Spot.Start;
            while (true)
            {
                var end = window.IndexOf((byte)'\n', records.Limit);
                var length = end >= 0 ? end : window.Available.Length;
                if (end < 0 && window.Failure is { } failure)
                {
                    // The paragraph that the failure cuts off is none.
                    records.Report(failure.Kind, spot, failure.Detail);
                    return spot.Line + 1;
                }
                if (end < 0 && length == 0) break;
                if (length > records.Limit)
                {
                    Begin(spot);
                    _isTooLong = true;
                    window.SkipLine(long.MaxValue);
                }
                else
                {
                    Line(window.Available[..length].TrimEnd((byte)'\r'), spot);
                    window.Skip(end < 0 ? length : length + 1);
                }
                spot = new Spot(spot.Line + 1, 1);
            }
            Finish();
            return spot.Line;
        }

        private void Begin(Spot spot)
        {
            if (_text.Count == 0 && !_isTooLong) _start = spot;
        }

        private void Line(ReadOnlySpan<byte> line, Spot spot)
        {
            if (!line.ContainsAnyExcept(" \t"u8))
            {
                Finish();
                return;
            }
            Begin(spot);
            if (_isTooLong) return;
            if (_text.Count > 0) _text.Add((byte)'\n');
            _text.AddRange(line);
            if (_text.Count <= records.Limit) return;
            _isTooLong = true;
            _text.Clear();
        }

        private void Finish()
        {
            if (_isTooLong) records.ReportTooLong(_start);
            else if (_text.Count > 0) records.Add(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_text), _start);
            _text.Clear();
            _isTooLong = false;
        }
    }
}
