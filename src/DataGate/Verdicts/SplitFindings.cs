using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>
/// <para>What: files of a dataset that are in none of its splits, or in several, and splits that have no file.</para>
/// <para>Why: What is in no split is held against none, and what is in two leaks as a whole.</para>
/// <para>Example: a new folder beside train/ and test/ that no glob names.</para>
/// </summary>
internal static class SplitFindings
{
    private const int Shown = 20;

    public static IEnumerable<Finding> Of(DatasetInput input)
    {
        var (dataset, found) = (input.Plan.Dataset, input.Splits);
        if (dataset.Splits.IsEmpty) yield break;
        if (!dataset.AllowEmpty)
        {
            foreach (var (split, glob) in found.Unmatched)
            {
                var missed = dataset.Splits[split].Files.Globs[glob];
                yield return About(input, RuleCodes.NoFile, FindingKind.NotJudged, Severity.Error, $"'{missed.Glob}' matches no file. Correct it, or say allow-empty: true.", missed.Place);
            }
            foreach (var split in found.Empty.Select(index => dataset.Splits[index]))
                yield return About(input, RuleCodes.NoFile, FindingKind.NotJudged, Severity.Error, $"The split '{split.Name}' has no file of the dataset. Correct its globs, or say allow-empty: true.", split.Place);
        }
        if (!found.Without.IsEmpty)
        {
            yield return About(
                input, RuleCodes.NoSplit, FindingKind.Remark, Severity.Warning,
                $"{Count(found.Without.Length)} of the dataset {(found.Without.Length == 1 ? "is" : "are")} in no split, and held against none. Name {(found.Without.Length == 1 ? "it" : "them")} in one, or exclude {(found.Without.Length == 1 ? "it" : "them")} from the dataset.",
                dataset.Splits[0].Place) with
            {
                Fault = "files in no split",
                Evidence = [new EvidenceRows("files in no split", null, found.Without.Length, Files(found.Without))],
            };
        }
        if (!found.Several.IsEmpty && dataset.Severity != Severity.Off)
        {
            yield return About(
                input, RuleCodes.SeveralSplits, FindingKind.Violation, dataset.Severity,
                $"{Count(found.Several.Length)} of the dataset {(found.Several.Length == 1 ? "is" : "are")} in several splits, the first in {found.Several[0].Splits}: what is in two leaks as a whole. Give each file one split; it counted for the first.",
                dataset.Splits[0].Place) with
            {
                Data = new Location(found.Several[0].File, 0, 0),
                Fault = "files in several splits",
                Evidence = [new EvidenceRows("files in several splits", null, found.Several.Length, Files(found.Several.Select(file => file.File)))],
            };
        }
    }

    private static ImmutableArray<Location> Files(IEnumerable<string> files) => [.. files.Take(Shown).Select(file => new Location(file, 0, 0))];

    private static string Count(int files) => files == 1 ? "1 file" : $"{Figures.Of(files)} files";

    private static Finding About(DatasetInput input, string code, FindingKind kind, Severity severity, string message, PolicyPlace place) => new()
    {
        Code = code,
        Kind = kind,
        Severity = severity,
        Message = message,
        Dataset = input.Plan.Dataset.Name,
        Owner = input.Plan.Dataset.Owner,
        Policy = place,
    };
}
