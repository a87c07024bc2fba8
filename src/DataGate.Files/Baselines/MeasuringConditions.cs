using DataGate.Files.Paths;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Verdicts.History;

namespace DataGate.Files.Baselines;

/// <summary>What a policy's numbers rest on beside its data.</summary>
public static class MeasuringConditions
{
    /// <param name="policy">With the words and the seed that count.</param>
    /// <param name="whole">The same with every dataset: which of them are asked for changes no model.</param>
    /// <param name="path">The policy's full path.</param>
    public static BaselineConditions Of(Policy policy, Policy whole, string path)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(whole);
        return new BaselineConditions(Baseline.MeasuresVersion, policy.Seed, policy.Words, Models(whole, Path.GetDirectoryName(path)!));
    }

    private static string Models(Policy policy, string folder)
    {
        var embeds = policy.Datasets.Any(dataset => dataset.Buckets.Any(bucket => bucket.Near is not null) || dataset.Budgets.Any(budget => MetricCatalog.Find(budget.Metric)!.Embedded));
        var scores = policy.Datasets.Any(dataset => dataset.Budgets.Any(budget => budget.Metric.StartsWith("perplexity", StringComparison.Ordinal)));
        var models = new List<string>();
        if (embeds) models.Add(policy.Embedding.ModelFolder is { } model ? ShownPath.Of(model, folder) : "builtin");
        if (scores && policy.LanguageModel is { } language) models.Add(ShownPath.Of(language.ModelFolder, folder));
        return models.Count == 0 ? "none" : string.Join(", ", models);
    }
}
