using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Reports.Layout;

/// <summary>
/// What a step of a build service shows: the ten worst findings of each severity. It drops the rest without a word, so no more are
/// written, and the last of a full list says how many more there are.
/// </summary>
internal static class WorstTen
{
    private const int MaxShown = 10;

    /// <param name="findings">In the verdict's order.</param>
    /// <returns>The findings to show, each with the number that it has to tell of: 0 but for the last of a list that is cut.</returns>
    public static IEnumerable<(Finding Finding, int More)> Of(IEnumerable<Finding> findings)
    {
        foreach (var list in findings.WorstFirst().GroupBy(finding => finding.Severity))
        {
            var more = Math.Max(0, list.Count() - MaxShown);
            var shown = 0;
            foreach (var finding in list.Take(MaxShown)) yield return (finding, ++shown == MaxShown ? more : 0);
        }
    }

    /// <summary>Says that there are more.</summary>
    public static string Rest(int more, Severity severity) =>
        $"{Amounts.Of(more, $"more {Escaping.MsBuildLine.Word(severity)}")} not shown here: see the job summary, or the other formats of this check.";
}
