namespace DataGate.Documents;

/// <summary>Reads what was saved of a scan whose chunks now have other numbers; the order of those that it names is the same.</summary>
/// <param name="from">What was saved.</param>
/// <param name="now">By what a chunk's number was, what it is now; −1: it is none of the scan's.</param>
public sealed class MovedChunks(ArraySegment<byte> from, int[] now) : BinaryReader(new MemoryStream(from.Array!, from.Offset, from.Count, writable: false))
{
    /// <summary>The next bytes, which are passed over.</summary>
    /// <exception cref="InvalidDataException">There are not so many.</exception>
    internal ReadOnlySpan<byte> Next(long count)
    {
        var at = BaseStream.Position;
        if (count < 0 || count > from.Count - at) throw new InvalidDataException("what was saved is cut off");
        BaseStream.Position = at + count;
        return from.AsSpan((int)at, (int)count);
    }

    /// <exception cref="InvalidDataException">The place is in no chunk of the scan.</exception>
    internal Place Now(Place place) => place == Place.None ? place
        : place.Chunk < now.Length && now[place.Chunk] is >= 0 and var chunk ? place.In(chunk) : throw new InvalidDataException("a place lies in no chunk of its scan");
}
