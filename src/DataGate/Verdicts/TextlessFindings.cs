using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Scanning;

namespace DataGate.Verdicts;

/// <summary>
/// <para>What: files of a set none of whose records has the text that the policy names.</para>
/// <para>Why: Such a file has another schema. Its rows are not a few that lack something: the whole file was not judged.</para>
/// <para>Example: a shard with <c>prompt</c> and <c>completion</c> among others with <c>text</c>.</para>
/// </summary>
internal static class TextlessFindings
{
    /// <param name="dataset">Whose files they are.</param>
    /// <param name="outcome">What was read of it, or of its reference.</param>
    public static IEnumerable<Finding> Of(DatasetPolicy dataset, ScanOutcome outcome)
    {
        var (all, lacks) = (outcome.Textless, Lacks(dataset.Text));
        for (var i = 0; i < all.First.Length; i++)
        {
            var file = all.First[i];
            var more = i == all.First.Length - 1 && all.Files > all.First.Length
                ? $" {Figures.Of(all.Files - all.First.Length)} more {(all.Files - all.First.Length == 1 ? "file" : "files")} like this are not listed; they hold {Figures.Records(all.Records - all.First.Sum(told => told.Records))}."
                : "";
            yield return new Finding
            {
                Code = RuleCodes.TextlessFile,
                Kind = FindingKind.NotJudged,
                Severity = Severity.Error,
                Message = $"None of {Figures.Records(file.Records)} of this file has {lacks}, which the policy's text names; they were left out.{Fields(file.Fields)} Correct the file, or leave it out of the set's files.{more}",
                Fault = "no text",
                Dataset = dataset.Name,
                Owner = dataset.Owner,
                Policy = dataset.Place,
                Data = new Location(file.File, 0, 0),
                Records = file.Records,
            };
        }
    }

    private static string Lacks(TextTemplate text)
    {
        List<string> fields = [.. text.Pieces.Select(piece => piece.Field?.Text).OfType<string>().Distinct(StringComparer.Ordinal).Select(field => $"'{field}'")];
        return fields.Count < 2 ? fields[0] : $"all of {string.Join(", ", fields[..^1])} and {fields[^1]}";
    }

    private static string Fields(ImmutableArray<string> names) => names.IsEmpty ? ""
        : $" Its fields: {string.Join(", ", names.Take(TextlessFile.MaxFields).Select(name => $"'{name}'"))}{(names.Length > TextlessFile.MaxFields ? ", …" : "")}.";
}
