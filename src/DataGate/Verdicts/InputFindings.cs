using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Rules.Reading;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>Findings about what was read rather than about a budget: files, records, fields, and what no budget was for.</summary>
internal static class InputFindings
{
    private const int MaxLeaves = 20;

    private const string OnlyAlters = "the change only alters what fields say of records, and no budget is of the whole. Add one, for example under diversity: label-entropy.";

    public static IEnumerable<Finding> Of(DatasetInput input, Scopes scopes, IReadOnlyCollection<Ruling> rulings) =>
    [
        .. OfFiles(input), .. Unlabelled(input, scopes), .. Implied(input), .. ChangeFindings.Of(input), .. ByValueFindings.Of(input, scopes, rulings), .. UnknownLeaves(input),
    ];

    /// <summary>What is wrong with the files and their records, whatever is judged.</summary>
    public static IEnumerable<Finding> OfFiles(DatasetInput input) =>
    [
        .. Unmatched(input), .. Shards(input), .. SplitFindings.Of(input), .. Refused(input), .. Empty(input), .. BlankFindings.Of(input), .. Fields(input), .. Faults(input, input.Data),
        .. input.Reference is null ? [] : Faults(input, input.Reference),
    ];

    public static Finding NothingJudged(Policy policy, ImmutableArray<DatasetVerdict> datasets) => new()
    {
        Code = RuleCodes.NothingJudged,
        Kind = FindingKind.NotJudged,
        Severity = Severity.Error,
        Message = "Nothing was judged: " + (policy.Unions.IsEmpty && policy.Datasets.Any(dataset => !dataset.IsAnchor) && policy.Datasets.All(dataset => dataset.IsAnchor || dataset.Budgets.IsEmpty)
            ? (datasets.Any(dataset => dataset.Change is { Added: > 0 }), datasets.Any(dataset => dataset.Change is { Removed: > 0 }), datasets.Any(dataset => dataset.Change is { Altered: > 0 })) switch
            {
                (true, _, _) => "no budget of the policy could be.",
                (_, true, _) => "the change only removes records, and no budget is of what is left or of what is removed. Add one, for example under diversity:.",
                (_, _, true) => OnlyAlters,
                _ when policy.Datasets.Any(dataset => dataset.IsAnchor) => "the policy has a budget of its reference, and none of the data. Add one, for example under diversity: or synthetic:.",
                _ => "the policy has no budget. Add one, for example under diversity: or synthetic:.",
            }
            : "no budget of the policy could be."),
        Policy = policy.Datasets[0].Place,
    };

    /// <summary>That a dataset changed and no budget judged it, though others were judged.</summary>
    public static Finding ChangeUnjudged(DatasetPolicy policy, DatasetVerdict dataset) => new()
    {
        Code = RuleCodes.NothingJudged,
        Kind = FindingKind.NotJudged,
        Severity = Severity.Error,
        Message = dataset.Change switch
        {
            { Added: 0, Removed: 0 } => "Nothing was judged of this dataset: " + OnlyAlters,
            { Added: 0 } => "Nothing was judged of this dataset: the change only removes records, and no budget is of what is left or of what is removed. Add one, for example under diversity:.",
            _ when dataset.Rulings.All(ruling => ruling.Outcome == Outcome.NotJudged) => "Nothing was judged of this dataset, which the change adds to: no budget of it could be.",
            { Altered: > 0 } => "Nothing was judged of what the change alters: no budget is of the whole. Add one, for example under diversity: label-entropy.",
            var change => $"Nothing was judged of what the change removes: {Figures.Records(change!.Removed)} went and {Figures.Of(change.Added)} came, and no budget is of what is left or of what is removed. "
                + "Add one, for example under diversity:, or say --since-merge-base where the branch only lags behind.",
        },
        Dataset = dataset.Name,
        Owner = dataset.Owner,
        Policy = policy.Place,
    };

    /// <summary>That something was not judged; a finding to be made another of.</summary>
    internal static Finding About(DatasetInput input, string code, string message) => new()
    {
        Code = code,
        Kind = FindingKind.NotJudged,
        Severity = Severity.Error,
        Message = message,
        Dataset = input.Plan.Dataset.Name,
        Owner = input.Plan.Dataset.Owner,
        Policy = input.Plan.Dataset.Place,
    };

