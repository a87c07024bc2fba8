namespace DataGate.Files.Datasets;

/// <summary>A file as a glob reached it.</summary>
/// <param name="Path">Absolute, as reached.</param>
/// <param name="Real">Absolute, without links.</param>
internal sealed record FoundFile(string Path, string Real)
{
    /// <summary>A file reached by several names is read once, under its own name where that matched, else under the first.</summary>
    public static void Add(Dictionary<string, FoundFile> found, FoundFile match)
    {
        if (found.TryGetValue(match.Real, out var other) && !match.IsBetterNamedThan(other)) return;
        found[match.Real] = match;
    }

    private bool IsBetterNamedThan(FoundFile other)
    {
        var own = string.Equals(Path, Real, StringComparison.Ordinal);
        if (own != string.Equals(other.Path, other.Real, StringComparison.Ordinal)) return own;
        return string.CompareOrdinal(Path, other.Path) < 0;
    }
}
