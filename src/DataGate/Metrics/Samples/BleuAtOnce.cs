namespace DataGate.Metrics.Samples;

/// <summary>Self-BLEU of many draws, for one walk over what their documents have in common instead of one each; to the bit what <see cref="BleuMatches"/> says.</summary>
internal sealed class BleuAtOnce
{
    private readonly DrawsAtOnce _draws;
    private readonly int[] _places;

    // By place: the draws whose longest, or second longest, record with a document's text reaches there.
    private readonly ulong[] _longest, _second;
    private readonly BitCounts _lone;

    public BleuAtOnce(DrawsAtOnce draws)
    {
        (_draws, _places) = (draws, new int[draws.Corpus.Count]);
        var (place, most) = (0, 0);
        for (var document = 0; document < _places.Length; document++)
        {
            var length = draws.Corpus.Length(document);
            (_places[document], place, most) = (place, place + length + 1, Math.Max(most, length));
        }
        (_longest, _second, _lone) = (new ulong[place], new ulong[place], new BitCounts(_places.Length, Math.Max(1, most)));
    }

    /// <summary>The value of each draw; null where it has too few records, or isn't set.</summary>
    public double?[] Values(int order)
    {
        var work = new Workspace();
        Reach(work);
        var all = 0UL;
        for (var number = 0; number < DrawsAtOnce.Most; number++) all |= Defined(number) is null ? 0 : 1UL << number;
        var logs = new double[DrawsAtOnce.Most][];
        for (var number = 0; number < logs.Length; number++) logs[number] = new double[Defined(number)?.Count ?? 0];
        for (var n = 1; n <= order; n++)
        {
            var grams = _draws.Corpus.Occurrences(n);
            _lone.Clear();
            grams.CountLone(_longest, _second, _places, all, _lone);
            for (var number = 0; number < logs.Length; number++)
                if (Defined(number) is { } draw) Add(draw, number, n, grams, work, logs[number]);
        }
        var values = new double?[DrawsAtOnce.Most];
        for (var number = 0; number < values.Length; number++)
            if (Defined(number) is { } draw) values[number] = BleuMatches.Mean(draw, BleuMatches.Brevity(draw), logs[number], order);
        return values;
    }

    private Draw? Defined(int number) => _draws.Draws[number] is { Records: >= 2 } draw ? draw : null;

    /// <summary>Marks how far the records of each draw reach.</summary>
    private void Reach(Workspace work)
    {
        Array.Clear(_longest);
        Array.Clear(_second);
        for (var number = 0; number < DrawsAtOnce.Most; number++)
        {
            if (Defined(number) is not { } draw) continue;
            using var lengths = new DrawnLengths(draw, _places.Length, work);
            foreach (var document in draw.Documents)
            {
                _longest[_places[document] + lengths.Longest[document]] |= 1UL << number;
                _second[_places[document] + lengths.Second[document]] |= 1UL << number;
            }
        }
        for (var document = 0; document < _places.Length; document++)
        {
            for (var place = _places[document] + _draws.Corpus.Length(document); place > _places[document]; place--)
            {
                _longest[place - 1] |= _longest[place];
                _second[place - 1] |= _second[place];
            }
        }
    }

    /// <summary>Adds the logarithm of each entry's precision of one order.</summary>
    private void Add(Draw draw, int number, int order, GramOccurrences grams, Workspace work, double[] logs)
    {
        using var lengths = new DrawnLengths(draw, _places.Length, work);
        for (var entry = 0; entry < logs.Length; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            var isLongest = length == lengths.Longest[document];
            var matched = BleuMatches.Matched(grams, document, length, isLongest, isLongest ? _lone.Of(document, number) : 0, lengths.Second[document]);
            logs[entry] += BleuMatches.Log(matched, length, order);
        }
    }
}

/// <summary>Of each document of a draw, the tokens of the two longest records with its text; zeros again once disposed of.</summary>
internal readonly ref struct DrawnLengths
{
    private readonly Draw _draw;

    /// <param name="draw">The draw.</param>
    /// <param name="documents">Documents of its corpus.</param>
    /// <param name="work">Gives the memory: slots 0 and 1.</param>
    public DrawnLengths(Draw draw, int documents, Workspace work)
    {
        (_draw, Longest, Second) = (draw, work.Zeros(0, documents), work.Zeros(1, documents));
        for (var entry = 0; entry < draw.Count; entry++)
        {
            var (document, length) = (draw.Documents[entry], draw.Lengths[entry]);
            if (length > Longest[document]) (Second[document], Longest[document]) = (draw.Times[entry] > 1 ? length : Longest[document], length);
            else if (length > Second[document]) Second[document] = length;
        }
    }

    /// <summary>Of the longest; 0: there is none, or it has none.</summary>
    public int[] Longest { get; }

    /// <summary>Of the second longest, as long as the longest where two are equal.</summary>
    public int[] Second { get; }

    public void Dispose()
    {
        foreach (var document in _draw.Documents) Longest[document] = Second[document] = 0;
    }
}
