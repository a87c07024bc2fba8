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
