namespace DataGate.Trials.Since;

/// <summary>Rows made of a set's own words.</summary>
internal static class Templates
{
    private const int Fillers = 50, LeastWords = 6;

    /// <summary>So many rows of so many templates: each a row of the set in which some words are drawn anew each time, from what the set says.</summary>
    /// <param name="random">Draws.</param>
    /// <param name="rows">The set.</param>
    /// <param name="templates">How many.</param>
    /// <param name="size">Rows to make.</param>
    /// <param name="gaps">Words of a template that are drawn anew.</param>
    /// <param name="longest">Most words that take the place of one: 1 draws from 50 words, more from runs of words of any row.</param>
    public static Row[] Fill(Random random, Row[] rows, int templates, int size, int gaps = 2, int longest = 1)
    {
        var chosen = Draws.Take(random, [.. rows.Where(row => Words(row).Length >= LeastWords)], templates)
            .Select(row => (Words: Words(row), row.Label)).Select(row => (row.Words, Gaps: GapsOf(random, row.Words, gaps), row.Label)).ToArray();
        if (chosen.Length < templates) return [];
        var fillers = FillersOf(random, rows);
        return
        [
            .. Enumerable.Range(0, size).Select(i =>
            {
                var (words, places, label) = chosen[i % chosen.Length];
                words = (string[])words.Clone();
                foreach (var gap in places) words[gap] = longest == 1 ? fillers[random.Next(fillers.Length)] : Run(random, rows, longest);
                return new Row(string.Join(' ', words), label);
            }),
        ];
    }

    /// <summary>The row with so many of its words replaced by others of the set.</summary>
    public static Row Edit(Random random, Row row, Row[] rows, int edits)
    {
        var words = Words(row);
        for (var i = 0; i < edits; i++)
        {
            var other = Words(rows[random.Next(rows.Length)]);
            if (words.Length > 0 && other.Length > 0) words[random.Next(words.Length)] = other[random.Next(other.Length)];
        }
        return row with { Text = string.Join(' ', words) };
    }

    private static string Run(Random random, Row[] rows, int longest)
    {
        var words = Words(rows[random.Next(rows.Length)]);
        var length = Math.Min(words.Length, 1 + random.Next(longest));
        var start = random.Next(words.Length - length + 1);
        return string.Join(' ', words[start..(start + length)]);
    }

    private static int[] GapsOf(Random random, string[] words, int gaps)
    {
        var places = Enumerable.Range(0, words.Length).ToArray();
        random.Shuffle(places);
        return places[..gaps];
    }

    private static string[] FillersOf(Random random, Row[] rows)
    {
        var words = rows.SelectMany(Words).GroupBy(word => word, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).Skip(20).Take(500).ToArray();
        random.Shuffle(words);
        return words[..Math.Min(Fillers, words.Length)];
    }

    private static string[] Words(Row row) => row.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
