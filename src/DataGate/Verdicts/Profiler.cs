using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>Draws the profile of a dataset from what was gathered; a few passes over the samples.</summary>
internal static class Profiler
{
    private const int GrowthPoints = 40, MaxRanks = 200, MaxSources = 10, MaxThin = 20, MaxRepeats = 10;

    public static DatasetProfile Of(DatasetInput input, Scopes scopes)
    {
        var data = input.Data.Scan.Whole.Slice(SliceName.All);
        return new DatasetProfile
        {
            Data = Side(data, scopes),
            Reference = scopes.ReferenceWhole is { } reference ? Side(reference, scopes) : null,
            Sources = input.Plan.Dataset.Origin is null ? [] : Sources(input.Data.Scan.Whole),
            Thin = Thin(data, scopes.ReferenceWhole, input),
            Repeats = Repeats(data, input.Data.Locate),
            Map = scopes.ReferenceWhole is { } other && input.Plan.ComparesEmbeddings ? ProfileMap.Of(scopes.Samples.Read(data, other).Input, input) : null,
        };
    }

    private static SideProfile Side(SetSketch set, Scopes scopes)
    {
        var draw = set.Find<DocumentSample>(SketchKind.Sample) is null || set.IsEmpty ? null : scopes.Samples.Of(set);
        return new SideProfile(
            draw is null ? [] : Lengths(draw.Data), draw is null ? [] : GrowthCurve.Of(draw, 2, GrowthPoints), Ranks(set.Find<ValueCounts>(SketchKind.Labels)));
    }

    private static ImmutableArray<LengthShare> Lengths(Draw draw)
    {
        var classes = LengthJsDraw.Classes(draw);
        var (first, last) = (Array.FindIndex(classes, count => count > 0), Array.FindLastIndex(classes, count => count > 0));
        if (first < 0) return [];
        return [.. Enumerable.Range(first, last - first + 1).Select(i =>
        {
            var (from, to) = LengthJsDraw.Range(i);
            return new LengthShare(from, to, (double)classes[i] / draw.Records);
        })];
    }

    /// <summary>All ranks of a short tail; of a long one ranks at equal ratios, and the last.</summary>
    private static ImmutableArray<LabelRank> Ranks(ValueCounts? labels)
    {
        if (labels is null || labels.Counts.Count == 0) return [];
        long[] counts = [.. labels.Counts.Values.Select(copies => copies.Weight).OrderDescending()];
        var ranks = counts.Length <= MaxRanks
            ? Enumerable.Range(1, counts.Length)
            : Enumerable.Range(0, MaxRanks).Select(i => (int)Math.Round(Math.Pow(counts.Length, i / (MaxRanks - 1.0)))).Distinct();
        double all = counts.Sum();
        return [.. ranks.Select(rank => new LabelRank(rank, counts[rank - 1], counts[rank - 1] / all))];
    }

    private static ImmutableArray<SourcePart> Sources(ScopeSketch whole)
    {
        var parts = new List<SourcePart>();
        foreach (var origin in Enum.GetValues<RecordOrigin>())
        {
            var leaf = whole.Leaf(origin);
            if (leaf.IsEmpty) continue;
            var generators = origin == RecordOrigin.Synthetic ? leaf.Find<ValueCounts>(SketchKind.Generators) : null;
            var named = generators?.Counts ?? new Dictionary<string, Copies>(StringComparer.Ordinal);
            parts.AddRange(named.Select(pair => new SourcePart(Excerpts.Of(pair.Key), origin, pair.Value.Weight)));
            var rest = leaf.Tally.Records - named.Values.Sum(copies => copies.Weight);
            if (rest > 0) parts.Add(new SourcePart(origin == RecordOrigin.Human ? "human" : origin == RecordOrigin.Unknown ? "unknown origin" : "generator not named", origin, rest));
        }
        ImmutableArray<SourcePart> ranked = [.. parts.OrderByDescending(part => part.Records).ThenBy(part => part.Name, StringComparer.Ordinal)];
        return ranked.Length <= MaxSources
            ? ranked
            : [.. ranked.Take(MaxSources - 1), new SourcePart("all others", RecordOrigin.Synthetic, ranked.Skip(MaxSources - 1).Sum(part => part.Records))];
    }

    private static ImmutableArray<ThinLabel> Thin(SetSketch data, SetSketch? reference, DatasetInput input)
    {
        if (data.Find<ValueCounts>(SketchKind.Labels) is not { TooMany: false } own || reference?.Find<ValueCounts>(SketchKind.Labels) is not { TooMany: false } other) return [];
        double all = own.Counts.Values.Sum(copies => copies.Weight), allReference = other.Counts.Values.Sum(copies => copies.Weight);
        if (all == 0) return [];
        return
        [
            .. other.Counts.Select(pair =>
                {
                    var here = own.Counts.GetValueOrDefault(pair.Key);
                    return (pair.Key, Here: here, There: pair.Value, Share: here.Weight / all, Reference: pair.Value.Weight / allReference);
                })
                .Where(label => label.Share < label.Reference)
                .OrderBy(label => label.Share / label.Reference).ThenByDescending(label => label.Reference).ThenBy(label => label.Key, StringComparer.Ordinal)
                .Take(MaxThin)
                .Select(label => new ThinLabel(
                    Excerpts.Of(label.Key), label.Share, label.Reference, label.Here.Weight, label.There.Weight,
                    label.Here.Times > 0
                        ? [.. Rows.Of(label.Here).Select(input.Data.Locate)]
                        : [.. Rows.Of(label.There).Select(input.Reference?.Locate ?? input.Data.Locate)])),
        ];
    }

    private static ImmutableArray<EvidenceRows> Repeats(SetSketch data, Func<Place, Location> locate)
    {
        if (data.Find<DocumentSample>(SketchKind.Sample) is not { } sample) return [];
        return
        [
            .. sample.Texts.Concat(sample.Heavy).Where(text => text.Times > 1)
                .OrderByDescending(text => text.Times).ThenBy(text => text.Content).Take(MaxRepeats)
                .Select(text => new EvidenceRows("records with one text", Excerpts.Of(text.Text), text.Times, [.. text.Places.Select(locate)])),
        ];
    }
}