    private static IEnumerable<Finding> Unmatched(DatasetInput input)
    {
        if (input.Plan.Dataset.AllowEmpty) return [];
        return input.Unmatched.Select(glob => About(
            input, RuleCodes.NoFile, $"'{glob.Glob}' matches no file. Correct it, or say allow-empty: true.") with
        {
            Policy = glob.Place,
        });
    }

    private static IEnumerable<Finding> Shards(DatasetInput input)
    {
        var severity = input.Plan.Dataset.Reading.MissingShard;
        if (severity == Severity.Off) return [];
        return input.ShardFaults.Select(series => About(input, RuleCodes.MissingShard, Says(series)) with { Severity = severity, Data = new Location(series.File, 0, 0) });
    }

    private static string Says(ShardFault series)
    {
        var (isOne, named) = (series.Times == 1, string.Join(", ", series.Named));
        var more = series.Kind != ShardFaultKind.Twice && series.Times > series.Named.Length ? " …" : "";
        return series.Kind switch
        {
            ShardFaultKind.Missing => $"Of the {Figures.Of(series.Count)} shards of its series {Figures.Of(series.Times)} {(isOne ? "is" : "are")} missing: {named}{more}. Fetch {(isOne ? "it" : "them")}",
            ShardFaultKind.Beyond => $"Its series has {Figures.Of(series.Count)} shards by their names, and {(isOne ? "1 lies" : Figures.Of(series.Times) + " lie")} beyond them: {named}{more}. Remove what another writing left",
            ShardFaultKind.Empty => $"Of the {Figures.Of(series.Count)} shards of its series {(isOne ? "1 has" : Figures.Of(series.Times) + " have")} no records, and others have: {named}{more}. Fetch {(isOne ? "it" : "them")} again",
            _ => $"Of the {Figures.Of(series.Count)} shards of its series {(isOne ? "1 is" : Figures.Of(series.Times) + " are")} read more than once: {named}{(series.Times > 1 ? " …" : "")}. Keep one file of each",
        } + ", or say reading: { missing-shard: off } where "
            + (series.Kind switch { ShardFaultKind.Missing => "a part", ShardFaultKind.Beyond => "all of it", ShardFaultKind.Empty => "nothing in them", _ => "each of them" }) + " is meant.";
    }

    private static IEnumerable<Finding> Refused(DatasetInput input) =>
        input.Refused.Select(refused => About(input, RuleCodes.NotRead, $"The policy names it, but it was not read: {refused.Why}.") with
        {
            Data = new Location(refused.Path, 0, 0),
        });

    private static IEnumerable<Finding> Empty(DatasetInput input)
    {
        var dataset = input.Plan.Dataset;
        if (dataset.AllowEmpty) yield break;
        if (input.Data.Files > 0 && Records(input.Data.Scan) == 0)
            yield return About(input, RuleCodes.NoRecords, $"The dataset has no records ({Count(input.Data.Files, "file")} read).");
        if (input.Reference is { Files: > 0 } reference && Records(reference.Scan) == 0)
            yield return About(input, RuleCodes.NoRecords, $"The reference has no records ({Count(reference.Files, "file")} read).") with { Policy = dataset.Reference!.Place };
    }

    internal static string Count(int number, string what) => $"{Figures.Of(number)} {what}{(number == 1 ? "" : "s")}";

    internal static long Records(DatasetScan scan) => scan.Whole.Slice(SliceName.All).Tally.Records;

    private static IEnumerable<Finding> Fields(DatasetInput input)
    {
        var scan = input.Data.Scan;
        if (input.Plan.Dataset.AllowEmpty || Records(scan) == 0) yield break;
        for (var i = 0; i < scan.Fields.Length; i++)
        {
            if (scan.Seen[i] > 0 || IsOfReference(scan.Fields[i], input)) continue;
            yield return About(input, RuleCodes.FieldNeverSeen, $"No record has the field '{scan.Fields[i]}', which the policy names.");
        }
    }

