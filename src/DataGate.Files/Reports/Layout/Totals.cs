using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.Layout;

/// <summary>What a verdict comes to. A budget counts once, however many slices, groups or labels it was judged on, and as the worst of them.</summary>
internal sealed class Totals
{
    private readonly int[] _budgets = new int[(int)Rules.Outcome.NotJudged + 1];

    public Totals(Verdict verdict)
    {
        foreach (var budget in verdict.Scopes.SelectMany(scope => scope.Rulings.GroupBy(ruling => ruling.Judgement.Budget)))
            _budgets[(int)BudgetRow.Worst(budget)]++;
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

    public int Holds => _budgets[(int)Rules.Outcome.Holds];

    public int Warns => _budgets[(int)Rules.Outcome.Warns];

    public int Broken => _budgets[(int)Rules.Outcome.Broken];

    /// <summary>Broken, and exempted.</summary>
    public int Exempt => _budgets[(int)Rules.Outcome.Exempt];

    public int NotJudged => _budgets[(int)Rules.Outcome.NotJudged];

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
            var some = string.Join(", ", new[] { Some(Errors, "error"), Some(Warnings, "warning"), Some(Notes, "note") }.OfType<string>());
            return some.Length == 0 ? "" : $" ({some})";

            static string? Some(int count, string kind) => count > 0 ? Amounts.Of(count, kind) : null;
        }
    }
}
