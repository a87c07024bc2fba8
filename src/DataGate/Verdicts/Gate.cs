using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Rules.Diversity;
using DataGate.Scanning;
using DataGate.Verdicts.History;

namespace DataGate.Verdicts;

/// <summary>Judges: policy and scans in, verdict out.</summary>
public static class Gate
{
    /// <param name="policy">The policy of the datasets.</param>
    /// <param name="datasets">Their verdicts, in the policy's order.</param>
    /// <param name="findings">What is to be told besides, of no one dataset.</param>
    /// <param name="unions">The verdicts of its unions, in the policy's order.</param>
    public static Verdict Conclude(Policy policy, ImmutableArray<DatasetVerdict> datasets, IEnumerable<Finding>? findings = null, ImmutableArray<DatasetVerdict> unions = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var verdict = new Verdict(datasets, [.. findings ?? []]) { Unions = unions.IsDefault ? [] : unions };
        // A policy that only names others judges nothing of its own.
        if (policy.Datasets.IsEmpty) return verdict;
        // By their place: under a check of several policies datasets have other names.
        var asked = policy.Datasets.Zip(datasets).ToList();
        // That the reference is as it was says nothing of the data; unless nothing else was asked for.
        var data = asked.Exists(pair => !pair.First.IsAnchor) ? asked.Where(pair => !pair.First.IsAnchor).ToList() : asked;
        var unjudged = data.Where(pair => !MayBeUnjudged(pair.First, pair.Second)).ToList();
        var isNone = !data.Select(pair => pair.Second).Concat(verdict.Unions).Any(IsAnyJudged);
        if (verdict.Judged == 0 || (isNone && unjudged.TrueForAll(pair => pair.Second.Change is null)))
            return unjudged.Count == 0 ? verdict : verdict with { Whole = [.. verdict.Whole, InputFindings.NothingJudged(policy, datasets)] };
        // Beside datasets that are judged, one that changes and isn't would pass unseen.
        return verdict with { Whole = [.. verdict.Whole, .. unjudged.Where(pair => pair.Second.Change is not null && !IsJudged(pair.Second, verdict.Unions)).Select(pair => InputFindings.ChangeUnjudged(pair.First, pair.Second))] };
    }

    private static bool IsAnyJudged(DatasetVerdict scope) => scope.Rulings.Any(ruling => ruling.Outcome != Outcome.NotJudged);

    /// <summary>Whether there is nothing to judge, and that is no fault: a dataset that may be empty and is, or one that a change was to be judged of that didn't change.</summary>
    private static bool MayBeUnjudged(DatasetPolicy policy, DatasetVerdict dataset) => dataset.Change is { Added: 0, Removed: 0, Altered: 0 } || (dataset.Documents == 0 && policy.AllowEmpty);

    /// <summary>
    /// Whether budgets judged a dataset, its own or such as span it: any one; and where records were altered, or more went than came, one that sees them. What is judged of added records alone says
    /// nothing of those.
    /// </summary>
    private static bool IsJudged(DatasetVerdict dataset, ImmutableArray<DatasetVerdict> unions)
    {
        var rulings = dataset.Rulings.Concat(unions.Where(union => union.Members.Any(member => member.Name == dataset.Name)).SelectMany(union => union.Rulings));
        var judged = rulings.Where(ruling => ruling.Outcome != Outcome.NotJudged).Select(ruling => ruling.Judgement.Budget).ToList();
        var isOfRemoved = judged.Exists(budget => budget.On == SliceName.Removed || budget.Metric == HumanRetention.MetricName);
        var isOfWhole = judged.Exists(budget => budget.On is not (SliceName.Added or SliceName.Removed) && budget.Metric != HumanRetention.MetricName);
        return judged.Count > 0 && (isOfWhole || dataset.Change is not { } change || (change.Altered == 0 && (change.Removed <= change.Added || isOfRemoved)));
    }