    /// <summary>Whether a field is there for the reference's age, and the reference has it.</summary>
    private static bool IsOfReference(FieldPath field, DatasetInput input) =>
        input is { Plan.Dataset: { Reference.MaxAge: not null, Created: { } created }, Reference.Scan: { } reference }
        && created.Equals(field) && reference.Fields.IndexOf(field) is >= 0 and var at && reference.Seen[at] > 0;

    private static IEnumerable<Finding> Faults(DatasetInput input, ScanOutcome outcome)
    {
        foreach (var faults in outcome.Scan.Problems.Found)
        {
            var kind = faults.Kind;
            var rule = ReadingRules.For(kind);
            var severity = rule.Severity(input.Plan.Dataset.Reading);
            // Those of files without text are told by their files.
            var count = faults.Count - (kind == ReadingProblemKind.MissingText ? outcome.Textless.Records : 0);
            if (severity == Severity.Off)
            {
                if (rule.LeavesOut && count > 0) yield return LeftOut(input, rule, count, outcome);
                if (kind == ReadingProblemKind.MissingText)
                    foreach (var file in TextlessFindings.Of(input.Plan.Dataset, outcome)) yield return file;
                continue;
            }
            var first = faults.First.First();
            if (kind == ReadingProblemKind.MissingText && faults.Count > 1 && Records(outcome.Scan) == 0 && faults.First.All(fault => fault.Detail == first.Detail))
            {
                // A wrong name in the policy, more likely than so many wrong records.
                yield return About(input, rule.Code, $"None of {Figures.Records(faults.Count)} has '{first.Detail}', which the policy's text names.") with
                {
                    Kind = FindingKind.Violation,
                    Severity = severity,
                    Data = outcome.Locate(first.Place),
                };
                continue;
            }
            IReadOnlyCollection<ReadingProblem> listed = faults.First;
            if (kind == ReadingProblemKind.MissingText)
            {
                foreach (var file in TextlessFindings.Of(input.Plan.Dataset, outcome)) yield return file;
                listed = [.. faults.First.Where(fault => !outcome.Textless.Holds(fault.Place))];
                if (listed.Count == 0 && count > 0) yield return About(input, rule.Code, $"{Figures.Records(count)} of other files {(count == 1 ? "has" : "have")} no '{first.Detail}', which the policy's text names. {(count == 1 ? "It was" : "They were")} left out.") with
                {
                    Kind = FindingKind.Violation,
                    Severity = severity,
                };
            }
            if (kind == ReadingProblemKind.Unreadable)
            {
                // Each piece of a large file says of itself that the file changed.
                listed = [.. faults.First.DistinctBy(fault => (outcome.Locate(fault.Place), fault.Detail))];
                count -= faults.First.Count - listed.Count;
            }
            var shown = 0;
            foreach (var fault in listed)
            {
                var more = ++shown == listed.Count && count > shown
                    ? $" {Figures.Of(count - shown)} more like this are not listed." : "";
                yield return About(input, rule.Code, rule.Says(fault.Detail) + more) with
                {
                    Kind = kind is ReadingProblemKind.Unreadable or ReadingProblemKind.NoLibrary ? FindingKind.NotJudged : FindingKind.Violation,
                    Severity = severity,
                    Data = outcome.Locate(fault.Place),
                };
            }
        }
    }

    /// <summary>Records that are no part of any number, for whatever reason.</summary>
    private static long AllLeftOut(ScanOutcome outcome) => outcome.Scan.Problems.Found.Where(faults => ReadingRules.For(faults.Kind).LeavesOut).Sum(faults => faults.Count);

    /// <summary>Nobody wants to hear of each, and still the set is smaller than its files.</summary>
    private static Finding LeftOut(DatasetInput input, ReadingRule rule, long count, ScanOutcome outcome) => About(
        input, rule.Code, $"{Figures.Records(count)} of {Figures.Of(Records(outcome.Scan) + AllLeftOut(outcome))} {(count == 1 ? "was" : "were")} left out: 'reading' says that {rule.Key} is off.") with
    {
        Kind = FindingKind.Remark,
        Severity = Severity.Note,
        Fault = "left out",
        Records = count,
    };

