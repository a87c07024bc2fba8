using DataGate.Documents;
using DataGate.Metrics;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>A declared taxonomy, and the budget for how much of it has records.</summary>
internal static class TaxonomyKeys
{
    public static readonly Key<FieldPath> Field = new("field", TextScalars.Field, "The field that names a record's leaf.") { Required = true };

    public static readonly Key<string> Leaves = new(
        "leaves", PathScalars.Path, "The file that lists the leaves, relative to this file: a YAML list, or a text with a leaf on each line.") { Required = true };

    public static readonly PolicyKey Covered = new MetricKey(MetricCatalog.Find("taxonomy-coverage")!, "covered") { Required = true };

    public static readonly MapShape Map = new("taxonomy", "'taxonomy'", Field, Leaves, Covered);
}
