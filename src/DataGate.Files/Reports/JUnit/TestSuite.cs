using System.Collections.Immutable;
using DataGate.Files.Reports.Layout;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports.JUnit;

/// <summary>A dataset as a suite: a test case for each budget, and one for each code that was found beside them.</summary>
/// <param name="Name">Unescaped.</param>
/// <param name="Cases">In the policy's order.</param>
internal sealed record TestSuite(string Name, ImmutableArray<TestCase> Cases)
{
    public int Count(CaseResult result) => Cases.Count(test => test.Result == result);

    /// <summary>A suite for each dataset and for each budget over several, and one for what belongs to none, where there is such.</summary>
    public static IEnumerable<TestSuite> Of(Verdict verdict)
    {
        if (!verdict.Whole.IsEmpty) yield return new TestSuite("datagate", [.. Beside(verdict.Whole)]);
        foreach (var dataset in verdict.Scopes) yield return Of(dataset);
    }

    private static TestSuite Of(DatasetVerdict dataset)
    {
        // An empty dataset says so once, and what its budgets would say is left out there: here too.
        var told = dataset.Findings.ToHashSet<Finding>(ReferenceEqualityComparer.Instance);
        var rows = BudgetRow.Of(dataset);
        var cases = rows.Select(row => Budget(row, [.. row.Findings.Where(told.Contains)])).ToList();
        told.ExceptWith(rows.SelectMany(row => row.Findings));
        return new TestSuite(dataset.Name, [.. Unique(cases), .. Beside(dataset.Findings.Where(told.Contains))]);
    }

    private static TestCase Budget(BudgetRow row, ImmutableArray<Finding> findings)
    {
        var name = $"{row.Metric} of {row.Slice}: {row.Limit}";
        var measured = $"{row.ValueWithInterval}, {row.Verdict}, on {Figures.Records(row.Records)}";
        var result = Result(findings);
        if (result is CaseResult.Skipped or CaseResult.Passed) result = row.Outcome == Outcome.NotJudged ? CaseResult.Skipped : CaseResult.Passed;
        return new TestCase(name, result, measured, findings);
    }

    /// <summary>Findings of no budget, one case for each code: of the files, the records, the policy.</summary>
    private static IEnumerable<TestCase> Beside(IEnumerable<Finding> findings) =>
        findings.GroupBy(finding => finding.Code, StringComparer.Ordinal).Select(code =>
            new TestCase($"{code.Key}: {CodePage.Title(code.Key)}", Result([.. code]), Amounts.Of(code.Count(), "finding"), [.. code]));

    private static CaseResult Result(ImmutableArray<Finding> findings)
    {
        if (findings.Any(finding => finding is { Severity: Severity.Error, Kind: FindingKind.Violation })) return CaseResult.Failure;
        if (findings.Any(finding => finding.Severity == Severity.Error)) return CaseResult.Error;
        return findings.Any(finding => finding.Severity == Severity.Warning) ? CaseResult.Passed : CaseResult.Skipped;
    }

    /// <summary>Readers take test cases of one name for one.</summary>
    private static IEnumerable<TestCase> Unique(IEnumerable<TestCase> cases)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var test in cases)
        {
            var number = seen[test.Name] = seen.GetValueOrDefault(test.Name) + 1;
            yield return number == 1 ? test : test with { Name = $"{test.Name} ({Figures.Of(number)})" };
        }
    }
}
