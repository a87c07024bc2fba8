using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Rules.Divergence;

namespace DataGate.Verdicts;

/// <summary>What is to be told of the reference itself.</summary>
internal static class ReferenceFindings
{
    /// <summary>That it is older than the policy allows, or that nobody knows.</summary>
    public static IEnumerable<Finding> Of(DatasetInput input, Scopes scopes, int today)
    {
        // A reference without records says so by itself.
        if (input.Plan.Dataset.Reference is not { MaxAge: { } maxAge } reference || scopes.ReferenceWhole is not { IsEmpty: false } set) yield break;
        var dates = set.Get<NumberRange>(SketchKind.Dates);
        var rows = dates.Known > 0 ? Rows.Of(dates.Largest.Records).Select(input.Reference?.Locate ?? input.Data.Locate).ToList() : [];
        var finding = dates.Known > 0 ? ReferenceAge.Judge(maxAge, dates.Largest.Number, "its newest record was made", today)
            : IsUnreadable(input) ? ReferenceAge.NotJudged(maxAge, $"no '{input.Plan.Dataset.Created}' of it is a date that can be read")
            : reference.Slice is null && input.ReferenceCommit is { Day: { } day } ? ReferenceAge.Judge(maxAge, day, "its files were last committed", today)
            : ReferenceAge.NotJudged(maxAge, $"{Undated(input.Plan.Dataset)}, and {WhyNot(reference, input)}");
        if (finding is null or { Severity: Severity.Off }) yield break;
        yield return finding with
        {
            Dataset = input.Plan.Dataset.Name,
            Owner = input.Plan.Dataset.Owner,
            Records = set.Tally.Records,
            Evidence = rows.Count == 0 ? [] : [new EvidenceRows("newest of the reference", null, dates.Largest.Records.Times, [.. rows])],
        };
    }

    /// <summary>Whether records of it say when they were made, and none in words that are understood.</summary>
    private static bool IsUnreadable(DatasetInput input) =>
        input.Plan.Dataset.Created is { } created && (input.Reference ?? input.Data).Scan is var scan && scan.Fields.IndexOf(created) is >= 0 and var at && scan.Seen[at] > 0
        && input.Plan.Dataset.Reference!.Slice is null;

    private static string Undated(DatasetPolicy dataset) =>
        dataset.Created is { } created ? $"no record of it has '{created}'" : "the dataset declares no 'created', when a record was made";

    private static string WhyNot(ReferencePolicy reference, DatasetInput input) =>
        reference.Slice is null ? input.ReferenceCommit?.WhyNot ?? "nobody knows when its files were committed" : "a slice has no files of its own";
}
