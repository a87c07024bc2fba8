using System.Text;

namespace DataGate.Text;

/// <summary>
/// Brings text to the form its words are split from: NFC for <see cref="Words.Unicode"/>, as it stands for the others.
/// One instance is used by one thread at a time.
/// </summary>
/// <remarks>
/// NFC of Unicode 15.0 by own tables, so that results don't depend on the system's libraries; it never throws, takes
/// noncharacters and unassigned code points as they are, and is linear in the length of the text.
/// </remarks>
public sealed class Normaliser(Words words)
{
    private const byte FirstOfU0300 = 0xCC; // every code point below U+0300 is a starter that NFC leaves alone

    private readonly NormalForm _piece = new();
    private byte[] _output = new byte[1024];
    private int _written;

    public Words Words => words;

    /// <summary>The normalised text: <paramref name="utf8"/> itself where it is so already, else bytes that the next call overwrites.</summary>
    public ReadOnlySpan<byte> Normalise(ReadOnlySpan<byte> utf8)
    {
        if (words != Words.Unicode || Ascii.IsValid(utf8)) return utf8;
        _written = 0;
        int copied = 0, at = 0;
        while (NextPiece(utf8, ref at, out var piece))
        {
            Compose(utf8[piece..at]);
            if (Matches(utf8[piece..at])) continue;
            Append(utf8[copied..piece]);
            foreach (var code in _piece.Codes) _written += Utf8.Encode(code, Room(4));
            copied = at;
        }
        if (copied == 0) return utf8;
        Append(utf8[copied..]);
        return _output.AsSpan(0, _written);
    }

    /// <summary>
    /// Finds the next piece from <paramref name="at"/> on that may not be in NFC, and moves behind it. A piece starts and
    /// ends before a starter that composes with nothing before it.
    /// </summary>
    private static bool NextPiece(ReadOnlySpan<byte> text, ref int at, out int start)
    {
        start = at;
        byte last = 0; // the combining class before
        var doubtful = false;
        while (at < text.Length)
        {
            if (text[at] < FirstOfU0300)
            {
                if (doubtful) return true;
                var found = text[at..].IndexOfAnyInRange(FirstOfU0300, (byte)0xFF);
                if (found < 0) break;
                at += found;
                start = Utf8.Before(text, at);
                last = 0;
            }
            var next = at;
            var kind = NormalForm.Kind(Utf8.Decode(text, ref next));
            if (kind == 0)
            {
                if (doubtful) return true;
                start = at;
                last = 0;
            }
            else
            {
                var @class = NormalFormTables.CombiningClass[kind];
                doubtful |= NormalFormTables.QuickCheck[kind] != 0 || (@class != 0 && @class < last);
                last = @class;
            }
            at = next;
        }
        at = text.Length;
        return doubtful;
    }

    private void Compose(ReadOnlySpan<byte> text)
    {
        _piece.Clear();
        for (var at = 0; at < text.Length;) _piece.Decompose(Utf8.Decode(text, ref at));
        _piece.Compose();
    }

    private bool Matches(ReadOnlySpan<byte> text)
    {
        var at = 0;
        foreach (var code in _piece.Codes)
        {
            if (at == text.Length || Utf8.Decode(text, ref at) != code) return false;
        }
        return at == text.Length;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        _written += bytes.Length;
    }

    private Span<byte> Room(int length)
    {
        if (_output.Length - _written < length)
            Array.Resize(ref _output, (int)Math.Min(Array.MaxLength, Math.Max((long)_output.Length * 2, (long)_written + length)));
        return _output.AsSpan(_written);
    }
}
