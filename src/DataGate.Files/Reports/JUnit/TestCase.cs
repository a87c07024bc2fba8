using System.Collections.Immutable;
using DataGate.Rules;

namespace DataGate.Files.Reports.JUnit;

/// <summary>What a test case ends as.</summary>
internal enum CaseResult
{
    Passed,

    /// <summary>Not judged, and that was allowed; or only worth knowing.</summary>
    Skipped,

    /// <summary>Not judged, and it had to be.</summary>
    Error,

    /// <summary>Violated.</summary>
    Failure,
}

/// <summary>A budget, or what was found beside the budgets, as a test case.</summary>
/// <param name="Name">Unescaped, unique within its suite.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Message">Why, or what was measured; unescaped.</param>
/// <param name="Findings">What to tell.</param>
internal sealed record TestCase(string Name, CaseResult Result, string Message, ImmutableArray<Finding> Findings);
