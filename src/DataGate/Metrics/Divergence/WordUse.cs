using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Metrics.Divergence;

/// <summary>The words or n-grams that make the divergence: used more, or less, than in the reference.</summary>
internal static class WordUse
{
    private const int Shown = 5;

    private sealed record Use(ulong Key, double Part, uint Reference, uint Data);

    public static ImmutableArray<Evidence> Of(MetricInput input, int order, Func<double, double, double> term)
    {
        var kind = SketchKind.Grams1 + order - 1;
        var data = input.Set.Get<GramCounts>(kind).Table;
        var reference = input.Reference!.Get<GramCounts>(kind).Table;
        var uses = new List<Use>();
        foreach (var (key, count) in data.Items)
            uses.Add(Weigh(key, reference.TryGet(key, out var other) ? other.Times : 0, count.Times));
        foreach (var (key, count) in reference.Items)
            if (!data.TryGet(key, out _)) uses.Add(Weigh(key, count.Times, 0));

        var more = Strongest(uses.Where(use => use.Part > 0 && Share(use.Data, data.Total) > Share(use.Reference, reference.Total)));
        var less = Strongest(uses.Where(use => use.Part > 0 && Share(use.Data, data.Total) < Share(use.Reference, reference.Total)));
        return
        [
            .. Describe(more, order, input.Set.Get<DocumentSample>(SketchKind.Sample), input.Words, inReference: false),
            .. Describe(less, order, input.Reference.Get<DocumentSample>(SketchKind.Sample), input.Words, inReference: true),
        ];

        Use Weigh(ulong key, uint inReference, uint inData) =>
            new(key, term((inReference + 0.5) / (reference.Total + 0.5), (inData + 0.5) / (data.Total + 0.5)), inReference, inData);
    }

    private static double Share(uint count, long total) => (double)count / total;

    private static List<Use> Strongest(IEnumerable<Use> uses) =>
        [.. uses.OrderByDescending(use => use.Part).ThenBy(use => use.Key).Take(Shown)];

    private static IEnumerable<Evidence> Describe(List<Use> uses, int order, DocumentSample sample, WordSplitter words, bool inReference)
    {
        var found = uses.ToDictionary(use => use.Key, _ => new GramRows());
        var document = new Document(order);
        foreach (var text in sample.Texts)
        {
            words.Split(text.Text, document.Tokens);
            document.HashGrams();
            var grams = document.Grams(order);
            for (var i = 0; i < grams.Length; i++)
                if (found.TryGetValue(TableKey.Of(grams[i]), out var rows)) rows.Add(text, i);
        }
        var what = order == 1 ? "word" : string.Create(CultureInfo.InvariantCulture, $"{order}-gram");
        foreach (var use in uses)
        {
            if (found[use.Key] is not { Text: not null } rows) continue;
            var direction = inReference ? "less" : "more";
            yield return new Evidence(
                string.Create(CultureInfo.InvariantCulture, $"{what} used {direction}: {use.Data} times, {use.Reference} in the reference"), rows.Show(order, words), rows.Records, [.. rows.Places])
            {
                InReference = inReference,
            };
        }
    }
}
