using DataGate.Files.Readers.Bytes;

namespace DataGate.Files.Readers.Json;

/// <summary>Walks over a JSON text of many values and keeps its line and column, in bounded memory.</summary>
internal sealed class JsonCursor(ByteWindow window)
{
    /// <summary>Where <see cref="Available"/> starts.</summary>
    public Spot Spot { get; private set; } = Spot.Start;

    public ReadOnlySpan<byte> Available => window.Available;

    public ByteWindow Window => window;

    public void Skip(int count)
    {
        Spot = Spot.Advance(window.Available[..count]);
        window.Skip(count);
    }

    /// <summary>Skips space; the byte behind it, or null at the end of the text.</summary>
    public byte? Peek()
    {
        while (true)
        {
            var at = Available.IndexOfAnyExcept(JsonSpace.Bytes);
            if (at >= 0)
            {
                Skip(at);
                return Available[0];
            }
            Skip(Available.Length);
            if (!window.More()) return null;
        }
    }

    /// <summary>What is available, with a word that starts it whole.</summary>
    public ReadOnlySpan<byte> PeekWord()
    {
        while (Available.Length < Details.Longest && window.More())
        {
        }
        return Available;
    }

    /// <summary>Skips one value without looking whether it is well formed; false where the text ends first.</summary>
    public bool SkipValue()
    {
        var first = Peek();
        if (first is not ((byte)'"' or (byte)'{' or (byte)'['))
        {
            SkipTo(",]}{[\" \t\r\n"u8);
            return true;
        }
        var depth = 0;
        do
        {
            if (!SkipTo("\"{}[]"u8)) return false;
            var token = Available[0];
            Skip(1);
            if (token == '"' && !SkipString()) return false;
            if (token is (byte)'{' or (byte)'[') depth++;
            if (token is (byte)'}' or (byte)']') depth--;
        }
        while (depth > 0);
        return true;
    }

    /// <summary>Skips the rest of a string and its closing quote.</summary>
    private bool SkipString()
    {
        while (SkipTo("\"\\"u8))
        {
            var token = Available[0];
            Skip(1);
            if (token == '"') return true;
            if (Available.Length == 0 && !window.More()) return false;
            Skip(1);
        }
        return false;
    }

    private bool SkipTo(ReadOnlySpan<byte> any)
    {
        while (true)
        {
            var at = Available.IndexOfAny(any);
            if (at >= 0)
            {
                Skip(at);
                return true;
            }
            Skip(Available.Length);
            if (!window.More()) return false;
        }
    }
}
