using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Files.Readers;

/// <summary>A position in a chunk.</summary>
/// <param name="Line">From 0.</param>
/// <param name="Column">In bytes, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Spot(long Line, long Column)
{
    public static Spot Start => new(0, 1);

    /// <summary>The position behind <paramref name="text"/>.</summary>
    public Spot Advance(ReadOnlySpan<byte> text)
    {
        var last = text.LastIndexOf((byte)'\n');
        return last < 0
            ? this with { Column = Column + text.Length }
            : new Spot(Line + text[..last].Count((byte)'\n') + 1, text.Length - last);
    }

    public Place In(Chunk chunk) => Place.At(chunk.Index, Line, Column);
}
