using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>Which way a setting that differs between two versions of a policy goes, where that is sure whatever the data is.</summary>
/// <param name="before">The old policy.</param>
/// <param name="now">The new one; a setting of a dataset is asked about only where both have the dataset.</param>
internal sealed class SettingEffects(Policy before, Policy now)
{
    /// <param name="path">The setting's keys, from the outermost.</param>
    public PolicyEffect Of(string[] path)
    {
        if (path is ["defaults", var setting]) return OfDefault(setting);
        if (path is not ["datasets", var name, ..]) return PolicyEffect.Other;
        var (was, does) = (before.Datasets.First(dataset => dataset.Name == name), now.Datasets.First(dataset => dataset.Name == name));
        return path switch
        {
            [_, _, "allow-empty"] => Toward(was.AllowEmpty.CompareTo(does.AllowEmpty)),
            [_, _, "reference", "max-age"] => Toward(Days(was).CompareTo(Days(does))),
            [_, _, "reading", var fault] => Toward(Worth(does.Reading, fault).CompareTo(Worth(was.Reading, fault))),
            [_, _, "tails", var bucket, .. { Length: > 0 } selector] => BucketEffects.Of(was, does, bucket, selector),
            _ => PolicyEffect.Other,
        };
    }

    private PolicyEffect OfDefault(string setting) => setting switch
    {
        // A check that may be wrong more often finds more.
        "false-alarm" => Toward(now.FalseAlarm.CompareTo(before.FalseAlarm)),
        // Fewer records show less of what differs; more of them may also raise what an absolute bound is held against.
        "sample" => now.Sample < before.Sample && IsSharpened(_ => true) ? PolicyEffect.Looser : PolicyEffect.Other,
        "embed-sample" => now.EmbedSample < before.EmbedSample && IsSharpened(IsRead) ? PolicyEffect.Looser : PolicyEffect.Other,
        _ => PolicyEffect.Other,
    };

    /// <summary>Whether more records make budgets sharper and do nothing else: those that are measured on a sample are all relative, and there are some.</summary>
    private bool IsSharpened(Func<DrawMetric, bool> isOf)
    {
        var drawn = before.Datasets.SelectMany(dataset => dataset.Budgets)
            .Where(budget => budget.Severity != Severity.Off && budget.Section != Section.Labels && MetricCatalog.Get(budget.Metric).OverDraws is DrawMetric draws && isOf(draws)).ToList();
        return drawn.Count > 0 && drawn.SelectMany(budget => new[] { budget.Min, budget.Max, budget.Warn }).OfType<Bound>().All(bound => !bound.IsAbsolute)
            && before.Datasets.All(dataset => dataset.Buckets.All(bucket => bucket.Near is null));
    }

    private bool IsRead(DrawMetric draws) => draws.OverEmbeddings || (draws.OverPerplexities && before.LanguageModel is not null);

    private static double Days(DatasetPolicy dataset) => dataset.Reference?.MaxAge?.Days ?? double.PositiveInfinity;

    private static Severity Worth(Reading reading, string fault) => fault switch
    {
        "malformed" => reading.Malformed,
        "duplicate-key" => reading.DuplicateKey,
        "missing-text" => reading.MissingText,
        "missing-shard" => reading.MissingShard,
        _ => reading.EmptyText,
    };

    /// <summary>Above 0: tighter.</summary>
    private static PolicyEffect Toward(int direction) => direction > 0 ? PolicyEffect.Tighter : direction < 0 ? PolicyEffect.Looser : PolicyEffect.Other;
}
