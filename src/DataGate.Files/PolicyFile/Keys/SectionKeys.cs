using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DataGate.Metrics;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>The sections of a dataset that hold budgets.</summary>
internal static class SectionKeys
{
    private static readonly ImmutableArray<PolicyKey> s_diversity = Metrics(MetricFamily.Diversity);
    private static readonly ImmutableArray<PolicyKey> s_counted = [new MetricKey(MetricCatalog.Find("count")!), new MetricKey(MetricCatalog.Find("share")!)];

    public static MapShape DiversityMap { get; } = new("diversity", "'diversity'", s_diversity);

    public static MapShape DivergenceMap { get; } = new("divergence", "'divergence'", Metrics(MetricFamily.Divergence));

    /// <summary>Newer records of the reference's kind, and how far it may have drifted from them.</summary>
    public static MapShape NewerMap { get; } = new("newer", "'newer'", [ReferenceKeys.NewerFiles, .. Metrics(MetricFamily.Divergence)]);

    public static MapShape SyntheticMap { get; } = new("synthetic", "'synthetic'", Metrics(MetricFamily.Synthetic));

    public static PolicyKey Where { get; } = new(
        "where", new NamedShape(TextScalars.Field, new ListShape(TextScalars.Value) { OrOne = true }),
        "Values that fields must have, all of them; compared as text of the JSON scalar, globs on texts.");

    public static Key<Regex> Matches { get; } = new(
        "matches", TextScalars.Pattern, "A regular expression that the text must contain; an engine of linear time, so no backreferences and no lookaround.");

    public static PolicyKey Phrases { get; } = new(
        "phrases", new ListShape(TextScalars.Text("a phrase")) { OrOne = true }, "Texts that the record's text must be near to one of.") { Required = true };

    public static Key<double> Nearness { get; } = new(
        "similarity", NumberScalars.Similarity, "From which cosine of their embeddings on a record is near a phrase. Default: 0.70.");

    public static PolicyKey Near { get; } = new(
        "near", new MapShape("near", "'near'", Phrases, Nearness), "Phrases that the text must be near to one of in meaning, by embeddings.");

    public static MapShape Bucket { get; } = new("bucket", "a rare case", [Where, Matches, Near, .. s_counted, .. s_diversity]) { OneOf = [Where, Matches, Near] };

    public static NamedShape Buckets { get; } = new(TextScalars.Name("a name"), Bucket) { MayBeEmpty = true };

    public static Key<string> From { get; } = new("from", ChoiceScalars.LabelSource, "Where the labels come from. Default: reference.");

    public static MapShape LabelsMap { get; } = new("labels", "'labels'", [From, .. s_counted]) { OneOf = s_counted };

    public static PolicyKey Diversity { get; } = new("diversity", DiversityMap, "Budgets for how varied the set is: of a set, never of one record.");

    public static PolicyKey Divergence { get; } = new("divergence", DivergenceMap, "Budgets for how far the set has moved from the reference.");

    public static PolicyKey Synthetic { get; } = new("synthetic", SyntheticMap, "Budgets for the synthetic part: how much, from whom, how far from human.");

    public static PolicyKey Tails { get; } = new("tails", Buckets, "The rare cases, by name. The selectors of one case must all hold.");

    public static PolicyKey Labels { get; } = new("labels", LabelsMap, "Budgets for every label that the reference has, without listing them.");

    public static PolicyKey Taxonomy { get; } = new("taxonomy", TaxonomyKeys.Map, "A declared taxonomy, and the share of its leaves that must have records.");

    private static ImmutableArray<PolicyKey> Metrics(MetricFamily family) =>
        [.. MetricCatalog.All.Where(m => m.Family == family).Select(m => new MetricKey(m))];
}