    private static IEnumerable<Finding> Unlabelled(DatasetInput input, Scopes scopes)
    {
        var origin = input.Plan.Dataset.Origin;
        if (origin is not { Unlabelled: Policies.Unlabelled.Error }) yield break;
        if (input.Plan.Budgets.Any(budget => budget.Metric == "unlabelled")) yield break;
        var tally = input.Data.Scan.Whole.Slice(SliceName.All).Tally;
        if (tally.Unmatched.Times == 0) yield break;
        var rows = Rows.Of(tally.Unmatched).Select(input.Data.Locate).ToList();
        yield return About(
            input, RuleCodes.Unlabelled,
            $"{Figures.Records(tally.Unmatched.Times)} of {Figures.Of(tally.Records)} match no origin rule. "
            + "Give them an origin, name theirs in the policy's origin rules, or say what unlabelled records are.") with
        {
            Kind = FindingKind.Violation,
            Slice = "all",
            Metric = "unlabelled",
            Data = rows[0],
            Policy = origin.Place,
            Observed = (double)tally.Unmatched.Times / tally.Records,
            Records = tally.Records,
            Evidence =
            [
                new EvidenceRows("records of unknown origin", null, tally.Unmatched.Times, [.. rows]),
                .. scopes.Resemblances().Select(like => new EvidenceRows(like.What, like.Excerpt, like.Records, [.. like.Places.Select(input.Data.Locate)])),
            ],
        };
    }

    private static IEnumerable<Finding> Implied(DatasetInput input)
    {
        if (input.Data.Scan.Whole.Leaf(RecordOrigin.Synthetic).IsEmpty) yield break;
        var implied = input.Plan.Budgets
            .Where(budget => budget is { Section: Section.Diversity or Section.Divergence, On: null, Bucket: null, By: null } && !BudgetJudge.IsImplied(budget))
            .Select(budget => budget.Metric).Distinct(StringComparer.Ordinal).ToList();
        if (implied.Count == 0) yield break;
        yield return About(
            input, RuleCodes.ImpliedSlice,
            $"The synthetic slice was not judged on its own by {string.Join(", ", implied)}: an absolute bound is made for the whole. "
            + "A bound relative to the reference judges it as well; so does a budget with on: synthetic.") with
        {
            Kind = FindingKind.Remark,
            Severity = Severity.Note,
            Slice = "synthetic",
        };
    }

    private static IEnumerable<Finding> UnknownLeaves(DatasetInput input)
    {
        if (input.Plan.Data.Topic is null) yield break;
        var taxonomy = input.Plan.Dataset.Taxonomy!;
        var topics = input.Data.Scan.Whole.Slice(SliceName.All).Get<Metrics.Sketches.ValueCounts>(Metrics.Sketches.SketchKind.Topics);
        var known = taxonomy.Leaves.ToHashSet(StringComparer.Ordinal);
        var unknown = topics.Counts.Where(topic => !known.Contains(topic.Key))
            .OrderByDescending(topic => topic.Value.Times).ThenBy(topic => topic.Key, StringComparer.Ordinal).ToList();
        if (unknown.Count == 0) yield break;
        yield return About(
            input, RuleCodes.UnknownLeaf,
            $"{Count(unknown.Count, "value")} of '{taxonomy.Field}' {(unknown.Count == 1 ? "is no leaf" : "are no leaves")} of the taxonomy. Correct {(unknown.Count == 1 ? "it" : "them")}, or add to the taxonomy.") with
        {
            Kind = FindingKind.Remark,
            Severity = Severity.Note,
            Slice = "all",
            Metric = "taxonomy-coverage",
            Policy = taxonomy.Place,
            Data = input.Data.Locate(unknown[0].Value.First),
            Records = unknown.Sum(topic => topic.Value.Weight),
            Evidence = [.. unknown.Take(MaxLeaves).Select(topic => new EvidenceRows("no leaf", Excerpts.Of(topic.Key), topic.Value.Times, [.. Rows.Of(topic.Value).Select(input.Data.Locate)]))],
        };
    }
}
