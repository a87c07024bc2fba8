using System.Runtime.InteropServices;

namespace DataGate.Metrics.Sketches;

/// <summary>Memory of large tables.</summary>
internal static class Pages
{
    /// <summary>Bytes of a page of memory, or fewer.</summary>
    public const int Size = 4096;

    /// <summary>An empty array. Each of its pages is written to once: one that is looked at before it is written to is given twice, which stops all threads for a moment.</summary>
    public static T[] Make<T>(int length)
        where T : struct
    {
        var array = new T[length];
        var bytes = MemoryMarshal.AsBytes(array.AsSpan());
        for (var at = 0; at < bytes.Length; at += Size) bytes[at] = 0;
        return array;
    }
}
