using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Samples;

/// <summary>The first three words of each document of a corpus, or all of a shorter one, numbered.</summary>
internal sealed class OpeningNumbers(Corpus corpus)
{
    public DocumentNumbers Numbers { get; } = DocumentNumbers.By(corpus, document =>
    {
        var opening = corpus.Grams(1).Of(document, Math.Min(corpus.Length(document), Openings.Length));
        return (At(opening, 0), At(opening, 1), At(opening, 2));
    });

    private static int At(ReadOnlySpan<int> words, int index) => index < words.Length ? words[index] : -1;
}
