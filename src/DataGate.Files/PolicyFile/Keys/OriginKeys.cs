using DataGate.Documents;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>How human and synthetic records are told apart.</summary>
internal static class OriginKeys
{
    public static ListShape GlobList { get; } = new(PathScalars.Glob) { OrOne = true };

    public static ListShape ValueList { get; } = new(TextScalars.Value) { OrOne = true };

    public static Key<FieldPath> Field { get; } = new("field", TextScalars.Field, "The field that names a record's origin.");

    public static PolicyKey Values { get; } = new("values", ValueList, "Values of the origin field; globs on texts.");

    public static PolicyKey Files { get; } = new("files", GlobList, "Globs of the files whose records are of this origin.");

    public static MapShape RuleMap { get; } = new("origin-rule", "an origin rule", Values, Files) { OneOf = [Values, Files] };

    private static readonly ChoiceShape s_rule = new(ValueList, RuleMap);

    public static PolicyKey Human { get; } = new("human", s_rule, "What is human: values, or values and files. Tried before 'synthetic'.");

    public static PolicyKey Synthetic { get; } = new("synthetic", s_rule, "What is synthetic: values, or values and files.");

    public static Key<FieldPath> Generator { get; } = new(
        "generator", TextScalars.Field, "The field that names the generator. Default: the origin field's value.");

    public static Key<Unlabelled> Unlabelled { get; } = new(
        "unlabelled", ChoiceScalars.Unlabelled, "What a record is that no rule knows. Default: error.");

    public static MapShape Map { get; } = new("origin", "'origin'", Field, Human, Synthetic, Generator, Unlabelled) { OneOf = [Human, Synthetic] };
}
