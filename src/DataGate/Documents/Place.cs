namespace DataGate.Documents;

/// <summary>
/// Where a record starts, packed into 64 bits so that millions can be kept: the chunk of the scan (21 bits),
/// then line and column within the chunk. Places order as the scan's files do.
/// </summary>
/// <remarks>
/// Two layouts share the low 43 bits: short columns keep 31 bits of line and 11 of column, long columns (arrays
/// written on one line) keep 11 bits of line and 31 of column. Values beyond saturate, the column before the line.
/// </remarks>
public readonly record struct Place(ulong Packed) : IComparable<Place>
{
    private const int LongColumn = 1 << 11;
    private const ulong LongFlag = 1UL << 42;

    /// <summary>The largest number of chunks a scan may have.</summary>
    public const int MaxChunks = 1 << 21;

    /// <summary>No place: sorts after every real one.</summary>
    public static Place None => new(ulong.MaxValue);

    /// <summary>All of the file that the chunk is part of: line and column are 0.</summary>
    public static Place OfFile(int chunk) => new((ulong)chunk << 43);

    /// <param name="chunk">Index of the chunk in the scan's plan, from 0.</param>
    /// <param name="line">Line within the chunk, from 0.</param>
    /// <param name="column">Column (bytes) within the line, from 1.</param>
    public static Place At(int chunk, long line, long column)
    {
        var low = column < LongColumn || line >= LongColumn
            ? ((ulong)Math.Min(line, int.MaxValue) << 11) | (ulong)Math.Min(column, LongColumn - 1)
            : LongFlag | ((ulong)line << 31) | (ulong)Math.Min(column, int.MaxValue);
        return new Place(((ulong)chunk << 43) | low);
    }

    /// <summary>A place as it was saved; where a <see cref="MovedChunks"/> reads it, as it is now.</summary>
    public static Place Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var place = new Place(reader.ReadUInt64());
        return reader is MovedChunks moved ? moved.Now(place) : place;
    }

    /// <summary>The same line and column of another chunk.</summary>
    public Place In(int chunk) => new(((ulong)chunk << 43) | (Packed & ((1UL << 43) - 1)));

    public int Chunk => (int)(Packed >> 43);

    /// <summary>Line within the chunk, from 0.</summary>
    public int Line => (int)((Packed & LongFlag) == 0 ? (Packed >> 11) & 0x7FFF_FFFF : (Packed >> 31) & 0x7FF);

    /// <summary>Column within the line, from 1.</summary>
    public int Column => (int)((Packed & LongFlag) == 0 ? Packed & 0x7FF : Packed & 0x7FFF_FFFF);

    public int CompareTo(Place other) => Packed.CompareTo(other.Packed);

    public static bool operator <(Place left, Place right) => left.Packed < right.Packed;

    public static bool operator >(Place left, Place right) => left.Packed > right.Packed;

    public static bool operator <=(Place left, Place right) => left.Packed <= right.Packed;

    public static bool operator >=(Place left, Place right) => left.Packed >= right.Packed;
}
