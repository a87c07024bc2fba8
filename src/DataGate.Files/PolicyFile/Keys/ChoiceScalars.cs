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
    public static ScalarShape<bool> Flag { get; } = new(
        "true or false", () => new JsonObject { ["type"] = "boolean" },
        node => node is { Plain: true, Text: "true" or "false" } ? node.Text is "true" : Parsed<bool>.Wrong());

    public static ScalarShape<Severity> Severity { get; } = Of(
        ("error", Policies.Severity.Error), ("warning", Policies.Severity.Warning), ("note", Policies.Severity.Note), ("off", Policies.Severity.Off));

    public static ScalarShape<Words> Words { get; } = Of(
        ("unicode", Text.Words.Unicode), ("whitespace", Text.Words.Whitespace), ("treebank", Text.Words.Treebank));

    public static ScalarShape<Unit> Unit { get; } = Of(
        ("records", Documents.Unit.Records), ("tokens", Documents.Unit.Tokens), ("bytes", Documents.Unit.Bytes));

    public static ScalarShape<Unlabelled> Unlabelled { get; } = Of(
        ("error", Policies.Unlabelled.Error), ("human", Policies.Unlabelled.Human), ("synthetic", Policies.Unlabelled.Synthetic));

    public static ScalarShape<SliceName> Slice { get; } = Of(
        Availability.IsNow,
        ("all", SliceName.All), ("human", SliceName.Human), ("synthetic", SliceName.Synthetic),
        ("added", SliceName.Added), ("removed", SliceName.Removed), ("base", SliceName.Base));

    /// <summary>The slices that can be an anchor of reality.</summary>
    public static ScalarShape<SliceName> ReferenceSlice { get; } = Of(("human", SliceName.Human));

    public static ScalarShape<string> LabelSource { get; } = Of(("reference", "reference"));

    public static ScalarShape<string> Folder { get; } = Of(("folder", "folder"));

    public static ScalarShape<string> Off { get; } = Of(("off", "off"));

    public static ScalarShape<string> Format { get; } = Of(
        [.. ((string[])["auto", "jsonl", "json", "csv", "tsv", "text", "paragraphs", "parquet", "chat", "alpaca"]).Select(f => (f, f))]);

    private static ScalarShape<T> Of<T>(params ImmutableArray<(string Word, T Value)> choices)
        where T : notnull => Of(static _ => true, choices);

    private static ScalarShape<T> Of<T>(Func<T, bool> available, params ImmutableArray<(string Word, T Value)> choices)
        where T : notnull
    {
        var words = choices.Select(c => c.Word).ToImmutableArray();
        return new(words.Length == 1 ? $"'{words[0]}'" : $"one of {string.Join(", ", words)}", () => SchemaParts.Enum(words), Read) { Available = available };

        Parsed<T> Read(ScalarNode node)
        {
            var index = words.IndexOf(node.Text);
            return index >= 0 ? choices[index].Value : Parsed<T>.Wrong(Nearest.To(node.Text, words) is { } near ? $"did you mean '{near}'?" : "");
        }
    }
}
