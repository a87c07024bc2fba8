using System.Collections.Immutable;
using DataGate.Metrics;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Parts of the language that this version knows and can't carry out yet.</summary>
internal static class LaterKeys
{
    public static PolicyKey Splits { get; } = Availability.Later(
        "splits", new NamedShape(TextScalars.Name("a split's name"), OriginKeys.GlobList) { MayBeEmpty = true }, "Globs of each split, for leakage between them.");

    public static PolicyKey Leakage { get; } = Availability.Later(
        "leakage",
        new NamedShape(TextScalars.Name("'reference' or a split's name"), BudgetShape.For(ValueRange.Share, BudgetShape.Jaccard).Shape) { MayBeEmpty = true },
        "Overlap of this data with the reference, and between splits.");

    public static PolicyKey History { get; } = Availability.Later(
        "history",
        new ChoiceShape(
            ChoiceScalars.Off,
            new MapShape("history", "'history'", new Key<double>("worse-by", NumberScalars.Share, "How much a number may worsen against the committed baseline."))),
        "Comparison with the committed baseline.");

    public static PolicyKey Exempt { get; } = Availability.Later(
        "exempt",
        new ListShape(new MapShape(
            "exemption", "an exemption",
            new PolicyKey("dataset", TextScalars.Text("a dataset's name"), "The dataset."),
            new PolicyKey("metric", TextScalars.Text("a metric's name"), "The metric.") { Required = true },
            new PolicyKey("slice", ChoiceScalars.Slice, "The slice. Default: all."),
            new Key<DateOnly>("until", TextScalars.Date, "The last day it holds.") { Required = true },
            new PolicyKey("reason", TextScalars.Text("a reason"), "Why, for the reader.") { Required = true })) { MayBeEmpty = true },
        "Findings that are known and accepted until a day.");

    public static PolicyKey Budgets { get; } = Availability.Later(
        "budgets",
        new NamedShape(TextScalars.Name("a name"), new MapShape("cross-budget", "a budget over several datasets", CrossKeys())) { MayBeEmpty = true },
        "Budgets over several datasets.");

    private static ImmutableArray<PolicyKey> CrossKeys() =>
    [
        new PolicyKey("datasets", new ListShape(TextScalars.Text("a dataset's name, or a glob over names")) { OrOne = true }, "The datasets that are taken together.") { Required = true },
        .. SettingKeys.Overrides,
        SectionKeys.Diversity, SectionKeys.Divergence, SectionKeys.Synthetic, SectionKeys.Tails,
    ];
}
