using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics;

/// <summary>What a sample says of one n-gram: the records that have it, the first text with it, and the first few rows.</summary>
internal sealed class GramRows
{
    private readonly List<Place> _places = [];
    private SampledText? _last;

    /// <summary>The first text with it; null: none has it.</summary>
    public SampledText? Text { get; private set; }

    /// <summary>The token of it that the n-gram starts with.</summary>
    public int At { get; private set; }

    public long Records { get; private set; }

    public IReadOnlyList<Place> Places => _places;

    /// <summary>Adds a text that has it, once however often it does.</summary>
    /// <param name="text">The text; one text's n-grams are added together.</param>
    /// <param name="at">The token that it starts with.</param>
    public void Add(SampledText text, int at)
    {
        if (ReferenceEquals(text, _last)) return;
        _last = text;
        Records += text.Times;
        if (Text is null || text.Places[0] < Text.Places[0]) (Text, At) = (text, at);
        if (_places.Count == SampledText.MaxPlaces && _places[^1] < text.Places[0]) return;
        _places.AddRange(text.Places);
        _places.Sort();
        if (_places.Count > SampledText.MaxPlaces) _places.RemoveRange(SampledText.MaxPlaces, _places.Count - SampledText.MaxPlaces);
    }

    /// <summary>What a sample says of some words, in their order.</summary>
    /// <param name="keys">The words, as tables know them.</param>
    /// <param name="sample">Texts that may have them.</param>
    /// <param name="words">Splits the texts.</param>
    public static IReadOnlyList<GramRows> OfWords(IEnumerable<ulong> keys, DocumentSample sample, WordSplitter words)
    {
        var all = keys.Select(key => KeyValuePair.Create(key, new GramRows())).ToList();
        var found = new Dictionary<ulong, GramRows>(all);
        var tokens = new TokenBuffer();
        foreach (var text in sample.Texts)
        {
            words.Split(text.Text, tokens);
            for (var i = 0; i < tokens.Count; i++)
                if (found.TryGetValue(TableKey.Of(tokens.Hashes[i]), out var rows)) rows.Add(text, i);
        }
        return [.. all.Select(pair => pair.Value)];
    }

    /// <summary>The n-gram's words.</summary>
    public string Show(int order, WordSplitter words)
    {
        var tokens = new TokenBuffer();
        words.Split(Text!.Text, tokens);
        var shown = new string[order];
        for (var i = 0; i < order; i++) shown[i] = words.Display(Text.Text.AsSpan(tokens.Starts[At + i], tokens.Lengths[At + i]));
        return Excerpts.Of(string.Join(' ', shown));
    }
}
