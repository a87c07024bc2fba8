using System.Collections.Immutable;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Divergence;

/// <summary>The words that make the divergence: used more, or less, than in the reference.</summary>
internal static class WordUse
{
    private const int Shown = 5;

    private sealed record Use(ulong Key, double Part, uint Reference, uint Data);

    public static ImmutableArray<Evidence> Of(MetricInput input, Func<double, double, double> term)
    {
        var data = input.Set.Get<GramCounts>(SketchKind.Grams1).Table;
        var reference = input.Reference!.Get<GramCounts>(SketchKind.Grams1).Table;
        var uses = new List<Use>();
        foreach (var (key, count) in data.Items)
            uses.Add(Weigh(key, reference.TryGet(key, out var other) ? other.Times : 0, count.Times));
        foreach (var (key, count) in reference.Items)
            if (!data.TryGet(key, out _)) uses.Add(Weigh(key, count.Times, 0));

        var more = Strongest(uses.Where(use => use.Part > 0 && Share(use.Data, data.Total) > Share(use.Reference, reference.Total)));
        var less = Strongest(uses.Where(use => use.Part > 0 && Share(use.Data, data.Total) < Share(use.Reference, reference.Total)));
        return
        [
            .. Describe(more, input.Set.Get<DocumentSample>(SketchKind.Sample), input.Words, inReference: false),
            .. Describe(less, input.Reference.Get<DocumentSample>(SketchKind.Sample), input.Words, inReference: true),
        ];

        Use Weigh(ulong key, uint inReference, uint inData) =>
            new(key, term((inReference + 0.5) / (reference.Total + 0.5), (inData + 0.5) / (data.Total + 0.5)), inReference, inData);
    }

    private static double Share(uint count, long total) => (double)count / total;

    private static List<Use> Strongest(IEnumerable<Use> uses) =>
        [.. uses.OrderByDescending(use => use.Part).ThenBy(use => use.Key).Take(Shown)];

    private static IEnumerable<Evidence> Describe(List<Use> uses, DocumentSample sample, WordSplitter words, bool inReference)
    {
        foreach (var (use, rows) in uses.Zip(GramRows.OfWords(uses.Select(use => use.Key), sample, words)))
        {
            if (rows.Text is null) continue;
            var direction = inReference ? "less" : "more";
            yield return new Evidence(
                $"word used {direction}: {use.Data} times, {use.Reference} in the reference", rows.Show(order: 1, words), rows.Records, [.. rows.Places])
            {
                InReference = inReference,
            };
        }
    }
}
