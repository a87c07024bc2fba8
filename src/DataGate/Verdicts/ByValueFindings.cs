using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>What budgets by the values of a field left unjudged, or judged of several values together.</summary>
internal static class ByValueFindings
{
    public static IEnumerable<Finding> Of(DatasetInput input, Scopes scopes, IReadOnlyCollection<Ruling> rulings)
    {
        foreach (var by in input.Plan.Data.Groups.Select(group => group.By).Distinct())
        {
            foreach (var budget in input.Plan.Budgets.Where(budget => by.Equals(budget.By) && !MetricCatalog.Find(budget.Metric)!.Counted))
            {
                var values = scopes.Values(budget);
                var judged = rulings.Where(ruling => ReferenceEquals(ruling.Judgement.Budget, budget)).Take(values.Own.Length).Count(ruling => ruling.Outcome != Outcome.NotJudged);
                if (values.Small == 0 || judged == 0) continue;
                yield return InputFindings.About(input, RuleCodes.TooSmallGroups, Says(budget, values, judged)) with
                {
                    Kind = FindingKind.Remark,
                    Severity = Severity.Note,
                    Metric = budget.Metric,
                    Slice = $"{by}=*",
                    Policy = budget.Place,
                };
            }
        }
    }

    private static string Says(Budget budget, ByValues values, int judged)
    {
        var (joined, fewer) = (values.Small - values.Left, $"fewer than {Figures.Records(budget.MinRecords)}");
        var said = $"{budget.Metric} was judged for {InputFindings.Count(judged, "value")} of '{budget.By}'; ";
        var unjudged = $"not judged: {Figures.Part(values.LeftRecords, values.Records)}.";
        if (joined > 0)
        {
            said += $"{Figures.Of(joined)} more with {fewer} each {(joined == 1 ? "was" : "were")} taken together: {Figures.Part(values.SmallRecords - values.LeftRecords, values.Records)}.";
            return values.Left == 0 ? said : $"{said} {InputFindings.Count(values.Left, "such value")} {(values.Left == 1 ? "was" : "were")} {unjudged}";
        }
        said += values.Left == 1 ? $"1 more with {fewer} was {unjudged}" : $"{Figures.Of(values.Left)} more with {fewer} each were {unjudged}";
        return ByValues.CanJoin(MetricCatalog.Find(budget.Metric)!) ? said : $"{said} A budget without 'by' judges them: taken together, the values' own shares count.";
    }
}