    /// <summary>Begins to judge a dataset: makes its comparisons and enters them in the check's family.</summary>
    /// <param name="input">What was gathered.</param>
    /// <param name="today">Days since 1970-01-01.</param>
    /// <param name="family">Of all datasets of the check; judge when all have begun.</param>
    /// <param name="threads">Computing at once; changes no number.</param>
    /// <param name="stopped">Ends it, and the judging later on, between draws and budgets.</param>
    public static DatasetJudgement Begin(DatasetInput input, int today, Family family, int threads = 1, CancellationToken stopped = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(family);
        var scopes = new Scopes(input, today);
        var history = new HistoryJudge(input, new Measures(input, scopes), family.FalseAlarm);
        var judge = new BudgetJudge(input, scopes, history);
        var options = new ComparisonOptions(input.Plan.Data.Seed, DatasetPlan.ComparedTokens, Family.Shuffles(family.FalseAlarm), threads) { Stopped = stopped };
        var before = family.Count;
        judge.Compare(new Comparisons(scopes.Words, options, Scopes.Embedding(input)), family);
        return new DatasetJudgement(() =>
        {
            var exempting = new Exempting(input.Plan.Dataset, input.Change is not null, today);
            var judged = judge.JudgeAll(stopped);
            var rulings = judged.Select(exempting.Of).ToImmutableArray();
            var isEmpty = input.Data.Scan.Whole.Slice(SliceName.All).IsEmpty;
            List<Finding> findings = [.. InputFindings.Of(input, scopes, judged).Concat(AncestryFindings.Of(input, scopes)).Concat(ReferenceFindings.OfItself(input)).Concat(ReferenceFindings.Of(input, scopes, today)).Select(exempting.Of)];
            // An empty dataset says so once; every budget saying it again would bury that.
            if (!isEmpty)
            {
                findings.AddRange(rulings.SelectMany(ruling => ruling.Findings).Concat(DiverseButShifted.Of([.. judged.Where(ruling => !IsHistory(ruling))])));
                findings.AddRange(HistoryFindings.Of(input, history).Concat(exempting.Findings(rulings)));
            }
            return Conclude(input, scopes, rulings, findings);
        }, compares: family.Count > before, input.Plan.Spanning.IsEmpty ? null : UnionPart.Of(input, scopes));
    }

    /// <summary>Judges several datasets together.</summary>
    /// <param name="union">The policy's.</param>
    /// <param name="part">What a member brings; null: it was left out of the check.</param>
    /// <param name="today">Days since 1970-01-01.</param>
    public static DatasetVerdict Judge(UnionPolicy union, Func<UnionMember, UnionPart?> part, int today)
    {
        ArgumentNullException.ThrowIfNull(union);
        ArgumentNullException.ThrowIfNull(part);
        return new UnionJudge(union, [.. union.Members.Select(part)], today).Judge();
    }

    private static bool IsHistory(Ruling ruling) => (ruling.Judgement.Budget.Min ?? ruling.Judgement.Budget.Max) is { Anchor: Anchor.Baseline };

    /// <summary>The numbers of one dataset's budgets as a baseline keeps them, in the order of their keys; and what is wrong with its files.</summary>
    /// <param name="input">What was gathered, no change; its plan's budgets all have a history, or samples are missing.</param>
    /// <param name="today">Days since 1970-01-01.</param>
    public static (ImmutableArray<BaselineLine> Lines, ImmutableArray<Finding> OfFiles) Keep(DatasetInput input, int today)
    {
        ArgumentNullException.ThrowIfNull(input);
        var scopes = new Scopes(input, today);
        var (judge, measures) = (new BudgetJudge(input, scopes), new Measures(input, scopes));
        var name = input.Plan.Dataset.Name;
        var labels = input.Plan.Budgets.Where(budget => budget.Section == Section.Labels && Measures.IsKept(budget)).SelectMany(judge.JudgeLabels)
            .Select(ruling => Measures.Fact(new BaselineLine(new BaselineKey(name, ruling.Judgement.Slice, BaselineKey.MeasureOf(ruling.Judgement.Budget))), ruling.Judgement.Measurement));
        ImmutableArray<Case> cases = [.. judge.WrittenCases().Where(found => found.HasHistory && Measures.IsKept(found.Budget))];
        return (
            [.. cases.Select(measures.Line).Concat(cases.Select(measures.Records)).Concat(labels).OrderBy(line => line.Key, BaselineKey.Order).DistinctBy(line => line.Key)],
            [.. InputFindings.OfFiles(input)]);
    }

    /// <summary>The numbers of one dataset, without a verdict: its budgets name metrics, their bounds don't matter.</summary>
    public static DatasetVerdict Measure(DatasetInput input, int today)
    {
        var scopes = new Scopes(input, today);
        return Conclude(input, scopes, [], InputFindings.OfFiles(input).Concat(AncestryFindings.Of(input, scopes)));
    }

