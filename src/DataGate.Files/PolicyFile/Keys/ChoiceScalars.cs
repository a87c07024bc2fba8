using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DataGate.Documents;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Values that are one of a few words.</summary>
internal static class ChoiceScalars
{
    public static readonly ScalarShape<bool> Flag = new(
        "true or false", () => new JsonObject { ["type"] = "boolean" },
        node => node is { Plain: true, Text: "true" or "false" } ? node.Text is "true" : Parsed<bool>.Wrong());

    public static readonly ScalarShape<Severity> Severity = Of(
        ["error", "warning", "note", "off"], Policies.Severity.Error, Policies.Severity.Warning, Policies.Severity.Note, Policies.Severity.Off);

    public static readonly ScalarShape<Words> Words = Of(["unicode", "whitespace", "treebank"], Text.Words.Unicode, Text.Words.Whitespace, Text.Words.Treebank);

    public static readonly ScalarShape<Unit> Unit = Of(["records", "tokens", "bytes"], Documents.Unit.Records, Documents.Unit.Tokens, Documents.Unit.Bytes);

    public static readonly ScalarShape<Unlabelled> Unlabelled = Of(
        ["error", "human", "synthetic"], Policies.Unlabelled.Error, Policies.Unlabelled.Human, Policies.Unlabelled.Synthetic);

    public static readonly ScalarShape<SliceName> Slice = Those(
        ["all", "human", "synthetic", "added", "removed", "base"],
        Availability.IsNow, SliceName.All, SliceName.Human, SliceName.Synthetic, SliceName.Added, SliceName.Removed, SliceName.Base);

    /// <summary>The slices that can be an anchor of reality.</summary>
    public static readonly ScalarShape<SliceName> ReferenceSlice = Of(["human"], SliceName.Human);

    public static readonly ScalarShape<string> LabelSource = OfTexts("reference");

    public static readonly ScalarShape<string> Folder = OfTexts("folder");

    public static readonly ScalarShape<string> Off = OfTexts("off");

    public static readonly ScalarShape<string> Format = OfTexts("auto", "jsonl", "json", "csv", "tsv", "text", "paragraphs", "parquet", "chat", "alpaca");

    private static ScalarShape<string> OfTexts(params string[] texts) => Of([.. texts], texts);

    private static ScalarShape<T> Of<T>(ImmutableArray<string> words, params T[] values)
        where T : notnull => Those(words, null, values);

    private static ScalarShape<T> Those<T>(ImmutableArray<string> words, Func<T, bool>? available, params T[] values)
        where T : notnull
    {
        var choice = new Choice(words);
        return new(choice.Expected, choice.Schema, node => choice.IndexOf(node) is >= 0 and var index ? values[index] : Parsed<T>.Wrong(choice.Hint(node))) { Available = available };
    }

    /// <summary>One of a few words.</summary>
    private sealed class Choice(ImmutableArray<string> words)
    {
        public string Expected => words.Length == 1 ? $"'{words[0]}'" : $"one of {string.Join(", ", words)}";

        public JsonObject Schema() => SchemaParts.Enum(words);

        /// <summary>Negative where it is none of them.</summary>
        public int IndexOf(ScalarNode node) => words.IndexOf(node.Text);

        public string Hint(ScalarNode node) => Nearest.To(node.Text, words) is { } near ? $"did you mean '{near}'?" : "";
    }
}
