using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Rules.Divergence;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>What is to be told of the reference itself.</summary>
internal static class ReferenceFindings
{
    /// <summary>That the set is its own reference, or that newer records are the reference's own: no number of the two says anything.</summary>
    public static IEnumerable<Finding> OfItself(DatasetInput input)
    {
        var (dataset, shared) = (input.Plan.Dataset, input.Shared);
        if (shared.Named.IsEmpty || dataset.Reference is not { } reference || !(dataset.IsAnchor ? shared.Same > 0 || shared.AllOfSet || shared.AllOfReference : shared.AllOfSet && shared.AllOfReference)) yield break;
        var isOne = shared.Named.Length == 1;
        var named = string.Join(", ", shared.Named) + (shared.Named.Length == SharedFiles.MaxNamed ? " …" : "");
        yield return new Finding
        {
            Code = RuleCodes.OwnReference,
            Kind = dataset.IsAnchor ? FindingKind.NotJudged : FindingKind.Remark,
            Severity = dataset.IsAnchor ? Severity.Error : Severity.Warning,
            Message = dataset.IsAnchor
                ? $"The reference's drift was not judged: {named} {(isOne ? "stands" : "stand")} among the newer records too, and what is held against itself never differs. Name newer records that are no part of the reference."
                : $"The dataset is its own reference, {named}: what is held against itself never differs, and every relative budget holds. Name a reference of its own.",
            Policy = reference.Place,
            Data = new Location(shared.Named[0], 0, 0),
            Dataset = dataset.Name,
            Owner = dataset.Owner,
            Fault = "its own reference",
        };
    }

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
