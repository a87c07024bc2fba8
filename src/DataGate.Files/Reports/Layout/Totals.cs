using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Layout;

/// <summary>What a verdict comes to. A budget counts once, however many slices, groups or labels it was judged on, and as the worst of them.</summary>
internal sealed class Totals
{
    private readonly ILookup<Outcome, Outcome> _budgets;

    public Totals(Verdict verdict)
    {
        _budgets = verdict.Scopes
            .SelectMany(scope => scope.Rulings.GroupBy(ruling => ruling.Judgement.Budget))
            .Select(budget => budget.Select(ruling => ruling.Outcome).MaxBy(BudgetRow.Weight)).ToLookup(outcome => outcome);
        (Policies, Datasets, IsIdle) = (verdict.Policies.Length, verdict.Datasets.Length, verdict.IsIdle);
        var findings = verdict.Findings;
        Errors = findings.Count(finding => finding.Severity == Severity.Error);
        Warnings = findings.Count(finding => finding.Severity == Severity.Warning);
        Notes = findings.Length - Errors - Warnings;
        Outcome = verdict.IsViolated ? "failed" : verdict.IsIncomplete ? "incomplete" : "passed";
    }

    /// <summary>Of a check of several policies; 0: there is one.</summary>
    public int Policies { get; }

    public int Datasets { get; }

    /// <summary>Whether nothing was to be judged.</summary>
    public bool IsIdle { get; }

    public int Holds => _budgets[Rules.Outcome.Holds].Count();

    public int Warns => _budgets[Rules.Outcome.Warns].Count();

    public int Broken => _budgets[Rules.Outcome.Broken].Count();

    /// <summary>Broken, and exempted.</summary>
    public int Exempt => _budgets[Rules.Outcome.Exempt].Count();

    public int NotJudged => _budgets[Rules.Outcome.NotJudged].Count();

    public int Budgets => Holds + Warns + Broken + Exempt + NotJudged;

    public int Errors { get; }

    public int Warnings { get; }

    public int Notes { get; }

    /// <summary><c>passed</c>, <c>failed</c>, or <c>incomplete</c>: nothing is violated, but not all that had to be judged was.</summary>
    public string Outcome { get; }

    public Ink Ink => Outcome switch
    {
        "passed" => Ink.Good,
        "failed" => Ink.Bad,
        _ => Ink.Doubtful,
    };

    /// <summary>One line, without the outcome.</summary>
    public string Sentence => Datasets == 0
        ? IsIdle ? "nothing was to be judged" : "nothing was judged"
        : (Policies == 0 ? "" : $"{Rules.Figures.Of(Policies)} {(Policies == 1 ? "policy" : "policies")}, ") + $"{Amounts.Of(Datasets, "dataset")}, {Amounts.Of(Budgets, "budget")}: {Rules.Figures.Of(Holds)} {(Holds == 1 ? "holds" : "hold")}, "
        + (Warns == 0 ? "" : $"{Rules.Figures.Of(Warns)} {(Warns == 1 ? "warns" : "warn")}, ")
        + $"{Rules.Figures.Of(Broken)} broken, {(Exempt == 0 ? "" : $"{Rules.Figures.Of(Exempt)} exempt, ")}{Rules.Figures.Of(NotJudged)} not judged";

    /// <summary>The findings in brackets, or nothing.</summary>
    public string Findings
    {
        get
        {
            var some = new[] { (Errors, "error"), (Warnings, "warning"), (Notes, "note") }
                .Where(kind => kind.Item1 > 0).Select(kind => Amounts.Of(kind.Item1, kind.Item2)).ToList();
            return some.Count == 0 ? "" : $" ({string.Join(", ", some)})";
        }
    }
}
