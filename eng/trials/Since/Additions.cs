namespace DataGate.Trials.Since;

/// <summary>A change: what stood there before, and what it adds.</summary>
internal sealed record Addition(Row[] Base, Row[] Added);

/// <summary>Kinds of changes, each made from a set's rows, a size and a random generator; null where the set has not so many rows.</summary>
internal static class Additions
{
    private static readonly int[] s_templates = [1, 5, 20, 100];

    public delegate Addition? Kind(TrialSet set, int size, Random random);

    /// <summary>What real pull requests add: red is a false alarm.</summary>
    public static IEnumerable<(string Name, Kind Make)> Honest =>
    [
        ("random rows", (set, size, random) => Split(set, size, random, rows => Draws.Take(random, rows, size))),
        ("one topic, known", (set, size, random) => OfTopics(set, size, random, topics: 1, isNew: false)),
        ("one topic, new", (set, size, random) => OfTopics(set, size, random, topics: 1, isNew: true)),
        ("three topics, new", (set, size, random) => OfTopics(set, size, random, topics: 3, isNew: true)),
        ("a stretch of the file", Stretch),
        ("the longest fifth", (set, size, random) => ByLength(set, size, random, longest: true)),
        ("the shortest fifth", (set, size, random) => ByLength(set, size, random, longest: false)),
        ("another domain", (set, size, random) => set.Elsewhere.Length < size ? null : Split(set, size, random, _ => Draws.Take(random, set.Elsewhere, size))),
    ];

    /// <summary>What no one would want: green is a miss.</summary>
    public static IEnumerable<(string Name, Kind Make)> Collapsed =>
    [
        .. s_templates.Select(count => ($"{count} templates", (Kind)((set, size, random) => Split(set, size, random, rows => Templates.Fill(random, rows, count, size))))),
        ("20 templates, gaps of 1 to 3 words", (set, size, random) => Split(set, size, random, rows => Templates.Fill(random, rows, 20, size, longest: 3))),
        ("the same with 3 gaps", (set, size, random) => Split(set, size, random, rows => Templates.Fill(random, rows, 20, size, gaps: 3, longest: 3))),
        ("half good, half 1 template", (set, size, random) => Half(set, size, random, 1)),
        ("half good, half 20 templates", (set, size, random) => Half(set, size, random, 20)),
        ("copies of rows of the base", (set, size, random) => OfBase(set, size, random, edits: 0)),
        ("the same, a word changed", (set, size, random) => OfBase(set, size, random, edits: 1)),
        ("20 rows, each again and again", (set, size, random) => Split(set, size, random, rows => Repeated(random, rows, size, edits: 0))),
        ("the same 20, a word changed", (set, size, random) => Split(set, size, random, rows => Repeated(random, rows, size, edits: 1))),
    ];

    /// <summary>Texts of the same task by a language model: what they are worth is not for words alone to tell.</summary>
    public static IEnumerable<(string Name, Kind Make)> Generated(TrialSet set) => set.Generated.Select(generated =>
        ($"by {generated.Generator}", (Kind)((all, size, random) => generated.Rows.Length < size ? null
            : new Addition(Draws.Take(random, all.Rows, Math.Min(all.MostBase, all.Rows.Length)), Draws.Take(random, generated.Rows, size)))));

    private static Addition? Split(TrialSet set, int size, Random random, Func<Row[], Row[]> added)
    {
        var most = Math.Min(set.MostBase, set.Rows.Length - Math.Min(size, set.Rows.Length));
        if (most < 150) return null;
        var all = Draws.Take(random, set.Rows, set.Rows.Length);
        return new Addition(all[..most], added(all[most..])) is { } made && made.Added.Length == size ? made : null;
    }

    private static Addition? OfTopics(TrialSet set, int size, Random random, int topics, bool isNew)
    {
        var labels = set.Rows.GroupBy(row => row.Label!, StringComparer.Ordinal).Where(group => group.Count() >= (size + topics - 1) / topics).Select(group => group.Key).Order(StringComparer.Ordinal).ToArray();
        if (labels.Length < topics || set.Rows.Select(row => row.Label).Distinct(StringComparer.Ordinal).Count() < 3) return null;
        random.Shuffle(labels);
        var chosen = labels[..topics].ToHashSet(StringComparer.Ordinal);
        var rows = Draws.Take(random, [.. set.Rows.Where(row => chosen.Contains(row.Label!))], size);
        if (rows.Length < size) return null;
        var rest = set.Rows.Except(rows, ReferenceEqualityComparer.Instance).Cast<Row>().Where(row => !isNew || !chosen.Contains(row.Label!)).ToArray();
        return rest.Length < 150 ? null : new Addition(Draws.Take(random, rest, Math.Min(set.MostBase, rest.Length)), rows);
    }

    private static Addition? Stretch(TrialSet set, int size, Random random)
    {
        if (set.Rows.Length < size + 150) return null;
        var start = random.Next(set.Rows.Length - size);
        Row[] rest = [.. set.Rows[..start], .. set.Rows[(start + size)..]];
        return new Addition(Draws.Take(random, rest, Math.Min(set.MostBase, rest.Length)), set.Rows[start..(start + size)]);
    }

    private static Addition? ByLength(TrialSet set, int size, Random random, bool longest)
    {
        var ordered = set.Rows.OrderBy(row => longest ? -row.Text.Length : row.Text.Length).ToArray();
        var (ends, others) = (ordered[..(ordered.Length / 5)], ordered[(ordered.Length / 5)..]);
        if (ends.Length < size) return null;
        // Of the fifth some stand in the base, as anywhere.
        var added = Draws.Take(random, ends, size);
        Row[] rest = [.. others, .. ends.Except(added, ReferenceEqualityComparer.Instance).Cast<Row>()];
        return new Addition(Draws.Take(random, rest, Math.Min(set.MostBase, rest.Length)), added);
    }

    private static Addition? Half(TrialSet set, int size, Random random, int templates) => Split(
        set, size, random, rows => rows.Length < size / 2 ? [] : [.. Draws.Take(random, rows, size / 2), .. Templates.Fill(random, rows, templates, size - (size / 2))]);

    private static Addition? OfBase(TrialSet set, int size, Random random, int edits)
    {
        var found = Split(set, size, random, rows => [.. rows.Take(size)]);
        return found is null || found.Base.Length < size ? null
            : found with { Added = [.. Draws.Take(random, found.Base, size).Select(row => Templates.Edit(random, row, found.Base, edits))] };
    }

    private static Row[] Repeated(Random random, Row[] rows, int size, int edits)
    {
        var few = Draws.Take(random, rows, 20);
        return few.Length == 0 ? [] : [.. Enumerable.Range(0, size).Select(i => Templates.Edit(random, few[i % few.Length], rows, edits))];
    }
}
