using System.Runtime.CompilerServices;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>Turns the samples of sets into draws, each once however many measures ask.</summary>
public sealed class SampleReader(WordSplitter words)
{
    private readonly ConditionalWeakTable<SetSketch, DrawInput> _sets = [];
    private readonly ConditionalWeakTable<SetSketch, ConditionalWeakTable<SetSketch, DrawInput>> _pairs = [];

    /// <summary>The whole sample of a set, every content with all its copies.</summary>
    public DrawInput Of(SetSketch set) => _sets.GetValue(set, it =>
    {
        var sample = Sample(it);
        var corpus = new Corpus(words, sample.Texts);
        return new DrawInput(corpus, All(corpus, sample), null, new Workspace());
    });

    /// <summary>The whole samples of a set and of its reference.</summary>
    public DrawInput Of(SetSketch set, SetSketch reference) => _pairs.GetOrCreateValue(set).GetValue(reference, other =>
    {
        var (data, anchor) = (Sample(set), Sample(other));
        var corpus = new Corpus(words, data.Texts.Concat(anchor.Texts));
        return new DrawInput(corpus, All(corpus, data), All(corpus, anchor), new Workspace());
    });

    private static DocumentSample Sample(SetSketch set) => set.Get<DocumentSample>(SketchKind.Sample);

    private static Draw All(Corpus corpus, DocumentSample sample)
    {
        var texts = sample.Texts;
        var documents = new int[texts.Count];
        for (var i = 0; i < documents.Length; i++) documents[i] = corpus.Find(texts[i].Content);
        return new Draw(documents, [.. documents.Select(corpus.Length)], [.. texts.Select(text => (int)Math.Min(text.Times, int.MaxValue))]);
    }
}
