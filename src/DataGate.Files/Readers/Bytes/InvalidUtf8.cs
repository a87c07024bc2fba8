using System.Buffers;
using System.Text;

namespace DataGate.Files.Readers.Bytes;

/// <summary>Finds and replaces bytes that are not UTF-8, for text that is known to have some.</summary>
internal static class InvalidUtf8
{
    /// <summary>Where the first byte that is not UTF-8 stands; <paramref name="cutOff"/> where the text just ends within a character.</summary>
    public static int Find(ReadOnlySpan<byte> text, out bool cutOff)
    {
        var at = 0;
        while (true)
        {
            var run = text[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            cutOff = false;
            if (run < 0) return -1;
            at += run;
            var status = Rune.DecodeFromUtf8(text[at..], out _, out var length);
            cutOff = status == OperationStatus.NeedMoreData;
            if (status != OperationStatus.Done) return at;
            at += length;
        }
    }

    /// <summary>Copies the text with U+FFFD for what is not UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">Takes the copy; made larger where it must be.</param>
    /// <returns>The copy's length.</returns>
    public static int Replace(ReadOnlySpan<byte> text, ref byte[] buffer)
    {
        // A byte that is not UTF-8 becomes the three of U+FFFD.
        var longest = (int)Math.Min(Array.MaxLength, 3L * text.Length);
        if (buffer.Length < longest) buffer = new byte[longest];
        var written = 0;
        while (true)
        {
            var run = text.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            var plain = run < 0 ? text : text[..run];
            plain.CopyTo(buffer.AsSpan(written));
            written += plain.Length;
            if (run < 0) return written;
            Rune.DecodeFromUtf8(text[run..], out var rune, out var length);
            written += rune.EncodeToUtf8(buffer.AsSpan(written));
            text = text[(run + length)..];
        }
    }
}
