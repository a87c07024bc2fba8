using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>
/// Texts of one set's sample that nearly repeat a text of another's without being equal to one. Found once a pair of sets and similarity.
/// </summary>
internal sealed class NearRepeats
{
    private NearRepeats(Corpus corpus, DocumentSample own, DocumentSample other, ThresholdTable<Copies> contents, double jaccard)
    {
        // Equal texts are counted over all records; a heavy text beyond the table has no count to add.
        var candidates = own.Texts.Concat(own.Heavy.Where(text => text.IsExact))
            .Where(text => other.Find(text.Content) is null && !contents.TryGet(text.Content, out _));
        var twins = CrossTwins.Find(
            corpus, candidates.Select(text => corpus.Find(text.Content)), other.Texts.Concat(other.Heavy).Select(text => corpus.Find(text.Content)), jaccard);
        Pairs = [.. twins.Select(twin => (own.Find(corpus.Text(twin.Document).Content)!, other.Find(corpus.Text(twin.Twin).Content)!))];
        IsWhole = own.IsWhole && other.IsWhole;
    }

    /// <summary>Each text of the one set with one of the other that it nearly repeats, in content-hash order.</summary>
    public IReadOnlyList<(SampledText Repeat, SampledText Of)> Pairs { get; }

    /// <summary>Whether all texts were compared.</summary>
    public bool IsWhole { get; }

    /// <param name="samples">Knows the sets' texts.</param>
    /// <param name="own">The set whose texts are looked at; sealed.</param>
    /// <param name="other">The set that they may repeat; sealed.</param>
    /// <param name="contents">The other set's contents.</param>
    /// <param name="jaccard">From which similarity on they do; above 0, at most 1.</param>
    public static NearRepeats Of(SampleReader samples, SetSketch own, SetSketch other, ThresholdTable<Copies> contents, double jaccard = NearDuplicates.DefaultJaccard) =>
        samples.Of(own, other).Corpus.Share(_ => new Known()).Of(jaccard, () => new NearRepeats(
            samples.Of(own, other).Corpus, own.Get<DocumentSample>(SketchKind.Sample), other.Get<DocumentSample>(SketchKind.Sample), contents, jaccard));

    /// <summary>Those of a corpus, which is that of one pair of sets.</summary>
    private sealed class Known
    {
        private readonly Dictionary<double, NearRepeats> _found = [];
        private readonly Lock _gate = new();

        public NearRepeats Of(double jaccard, Func<NearRepeats> find)
        {
            lock (_gate)
            {
                if (!_found.TryGetValue(jaccard, out var found)) _found[jaccard] = found = find();
                return found;
            }
        }
    }
}
