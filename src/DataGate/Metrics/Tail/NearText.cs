using System.Globalization;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>A text and the phrase that it is nearest to.</summary>
/// <param name="Text">The text, with its records.</param>
/// <param name="Cosine">Of their embeddings, −1…1; negative infinity for a blank text, which is near nothing.</param>
/// <param name="Phrase">The phrase.</param>
public readonly record struct NearText(SampledText Text, float Cosine, string Phrase)
{
    private const int MaxPhrase = 60;

    /// <summary>The text as evidence.</summary>
    /// <param name="where">Where it lies, seen from the bucket.</param>
    internal Evidence Show(string where) => new(
        // Rounded down, so that what lies below a similarity of two or three digits reads so.
        string.Create(CultureInfo.InvariantCulture, $"{where}: cosine {Math.Floor(Cosine * 1000.0) / 1000:0.000} to '{Excerpts.Of(Phrase, MaxPhrase)}'"),
        Excerpts.Of(Text.Text), Text.Times, [.. Text.Places]);
}
