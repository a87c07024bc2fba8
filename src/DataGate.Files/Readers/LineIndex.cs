using DataGate.Documents;

namespace DataGate.Files.Readers;

/// <summary>
/// Turns places into locations, once the lines of the chunks are counted. The counts are plain numbers, so that
/// they can be saved with the part of a scan that another machine made.
/// </summary>
public sealed class LineIndex
{
    /// <summary>The count of a chunk that was not read.</summary>
    public const long Unknown = -1;

    private readonly ScanPlan _plan;
    private readonly long[] _before;

    /// <param name="plan">The scan that the places are of.</param>
    /// <param name="lines">For each chunk the lines that start in it, or <see cref="Unknown"/>.</param>
    public LineIndex(ScanPlan plan, ReadOnlySpan<long> lines)
    {
        if (lines.Length != plan.Chunks.Length) throw new ArgumentException("One count for each chunk of the plan is needed.", nameof(lines));
        _plan = plan;
        _before = new long[lines.Length];
        long before = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            if (plan.Chunks[i].Start == 0) before = 0;
            _before[i] = before;
            before = before == Unknown || lines[i] == Unknown ? Unknown : before + lines[i];
        }
    }

    /// <summary>The counts of two parts of one scan: those that either knows.</summary>
    public static long[] Combine(ReadOnlySpan<long> one, ReadOnlySpan<long> other)
    {
        if (one.Length != other.Length) throw new ArgumentException("The parts are of different scans.", nameof(other));
        var both = one.ToArray();
        for (var i = 0; i < both.Length; i++)
        {
            if (both[i] == Unknown) both[i] = other[i];
        }
        return both;
    }

    /// <summary>
    /// Where a person finds the place: line and column, or the row in a file without lines. They are 0 where the place is a whole file, and where an earlier
    /// chunk of the file was not read.
    /// </summary>
    public Location Locate(Place place)
    {
        var file = _plan.Files[_plan.Chunks[place.Chunk].File];
        var before = _before[place.Chunk];
        var whole = new Location(file.Display, 0, 0);
        if (place.Column == 0 || before == Unknown) return whole;
        var number = before + place.Line + 1;
        return ReaderCatalog.For(file).HasLines(file) ? whole with { Line = number, Column = place.Column } : whole with { Row = number };
    }
}
