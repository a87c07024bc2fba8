using DataGate.Documents;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>How human and synthetic records are told apart.</summary>
internal static class OriginKeys
{
    public static readonly ListShape GlobList = new(PathScalars.Glob) { OrOne = true };

    public static readonly ListShape ValueList = new(TextScalars.Value) { OrOne = true };

    public static readonly Key<FieldPath> Field = new("field", TextScalars.Field, "The field that names a record's origin.");

    public static readonly PolicyKey Values = new("values", ValueList, "Values of the origin field; globs on texts.");

    public static readonly PolicyKey Files = new("files", GlobList, "Globs of the files whose records are of this origin.");

    public static readonly MapShape RuleMap = new("origin-rule", "an origin rule", Values, Files) { OneOf = [Values, Files] };

    private static readonly ChoiceShape s_rule = new(ValueList, RuleMap);

    public static readonly PolicyKey Human = new("human", s_rule, "What is human: values, or values and files. Tried before 'synthetic'.");

    public static readonly PolicyKey Synthetic = new("synthetic", s_rule, "What is synthetic: values, or values and files.");

    public static readonly Key<FieldPath> Generator = new(
        "generator", TextScalars.Field, "The field that names the generator. Default: the origin field's value.");

    public static readonly Key<Unlabelled> Unlabelled = new(
        "unlabelled", ChoiceScalars.Unlabelled, "What a record is that no rule knows. Default: error.");

    public static readonly MapShape Map = new("origin", "'origin'", Field, Human, Synthetic, Generator, Unlabelled) { OneOf = [Human, Synthetic] };
}
