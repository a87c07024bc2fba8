using DataGate.Documents;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>
/// <para>What: files of a set without a single record.</para>
/// <para>Why: What was meant to stand there is missing from the set, and no number shows it. It may be a placeholder, so it fails nothing.</para>
/// <para>Example: a file that a broken pipeline left with a line end alone.</para>
/// </summary>
internal static class BlankFindings
{
    /// <summary>Of the data and of its reference. A set without any record is told as that.</summary>
    public static IEnumerable<Finding> Of(DatasetInput input)
    {
        if (input.Plan.Dataset.AllowEmpty) yield break;
        foreach (var outcome in new[] { input.Data, input.Reference }.OfType<ScanOutcome>().Where(outcome => InputFindings.Records(outcome.Scan) > 0))
        {
            var (left, first) = (outcome.Blank.Files, outcome.Blank.First);
            foreach (var file in first)
            {
                left--;
                var more = file == first[^1] && left > 0 ? $" {Figures.Of(left)} more {(left == 1 ? "file" : "files")} like this are not listed." : "";
                yield return InputFindings.About(input, RuleCodes.BlankFile, "This file has no records. Fill it or leave it out of the set's files; allow-empty: true says that it may be so." + more) with
                {
                    Kind = FindingKind.Remark,
                    Severity = Severity.Warning,
                    Fault = "no records",
                    Data = new Location(file, 0, 0),
                };
            }
        }
    }
}
