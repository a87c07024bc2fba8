using DataGate.Documents;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts.History;

/// <summary>What is to be told of the baseline itself: that it is missing, that it can't be compared, and what either side lacks. Only the first two are worth an error.</summary>
internal static class HistoryFindings
{
    private const int MaxNamed = 5;

    public static IEnumerable<Finding> Of(DatasetInput input, HistoryJudge history)
    {
        if (input.Plan.Budgets.FirstOrDefault(budget => budget.History is not null && Measures.IsKept(budget)) is not { History: { } asked } first) yield break;
        if (input.Baseline is not { } baseline) yield break;
        if (baseline.WhyNot is { } whyNot)
        {
            yield return About(input, RuleCodes.OtherBaseline, $"The baseline '{baseline.File}' was not compared with: {whyNot}. 'dotnet datagate baseline' takes a new one.", asked, first)
                with { Data = new Location(baseline.File, baseline.Line, baseline.Line > 0 ? 1 : 0) };
        }
        else if (baseline.Found is null)
        {
            yield return About(
                input, RuleCodes.NoBaseline,
                $"There is no baseline '{baseline.File}' to compare with, which 'history' asks for. Run 'dotnet datagate baseline', look at what it writes, and commit it.", asked, first);
        }
        else if (!history.Compared && history.New.Count > 0)
        {
            yield return About(
                input, RuleCodes.NoBaseline,
                $"The baseline '{baseline.File}' holds none of the numbers that 'history' compares, {Names(history.New)}. Run 'dotnet datagate baseline', look at what it writes, and commit it.", asked, first);
        }
        else
        {
            foreach (var gap in Gaps(input, history, asked, first)) yield return gap;
        }
    }

    private static IEnumerable<Finding> Gaps(DatasetInput input, HistoryJudge history, HistoryPolicy asked, Budget first)
    {
        var lost = history.New.Where(input.Baseline!.Lost).ToList();
        if (lost.Count > 0)
        {
            var revision = input.Baseline.Before!.Value.Revision;
            yield return About(
                input, RuleCodes.NoBaseline,
                $"The change takes numbers out of the baseline '{input.Baseline.File}' that it has at '{revision}', {Names(lost)}: not compared. Put them back, let 'dotnet datagate baseline' take them anew, or judge by the baseline there: --policy-from {revision}.",
                asked, first);
        }
        if (history.New.Except(lost).ToList() is { Count: > 0 } added)
        {
            yield return Note(input, $"The baseline has no number for {Names(added)}: not compared. 'dotnet datagate baseline' adds what is new.", asked, first);
        }
        if (history.Stale is { IsEmpty: false } stale)
        {
            yield return Note(input, $"The baseline holds {Names(stale)}, for which nothing was measured now. 'dotnet datagate baseline' takes out what is gone.", asked, first);
        }
    }

    /// <summary>The first few, and how many more.</summary>
    private static string Names(IReadOnlyCollection<BaselineKey> keys)
    {
        var named = keys.Take(MaxNamed).Select(key => $"{key.Measure} of {key.Slice}");
        return string.Join(", ", named) + (keys.Count > MaxNamed ? $" and {Figures.Of(keys.Count - MaxNamed)} more" : "");
    }

    private static Finding Note(DatasetInput input, string message, HistoryPolicy asked, Budget first) =>
        About(input, RuleCodes.BaselineGaps, message, asked, first) with { Kind = FindingKind.Remark, Severity = Severity.Note };

    private static Finding About(DatasetInput input, string code, string message, HistoryPolicy asked, Budget first) => new()
    {
        Code = code,
        Kind = FindingKind.NotJudged,
        Severity = first.NotJudged == Severity.Off ? Severity.Note : first.NotJudged,
        Message = message,
        Dataset = input.Plan.Dataset.Name,
        Owner = input.Plan.Dataset.Owner,
        Policy = asked.Place,
    };
}