    private static DatasetVerdict Conclude(DatasetInput input, Scopes scopes, ImmutableArray<Ruling> rulings, IEnumerable<Finding> findings)
    {
        var all = input.Data.Scan.Whole.Slice(SliceName.All).Tally;
        return new DatasetVerdict
        {
            Name = input.Plan.Dataset.Name,
            Owner = input.Plan.Dataset.Owner,
            Files = input.Data.Files,
            Documents = all.Records,
            Tokens = all.Tokens,
            Bytes = all.Bytes,
            Change = input.Change is { } change
                ? new ChangeSize(change.Since, change.Added.Whole.Slice(SliceName.All).Tally.Records, change.Removed.Whole.Slice(SliceName.All).Tally.Records, change.Altered.Count)
                : null,
            ReferenceDocuments = scopes.ReferenceWhole?.Tally.Records,
            Slices = Slices(input.Plan, input.Data.Scan, input.Change, scopes, rulings),
            Rulings = rulings,
            Profile = input.Plan.Profiles ? Profiler.Of(input, scopes) : null,
            Findings =
            [
                .. findings
                    .OrderBy(finding => finding.Code, StringComparer.Ordinal).ThenBy(finding => finding.Slice, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Policy?.Line ?? 0).ThenBy(finding => finding.Data ?? default),
            ],
        };
    }

    /// <summary>What a change added and removed, with what was judged on it.</summary>
    private static IEnumerable<MeasuredSlice> OfChange(Change? change, ImmutableArray<Ruling> rulings)
    {
        if (change is null) yield break;
        foreach (var (name, scan) in new[] { ("added", change.Added), ("removed", change.Removed) })
        {
            var tally = scan.Whole.Slice(SliceName.All).Tally;
            yield return new MeasuredSlice(name, tally.Records, tally.Tokens,
            [
                .. rulings.Where(ruling => ruling.Judgement.Slice == name).DistinctBy(ruling => ruling.Judgement.Metric.Name, StringComparer.Ordinal)
                    .Select(ruling => (ruling.Judgement.Metric, ruling.Judgement.Measurement)),
            ]);
        }
    }

    /// <summary>The origin slices with every metric of a whole-dataset budget, then each other scope with what was judged on it.</summary>
    private static ImmutableArray<MeasuredSlice> Slices(DatasetPlan plan, DatasetScan data, Change? change, Scopes scopes, ImmutableArray<Ruling> rulings)
    {
        var slices = ImmutableArray.CreateBuilder<MeasuredSlice>();
        var once = new List<Budget>();
        foreach (var budget in plan.Budgets)
        {
            if (budget is not { Bucket: null, By: null } || budget.Section is Section.Labels or Section.Leakage) continue;
            if (!once.Exists(other => other.Metric == budget.Metric && other.Of == budget.Of && Scopes.Settings(other).Equals(Scopes.Settings(budget)))) once.Add(budget);
        }
        var wanted = once.OrderBy(budget => MetricCatalog.All.IndexOf(MetricCatalog.Find(budget.Metric)!)).ToList();
        SliceName[] names = plan.Dataset.Origin is null ? [SliceName.All] : [SliceName.All, SliceName.Human, SliceName.Synthetic];
        foreach (var name in names)
        {
            var tally = data.Whole.Slice(name).Tally;
            var measured = wanted.Where(budget => name == SliceName.All || (budget.Section != Section.Synthetic && !MetricCatalog.Find(budget.Metric)!.Judged)).Select(budget =>
                (MetricCatalog.Find(budget.Metric)!, scopes.Measure(MetricCatalog.Get(budget.Metric), budget with { On = name })));
            slices.Add(new MeasuredSlice(name.ToString().ToLowerInvariant(), tally.Records, tally.Tokens, [.. measured]));
        }
        slices.AddRange(OfChange(change, rulings));
        foreach (var scope in rulings.Where(ruling => ruling.Judgement.Slice.AsSpan().IndexOfAny('/', '=') >= 0).GroupBy(ruling => ruling.Judgement.Slice, StringComparer.Ordinal))
        {
            var first = scope.First().Judgement;
            slices.Add(new MeasuredSlice(scope.Key, first.Records, first.Tokens,
                [.. scope.DistinctBy(ruling => ruling.Judgement.Metric.Name, StringComparer.Ordinal).Select(ruling => (ruling.Judgement.Metric, ruling.Judgement.Measurement))]));
        }
        return slices.ToImmutable();
    }
}
