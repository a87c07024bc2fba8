using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>
/// Human texts of the sample that nearly repeat a synthetic text of the sample without being equal to one. Found once a pair of sets.
/// </summary>
internal sealed class NearRepeats
{
    private NearRepeats(Corpus corpus, DocumentSample human, DocumentSample synthetic, ThresholdTable<Copies> made)
    {
        // Equal texts are counted over all records; a heavy text beyond the table has no count to add.
        var candidates = human.Texts.Concat(human.Heavy.Where(text => text.IsExact))
            .Where(text => synthetic.Find(text.Content) is null && !made.TryGet(text.Content, out _));
        var twins = CrossTwins.Find(
            corpus, candidates.Select(text => corpus.Find(text.Content)), synthetic.Texts.Concat(synthetic.Heavy).Select(text => corpus.Find(text.Content)), NearDuplicates.DefaultJaccard);
        Pairs = [.. twins.Select(twin => (human.Find(corpus.Text(twin.Document).Content)!, synthetic.Find(corpus.Text(twin.Twin).Content)!))];
        IsWhole = human.IsWhole && synthetic.IsWhole;
    }

    /// <summary>Each human text with a synthetic one that it nearly repeats, in content-hash order.</summary>
    public IReadOnlyList<(SampledText Human, SampledText Synthetic)> Pairs { get; }

    /// <summary>Whether all texts were compared.</summary>
    public bool IsWhole { get; }

    /// <param name="samples">Knows the sets' texts.</param>
    /// <param name="human">The human records; sealed.</param>
    /// <param name="synthetic">The synthetic records; sealed.</param>
    /// <param name="made">The synthetic contents.</param>
    public static NearRepeats Of(SampleReader samples, SetSketch human, SetSketch synthetic, ThresholdTable<Copies> made) =>
        samples.Of(human, synthetic).Corpus.Share(corpus => new NearRepeats(
            corpus, human.Get<DocumentSample>(SketchKind.Sample), synthetic.Get<DocumentSample>(SketchKind.Sample), made));
}
