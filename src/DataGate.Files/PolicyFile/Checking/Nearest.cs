namespace DataGate.Files.PolicyFile.Checking;

/// <summary>The known words that a misspelt one most likely stands for.</summary>
public static class Nearest
{
    private const int MaxLength = 64;

    /// <summary>Null where nothing is close: more than a third of the letters would have to change.</summary>
    public static string? To(string word, IEnumerable<string> known) => All(word, known).FirstOrDefault();

    /// <summary>Every known word that is close, the closest first.</summary>
    public static IEnumerable<string> All(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        ArgumentNullException.ThrowIfNull(known);
        if (word.Length is 0 or > MaxLength) return [];
        var lower = word.ToLowerInvariant();
        return known
            .Select(candidate => (Word: candidate, Distance: Distance(lower, candidate.ToLowerInvariant())))
            .Where(near => near.Distance <= Math.Max(1, Math.Min(word.Length, near.Word.Length) / 3))
            .OrderBy(near => near.Distance)
            .Select(near => near.Word);
    }

    /// <summary>The end of a message that names the nearest word; empty where nothing is close.</summary>
    public static string Hint(string word, IEnumerable<string> known) =>
        To(word, known) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>Damerau–Levenshtein, each pair of letters swapped at most once (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[3][];
        for (var i = 0; i < rows.Length; i++) rows[i] = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++) rows[0][j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, twoAbove) = (rows[i % 3], rows[(i - 1) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
            }
        }
        return rows[a.Length % 3][b.Length];
    }
}
