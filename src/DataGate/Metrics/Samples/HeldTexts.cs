using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>The different texts of samples, numbered as a corpus of them all would, of which only the lengths are known.</summary>
internal sealed class HeldTexts
{
    private readonly Dictionary<ulong, int> _numbers = new(SecretKeys.Comparer);
    private readonly List<SampledText> _texts = [];
    private readonly WordSplitter _words;
    private readonly TokenBuffer _tokens = new();

    /// <param name="words">Splits texts whose tokens nobody counted.</param>
    /// <param name="texts">In the order of their contents' hashes; one content is one document, whatever samples it is in.</param>
    public HeldTexts(WordSplitter words, IEnumerable<SampledText> texts)
    {
        _words = words;
        foreach (var text in texts)
            if (_numbers.TryAdd(text.Content, _texts.Count)) _texts.Add(text);
    }

    /// <summary>The number of a content.</summary>
    public int Find(ulong content) => _numbers.GetValueOrDefault(content, -1);

    /// <summary>Tokens of a content.</summary>
    public int Length(ulong content)
    {
        var text = _texts[Find(content)];
        if (text.Tokens is { } counted) return counted;
        _words.Split(text.Text, _tokens);
        return _tokens.Count;
    }

    /// <summary>The texts of some draws.</summary>
    /// <param name="draws">Documents by these numbers.</param>
    /// <param name="numbers">By these numbers, those among the texts.</param>
    public IEnumerable<SampledText> Only(ReadOnlySpan<DrawnRecords> draws, out int[] numbers)
    {
        var isDrawn = new bool[_texts.Count];
        foreach (var draw in draws)
            foreach (var document in draw.All()) isDrawn[document] = true;
        numbers = new int[_texts.Count];
        var drawn = new List<SampledText>();
        for (var i = 0; i < isDrawn.Length; i++)
        {
            if (!isDrawn[i]) continue;
            numbers[i] = drawn.Count;
            drawn.Add(_texts[i]);
        }
        return drawn;
    }
}
