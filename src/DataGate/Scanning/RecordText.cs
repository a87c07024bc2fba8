using System.Buffers.Binary;
using System.Security.Cryptography;
using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Scanning;

/// <summary>Reads the text of records, normalised, and the hash that is its identity.</summary>
internal sealed class RecordText(Needs needs, Uses uses)
{
    private readonly Normaliser _normaliser = new(needs.Words);
    private byte[] _raw = new byte[1024];
    private byte[] _text = new byte[1024];

    /// <summary>Sets a document's text and content; false, and reported, where the record has no text.</summary>
    public bool Read(Record record, Document document, IRecordSink problems)
    {
        var length = 0;
        foreach (var (literal, field) in uses.Text)
        {
            if (field >= 0 && !IsText(record, field, problems)) return false;
            var piece = field >= 0 ? record.Utf8(field) : literal;
            if (_raw.Length - length < piece.Length) Array.Resize(ref _raw, Math.Max(_raw.Length * 2, length + piece.Length));
            piece.CopyTo(_raw.AsSpan(length));
            length += piece.Length;
        }
        var text = _normaliser.Normalise(_raw.AsSpan(0, length));
        // The text stands behind the seed, so that one call hashes both.
        if (_text.Length < text.Length + 8) _text = new byte[Math.Max(_text.Length * 2, text.Length + 8)];
        BinaryPrimitives.WriteUInt64LittleEndian(_text, needs.Seed);
        text.CopyTo(_text.AsSpan(8));
        document.Text = _text.AsMemory(8, text.Length);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_text.AsSpan(0, text.Length + 8), hash);
        document.Content = BinaryPrimitives.ReadUInt64BigEndian(hash);
        return true;
    }

    private bool IsText(Record record, int field, IRecordSink problems)
    {
        switch (record.Kind(field))
        {
            case ValueKind.Text:
                return true;
            case ValueKind.Missing:
            case ValueKind.Null:
                problems.Report(new ReadingProblem(ReadingProblemKind.MissingText, record.Place, uses.Fields[field].Text));
                return false;
            default:
                var kind = record.Kind(field) is ValueKind.True or ValueKind.False ? "boolean" : record.Kind(field).ToString().ToLowerInvariant();
                problems.Report(new ReadingProblem(ReadingProblemKind.NotText, record.Place, $"'{uses.Fields[field].Text}' is of type {kind}"));
                return false;
        }
    }
}
