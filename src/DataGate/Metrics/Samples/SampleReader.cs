using System.Runtime.CompilerServices;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>Turns the samples of sets into draws, each once however many measures ask.</summary>
public sealed class SampleReader(WordSplitter words)
{
    private readonly ConditionalWeakTable<SetSketch, DrawInput> _sets = [];
    private readonly ConditionalWeakTable<SetSketch, ConditionalWeakTable<SetSketch, DrawInput>> _pairs = [];

    /// <summary>The whole sample of a set, every content with its copies.</summary>
    public DrawInput Of(SetSketch set) => _sets.GetValue(set, it =>
    {
        var side = SampledSide.Of(it);
        var corpus = new Corpus(words, Ordered(side.All));
        return new DrawInput(corpus, All(corpus, side), null, new Workspace());
    });

    /// <summary>The whole samples of a set and of its reference.</summary>
    public DrawInput Of(SetSketch set, SetSketch reference) => _pairs.GetOrCreateValue(set).GetValue(reference, other =>
    {
        var (data, anchor) = (SampledSide.Of(set), SampledSide.Of(other));
        var corpus = new Corpus(words, Ordered(data.All.Concat(anchor.All)));
        return new DrawInput(corpus, All(corpus, data), All(corpus, anchor), new Workspace());
    });

    private static IEnumerable<SampledText> Ordered(IEnumerable<SampledText> texts) => texts.OrderBy(text => text.Content);

    private static Draw All(Corpus corpus, SampledSide side)
    {
        var heavy = side.Heavy.Select(text => text.Content).ToHashSet();
        var (documents, times) = (new List<int>(), new List<int>());
        foreach (var text in Ordered(side.All))
        {
            var isSure = side.Sampling < 1 && side.IsSure(text, side.Sampling);
            if (!isSure && heavy.Contains(text.Content)) continue;
            documents.Add(corpus.Find(text.Content));
            times.Add((int)Math.Min(isSure ? (long)Math.Round(text.Times * side.Sampling) : text.Times, int.MaxValue));
        }
        return new Draw([.. documents], [.. documents.Select(corpus.Length)], [.. times]);
    }
}
