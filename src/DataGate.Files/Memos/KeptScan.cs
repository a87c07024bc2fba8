using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Memos;

/// <summary>An entry of what was gathered: the lines of each chunk, and the sketches.</summary>
internal sealed class KeptScan
{
    private readonly ArraySegment<byte> _scan;
    private readonly int[] _now;

    private KeptScan(ArraySegment<byte> scan, int[] now) => (_scan, _now) = (scan, now);

    /// <param name="bytes">Of the entry; they stay as they are for as long as it is used.</param>
    /// <param name="chunks">The chunks that it is of, as they are now, in their order.</param>
    /// <param name="lines">Of all chunks; takes those of the entry.</param>
    /// <returns>Null: it is of other chunks.</returns>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static KeptScan? Read(ArraySegment<byte> bytes, ImmutableArray<Chunk> chunks, long[] lines) => Sound(() =>
    {
        using var header = new BinaryReader(new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false), Encoding.UTF8);
        if (header.ReadInt32() != chunks.Length) return null;
        var now = new List<int>();
        foreach (var chunk in chunks)
        {
            var then = header.ReadInt32();
            if (then < now.Count) throw new InvalidDataException("chunks are out of order");
            while (now.Count < then) now.Add(-1);
            now.Add(chunk.Index);
            lines[chunk.Index] = header.ReadInt64();
        }
        return new KeptScan(bytes[(int)header.BaseStream.Position..], [.. now]);
    });

    /// <summary>Adds one lane of it, see <see cref="DatasetScan.MergeSaved"/>.</summary>
    /// <param name="sum">Of no use any more where this fails.</param>
    /// <param name="lane">Which one.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public void AddTo(DatasetScan sum, int lane) => Sound(() =>
    {
        using var reader = new MovedChunks(_scan, _now);
        sum.MergeSaved(reader, lane);
        return this;
    });

    /// <summary>Adds all of it.</summary>
    /// <param name="sum">Of no use any more where this fails.</param>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public void AddTo(DatasetScan sum)
    {
        for (var lane = 0; lane < sum.LaneCount; lane++) AddTo(sum, lane);
    }

    private static KeptScan? Sound(Func<KeptScan?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or ArgumentException or FormatException or OverflowException)
        {
            throw new InvalidDataException("an entry of the cache holds something else", e);
        }
    }
}
