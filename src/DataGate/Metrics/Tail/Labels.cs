using System.Collections.Immutable;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>Share of the reference's labels that occur in the data. 0…1.</summary>
public sealed class LabelCoverage : Metric
{
    private const int Shown = 20;

    public override string Name => "label-coverage";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Labels];

    public override bool NeedsReference => true;

    protected override Measurement Value(MetricInput input)
    {
        var data = input.Set.Get<ValueCounts>(SketchKind.Labels);
        var reference = input.Reference!.Get<ValueCounts>(SketchKind.Labels);
        if (LabelCounts.Refuse(data, reference) is { } none) return none;
        var lost = reference.Counts.Where(label => !data.Counts.ContainsKey(label.Key)).ToList();
        return Measured.Exact((double)(reference.Counts.Count - lost.Count) / reference.Counts.Count, input.Set.Tally.Records) with
        {
            Explain = () =>
            [
                .. LabelCounts.Ranked(lost).Take(Shown).Select(label =>
                    new Evidence("label of the reference that is lost", Excerpts.Of(label.Key), label.Value.Times, Rows.Of(label.Value)) { InReference = true }),
            ],
        };
    }
}

/// <summary>Shannon entropy of the records over their labels / the logarithm of the number of labels: 1 when all are equally frequent, 0 for a single one.</summary>
public sealed class LabelEntropy : Metric
{
    private const int Shown = 5;

    public override string Name => "label-entropy";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Labels];

    protected override Measurement Value(MetricInput input)
    {
        var labels = input.Set.Get<ValueCounts>(SketchKind.Labels);
        if (LabelCounts.Refuse(labels) is { } refused) return refused;
        if (labels.Counts.Count == 0) return new NotJudged("no record has a label");
        var ranked = LabelCounts.Ranked(labels.Counts);
        double total = ranked.Sum(label => label.Value.Weight), entropy = 0;
        foreach (var (_, copies) in ranked) entropy -= copies.Times / total * Math.Log(copies.Times / total);
        return Measured.Exact(ranked.Count == 1 ? 0 : Math.Clamp(entropy / Math.Log(ranked.Count), 0, 1), input.Set.Tally.Records) with
        {
            Explain = () => [.. ranked.Take(Shown).Select(label => new Evidence("most frequent labels", Excerpts.Of(label.Key), label.Value.Times, Rows.Of(label.Value)))],
        };
    }
}

/// <summary>Jensen–Shannon divergence of the labels from the reference's, natural logarithm, no smoothing: 0 … ln 2.</summary>
public sealed class LabelJs : Metric
{
    private const int Shown = 5;

    public override string Name => "label-js";

    public override ImmutableArray<SketchKind> Needs => [SketchKind.Labels];

    public override bool NeedsReference => true;

    protected override Measurement Value(MetricInput input)
    {
        var data = input.Set.Get<ValueCounts>(SketchKind.Labels);
        var reference = input.Reference!.Get<ValueCounts>(SketchKind.Labels);
        if (LabelCounts.Refuse(data, reference) is { } none) return none;
        if (data.Counts.Count == 0) return new NotJudged("no record has a label");
        double all = data.Counts.Sum(label => label.Value.Weight), allReference = reference.Counts.Sum(label => label.Value.Weight);
        var uses = reference.Counts.Keys.Union(data.Counts.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(label =>
        {
            var (q, p) = (data.Counts.GetValueOrDefault(label).Times / all, reference.Counts.GetValueOrDefault(label).Times / allReference);
            return (Label: label, Data: q, Reference: p, Part: (Part(p, q) + Part(q, p)) / 2);
        }).ToList();
        return Measured.Exact(Math.Clamp(uses.Sum(use => use.Part), 0, Math.Log(2)), input.Set.Tally.Records) with
        {
            Explain = () =>
            [
                .. uses.Where(use => use.Part > 0).OrderByDescending(use => use.Part).ThenBy(use => use.Label, StringComparer.Ordinal).Take(Shown).Select(use =>
                {
                    var isMore = use.Data > use.Reference;
                    var (here, there) = (data.Counts.GetValueOrDefault(use.Label), reference.Counts.GetValueOrDefault(use.Label));
                    return new Evidence(
                        $"label used {(isMore ? "more" : "less")}: {here.Times} here, {there.Times} in the reference",
                        Excerpts.Of(use.Label), isMore ? here.Times : there.Times, Rows.Of(isMore ? here : there)) { InReference = !isMore };
                }),
            ],
        };
    }

    private static double Part(double own, double other) => own == 0 ? 0 : own * Math.Log(own / ((own + other) / 2));
}

/// <summary>What measures of labels have in common.</summary>
internal static class LabelCounts
{
    /// <summary>Null where the labels can be measured.</summary>
    public static NotJudged? Refuse(ValueCounts data, ValueCounts? reference = null) =>
        data.TooMany || reference is { TooMany: true } ? new NotJudged($"there are more than {ValueCounts.MaxValues:N0} labels")
        : reference is { Counts.Count: 0 } ? new NotJudged("no record of the reference has a label")
        : null;

    /// <summary>The most frequent first.</summary>
    public static List<KeyValuePair<string, Copies>> Ranked(IEnumerable<KeyValuePair<string, Copies>> labels) =>
        [.. labels.OrderByDescending(label => label.Value.Times).ThenBy(label => label.Key, StringComparer.Ordinal)];
}
