using DataGate.Files.Paths;
using DataGate.Files.Readers;

namespace DataGate.Files.Changes;

/// <summary>
/// Finds the chunks of two versions of a file that hold the same records, by their bytes: the same place, the same bytes, and the same line
/// across their end. Such chunks cancel out without being parsed, so that a row at the end of a large file costs no more than reading the file.
/// </summary>
internal static class AlignedChunks
{
    /// <summary>Positions, in the lists given, of the chunks that are the same on both sides; none where a file can't be read.</summary>
    /// <param name="before">The old file.</param>
    /// <param name="now">The new one.</param>
    /// <param name="ofBefore">The old file's chunks, in order.</param>
    /// <param name="ofNow">The new file's.</param>
    public static IReadOnlyList<int> Same(InputFile before, InputFile now, IReadOnlyList<Chunk> ofBefore, IReadOnlyList<Chunk> ofNow)
    {
        if (before.IsPacked || now.IsPacked || ofBefore.Count < 2) return [];
        try
        {
            return Compare(before, now, ofBefore, ofNow);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static List<int> Compare(InputFile before, InputFile now, IReadOnlyList<Chunk> ofBefore, IReadOnlyList<Chunk> ofNow)
    {
        using var old = Open(before);
        using var current = Open(now);
        var same = new List<int>();
        var (ofThen, ofHere) = (Array.Empty<byte>(), Array.Empty<byte>());
        var pending = -1;
        var isBehindSame = true;
        for (var i = 0; i < Math.Min(ofBefore.Count, ofNow.Count) && ofBefore[i].Start == ofNow[i].Start; i++)
        {
            var then = Read(old, ofBefore[i], ref ofThen);
            var here = Read(current, ofNow[i], ref ofHere);
            var common = then.CommonPrefixLength(here);
            // The line that crosses into this chunk ends within what is common.
            if (pending >= 0 && here[..common].Contains((byte)'\n')) same.Add(pending);
            var isSame = common == then.Length && common == here.Length;
            pending = isSame && isBehindSame ? i : -1;
            // Whether a line starts with the next chunk is seen at the byte before it.
            isBehindSame = then.Length == here.Length && then.Length > 0 && then[^1] == here[^1];
        }
        if (pending >= 0 && pending == ofBefore.Count - 1 && pending == ofNow.Count - 1) same.Add(pending);
        return same;
    }

    private static FileStream Open(InputFile file) => RegularFile.Open(file.Path, bufferSize: 0);

    private static ReadOnlySpan<byte> Read(FileStream file, Chunk chunk, ref byte[] memory)
    {
        if (memory.Length < chunk.Length) memory = GC.AllocateUninitializedArray<byte>((int)chunk.Length);
        var bytes = memory.AsSpan(0, (int)chunk.Length);
        var length = 0;
        for (var read = 1; read > 0 && length < bytes.Length; length += read) read = RandomAccess.Read(file.SafeFileHandle, bytes[length..], chunk.Start + length);
        return bytes[..length];
    }
}
