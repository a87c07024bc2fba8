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
}
