using DataGate.Documents;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>What of a change is not judged on its own.</summary>
internal static class ChangeFindings
{
    /// <summary>That a change adds nothing, or too little to be judged on its own.</summary>
    public static IEnumerable<Finding> Of(DatasetInput input)
    {
        if (input.Change is not { } change) yield break;
        if (change.Altered is { Count: > 0 } altered) yield return Altered(input, change.Since, altered);
        var added = change.Added.Whole.Slice(SliceName.All).Tally.Records;
        var small = input.Plan.Implied.Where(budget => added < budget.MinRecords).Select(budget => budget.MinRecords).DefaultIfEmpty().Max();
        if (added > 0 && small == 0) yield break;
        var says = added == 0
            ? $"Since '{change.Since}' nothing was added: there is nothing to judge on its own."
            : $"Since '{change.Since}' {(added == 1 ? "1 record was" : Figures.Of(added) + " records were")} added, fewer than min-records, {Figures.Of(small)}: "
                + "too few to be judged on their own, they are judged by what they do to the whole.";
        yield return InputFindings.About(input, RuleCodes.ChangeNotJudged, says) with
        {
            Kind = FindingKind.Remark,
            Severity = Severity.Note,
            Slice = "added",
            Records = added,
        };
    }

    /// <summary>A label is judged by what the whole comes to: a record that has another one is not added.</summary>
    private static Finding Altered(DatasetInput input, string since, AlteredRecords altered) => InputFindings.About(
        input, RuleCodes.ChangeNotJudged,
        $"Since '{since}' {Figures.Records(altered.Count)} with the same text {(altered.Count == 1 ? "has" : "have")} another value of a field that the policy names: "
            + $"{(altered.Count == 1 ? "it is" : "they are")} judged as part of the whole, by the budgets that are of it and what the fields say now, and not on {(altered.Count == 1 ? "its" : "their")} own.") with
    {
        Kind = FindingKind.Remark,
        Severity = Severity.Note,
        Slice = "all",
        Records = altered.Count,
        Data = input.Data.Locate(altered.First[0]),
        Evidence = [new EvidenceRows("records that say something else", null, altered.Count, [.. altered.First.Select(input.Data.Locate)])],
    };
}
