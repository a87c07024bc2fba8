using DataGate.Metrics;
using DataGate.Metrics.Leaking;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Sets that should share no record.</summary>
internal static class LeakageKeys
{
    /// <summary>The reference, beside the splits' own names.</summary>
    public const string Reference = "reference";

    public static readonly PolicyKey Splits = new(
        "splits", new NamedShape(TextScalars.Name("a split's name"), OriginKeys.GlobList) { MayBeEmpty = true },
        "Globs of the files of each split, for leakage between them. A file belongs to one split.");

    public static readonly MetricKey Budget = new(MetricCatalog.Find(Leakage.MetricName)!);

    public static readonly PolicyKey Leak = new(
        "leakage", new NamedShape(TextScalars.Name("'reference' or a split's name"), Budget.Shape) { MayBeEmpty = true },
        "Budgets for the share of records whose text stands in the reference too, or of those of all other splits whose text stands in the split named.");
}
