using System.Text;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

using DataGate.Text;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Corpora of rows in memory.</summary>
internal static class Corpora
{
    /// <summary>A corpus of all rows, in content-hash order, and all of its records as a draw.</summary>
    public static DrawInput Of(IEnumerable<string> texts, Words words = Words.Unicode)
    {
        var scan = Sets.Scan(Sets.Needs(["exact-duplicates"], words), texts.Select(text => new Row(text)));
        var sampled = scan.Whole.Slice(SliceName.All).Get<DocumentSample>(SketchKind.Sample).Texts;
        var corpus = new Corpus(WordSplitter.For(words, Sets.Seed), sampled);
        int[] all = [.. Enumerable.Range(0, corpus.Count)];
        var draw = new Draw(all, [.. all.Select(corpus.Length)], [.. all.Select(document => (int)corpus.Text(document).Times)]);
        return new DrawInput(corpus, draw, null, new Workspace());
    }

    /// <summary>The document of each row, by its text.</summary>
    public static int[] Documents(Corpus corpus, IEnumerable<string> texts)
    {
        var documents = Enumerable.Range(0, corpus.Count).ToDictionary(document => Encoding.UTF8.GetString(corpus.Text(document).Text), StringComparer.Ordinal);
        return [.. texts.Select(text => documents[text])];
    }

    public static DrawInput With(DrawInput input, Draw draw) => new(input.Corpus, draw, null, input.Work);
}
