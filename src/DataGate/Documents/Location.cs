namespace DataGate.Documents;

/// <summary>A position a person can open: a file as the policy's reader would name it, line and column from 1 (0: the whole file).</summary>
public readonly record struct Location(string File, long Line, int Column) : IComparable<Location>
{
    /// <summary>The record's number in a file without lines, from 1. Default 0: the file has lines, or all of it is meant.</summary>
    public long Row { get; init; }

    public int CompareTo(Location other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        if (byFile != 0) return byFile;
        var byLine = Line.CompareTo(other.Line);
        if (byLine != 0) return byLine;
        var byColumn = Column.CompareTo(other.Column);
        return byColumn != 0 ? byColumn : Row.CompareTo(other.Row);
    }

    public override string ToString() =>
        Row > 0 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}: row {Row}")
        : Line == 0 ? File : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}({Line},{Column})");

    public static bool operator <(Location left, Location right) => left.CompareTo(right) < 0;

    public static bool operator >(Location left, Location right) => left.CompareTo(right) > 0;

    public static bool operator <=(Location left, Location right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Location left, Location right) => left.CompareTo(right) >= 0;
}
