using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DataGate.Metrics;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>The sections of a dataset that hold budgets.</summary>
internal static class SectionKeys
{
    private static readonly ImmutableArray<PolicyKey> s_diversity = Metrics(MetricFamily.Diversity);
    private static readonly ImmutableArray<PolicyKey> s_counted = [new MetricKey(MetricCatalog.Find("count")!), new MetricKey(MetricCatalog.Find("share")!)];

    public static readonly MapShape DiversityMap = new("diversity", "'diversity'", s_diversity);

    public static readonly MapShape DivergenceMap = new("divergence", "'divergence'", Metrics(MetricFamily.Divergence));

    /// <summary>Newer records of the reference's kind, and how far it may have drifted from them.</summary>
    public static readonly MapShape NewerMap = new("newer", "'newer'", [ReferenceKeys.NewerFiles, .. Metrics(MetricFamily.Divergence)]);

    public static readonly MapShape SyntheticMap = new("synthetic", "'synthetic'", Metrics(MetricFamily.Synthetic));

    public static readonly PolicyKey Where = new(
        "where", new NamedShape(TextScalars.Field, new ListShape(TextScalars.Value) { OrOne = true }),
        "Values that fields must have, all of them; compared as text of the JSON scalar, globs on texts.");

    public static readonly Key<Regex> Matches = new(
        "matches", TextScalars.Pattern, "A regular expression that the text must contain; an engine of linear time, so no backreferences and no lookaround.");

    public static readonly PolicyKey Phrases = new(
        "phrases", new ListShape(TextScalars.Text("a phrase")) { OrOne = true }, "Texts that the record's text must be near to one of.") { Required = true };

    public static readonly Key<double> Nearness = new(
        "similarity", NumberScalars.Similarity, "From which cosine of their embeddings on a record is near a phrase. Default: 0.70.");

    public static readonly PolicyKey Near = new(
        "near", new MapShape("near", "'near'", Phrases, Nearness), "Phrases that the text must be near to one of in meaning, by embeddings.");

    public static readonly MapShape Bucket = new("bucket", "a rare case", [Where, Matches, Near, .. s_counted, .. s_diversity]) { OneOf = [Where, Matches, Near] };

    public static readonly NamedShape Buckets = new(TextScalars.Name("a name"), Bucket) { MayBeEmpty = true };

    public static readonly Key<string> From = new("from", ChoiceScalars.LabelSource, "Where the labels come from. Default: reference.");

    public static readonly MapShape LabelsMap = new("labels", "'labels'", [From, .. s_counted]) { OneOf = s_counted };

    public static readonly PolicyKey Diversity = new("diversity", DiversityMap, "Budgets for how varied the set is: of a set, never of one record.");

    public static readonly PolicyKey Divergence = new("divergence", DivergenceMap, "Budgets for how far the set has moved from the reference.");

    public static readonly PolicyKey Synthetic = new("synthetic", SyntheticMap, "Budgets for the synthetic part: how much, from whom, how far from human.");

    public static readonly PolicyKey Tails = new("tails", Buckets, "The rare cases, by name. The selectors of one case must all hold.");

    public static readonly PolicyKey Labels = new("labels", LabelsMap, "Budgets for every label that the reference has, without listing them.");

    public static readonly PolicyKey Taxonomy = new("taxonomy", TaxonomyKeys.Map, "A declared taxonomy, and the share of its leaves that must have records.");

    private static ImmutableArray<PolicyKey> Metrics(MetricFamily family) =>
        [.. MetricCatalog.All.Where(m => m.Family == family).Select(m => new MetricKey(m))];
}
