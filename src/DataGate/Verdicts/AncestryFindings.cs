using DataGate.Metrics.Origin;
using DataGate.Metrics.Sketches;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>
/// <para>What: a parent that is nowhere, records that descend from themselves, an id that names several records.</para>
/// <para>Why: depth and anchored follow these lines; where they don't add up, so don't the numbers.</para>
/// <para>Example: seeds renumbered after the batch was made from them.</para>
/// </summary>
internal static class AncestryFindings
{
    /// <summary>One finding for each kind of fault, worth what the budgets that rest on ancestry are worth; none where no budget does.</summary>
    public static IEnumerable<Finding> Of(DatasetInput input, Scopes scopes)
    {
        if (input.Plan.Data.Parent is null) yield break;
        var budget = input.Plan.Budgets.Concat(input.Plan.Spanning).Where(budget => Metrics.MetricCatalog.Get(budget.Metric).Needs.Contains(SketchKind.Lineage)).MaxBy(budget => budget.Severity)!;
        foreach (var (fault, records, first) in scopes.Ancestry.Value.Faults())
        {
            var rows = first.Select(input.Data.Locate).ToList();
            yield return new Finding
            {
                Code = RuleCodes.BrokenAncestry,
                Kind = FindingKind.Violation,
                Severity = budget.Severity,
                Message = Says(fault),
                Data = rows[0],
                Policy = budget.Place,
                Dataset = input.Plan.Dataset.Name,
                Slice = "all",
                Owner = budget.Owner,
                Records = records,
                Evidence = [new EvidenceRows(What(fault), null, records, [.. rows])],
            };
        }
    }

    private static string Says(AncestryFault fault) => fault switch
    {
        AncestryFault.MissingParent => "A parent is named that neither the data nor the reference has. Add that record, or correct the name.",
        AncestryFault.Circle => "Records are their own ancestors. Correct the parents that close the circle.",
        _ => "An id names several records, so nobody can tell which of them is a parent. Give each record an id of its own.",
    };

    private static string What(AncestryFault fault) => fault switch
    {
        AncestryFault.MissingParent => "records with a parent that is nowhere",
        AncestryFault.Circle => "records that descend from themselves",
        _ => "records that share their id with another",
    };
}
