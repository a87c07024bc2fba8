using System.Collections.Immutable;
using DataGate.Policies;
using DataGate.Rules.Divergence;
using DataGate.Rules.Diversity;
using DataGate.Rules.History;
using DataGate.Rules.Leaking;
using DataGate.Rules.Synthetic;
using DataGate.Rules.Tails;

namespace DataGate.Rules;

/// <summary>Every rule that judges a budget. Each budget that a policy can state is judged by exactly one.</summary>
public static class RuleCatalog
{
    public static ImmutableArray<BudgetRule> All { get; } =
    [
        // A budget against its baseline is of the measure that it is for; this rule takes it first.
        new WorseRule(),
        // Of a reference against newer records every divergence says the same.
        new AnchorDriftRule(),
        new DistinctRule(),
        new ExactDuplicatesRule(),
        new OpeningShareRule(),
        new EadRule(),
        new SelfBleuRule(),
        new CompressionRatioRule(),
        new RepetitionRule(),
        new NGramEntropyRule(),
        new NearDuplicatesRule(),
        new SkeletonShareRule(),
        new TemplateShareRule(),
        new MeanCosineRule(),
        new VendiScoreRule(),
        new ClusterScoreRule(),
        new SemanticDuplicatesRule(),
        new PerplexityBreadthRule(),
        new ComplexityRule(),
        new JudgedClustersRule(),
        new TokenJsRule(),
        new TokenKlRule(),
        new LabelJsRule(),
        new LengthJsRule(),
        new ClassifierAucRule(),
        new MauveRule(),
        new PrecisionRule(),
        new CoverageRule(),
        new FrechetRule(),
        new EmbeddingAucRule(),
        new RatioRule(),
        new SourceShareRule(),
        new EffectiveSourcesRule(),
        new UnlabelledRule(),
        new DepthRule(),
        new AgeRule(),
        new AnchoredRule(),
        new LaunderedRule(),
        new HumanRetentionRule(),
        new DangerZoneRule(),
        new ReferenceLeakageRule(),
        new SplitLeakageRule(),
        new BaseLeakageRule(),
        new BucketCountRule(),
        new BucketShareRule(),
        new LabelsRule(),
        new LabelCoverageRule(),
        new LabelEntropyRule(),
        new MissingMassRule(),
        new RareRetentionRule(),
        new TaxonomyRule(),
    ];

    public static BudgetRule For(Budget budget) => All.First(rule => rule.Judges(budget));
}
