using System.Globalization;
using DataGate.Metrics.Language;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>A language model without a model: a text's log-perplexity is the number that it ends with. Texts that begin with <c>?</c> are unknown to it.</summary>
internal sealed class NumberModel : ILanguageModel
{
    public string Model => "number";

    /// <summary>Texts scored so far.</summary>
    public List<string> Scored { get; } = [];

    public IReadOnlyList<TextScore> Score(IReadOnlyList<string> texts)
    {
        Scored.AddRange(texts);
        return [.. texts.Select(text => new TextScore(double.Parse(text.AsSpan(text.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture), 4, text[0] == '?' ? 1 : 0))];
    }
}
