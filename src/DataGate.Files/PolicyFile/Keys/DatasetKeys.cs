using DataGate.Documents;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>A dataset.</summary>
internal static class DatasetKeys
{
    public static readonly PolicyKey Files = new(
        "files", OriginKeys.GlobList, "Globs of the dataset's files, relative to this file; '!' in front takes away what earlier ones matched.") { Required = true };

    public static readonly Key<string> Format = new("format", ChoiceScalars.Format, "How the files are read; auto goes by their names. Of text and paragraphs the field is 'text'; chat and alpaca make the fields prompt, response, system and text. Default: auto.");

    public static readonly Key<TextTemplate> Text = new(
        "text", TextScalars.Template, "What a record's text is: a field, a JSON pointer, or a template such as \"{instruction}\\n{output}\".") { Required = true };

    public static readonly Key<FieldPath> Label = new("label", TextScalars.Field, "The field of a record's label.");

    public static readonly Key<FieldPath> Id = new("id", TextScalars.Field, "The field that names a record.");

    public static readonly Key<FieldPath> Created = new("created", TextScalars.Field, "The field of the time at which a record was made.");

    public static readonly Key<FieldPath> Parent = new("parent", TextScalars.Field, "The field that names the record, or records, it was made from.");

    public static readonly Key<FieldPath> Generation = new("generation", TextScalars.Field, "The field of a record's generation: 0 is human, n is made from n-1.");

    public static readonly PolicyKey Origin = new("origin", OriginKeys.Map, "How human and synthetic records are told apart. Without it no origin rule applies.");

    public static readonly PolicyKey Reference = new("reference", ReferenceKeys.Map, "The reality anchor: files, an older revision, or a slice of this dataset.");

    public static readonly Key<bool> AllowEmpty = new(
        "allow-empty", ChoiceScalars.Flag, "Whether a glob that matches nothing and a set without records are fine. Default: false.");

    public static readonly PolicyKey Reading = new("reading", ReadingKeys.Map, "What each fault of a file is worth.");

    public static readonly MapShape Map = new(
        "dataset", "a dataset",
        [
            .. SettingKeys.Overrides,
            Files, Format, Text, Label, Id, Created, Parent, Generation, Origin, Reference, AllowEmpty,
            SectionKeys.Diversity, SectionKeys.Divergence, SectionKeys.Synthetic, SectionKeys.Tails, SectionKeys.Labels, SectionKeys.Taxonomy,
            Reading, LeakageKeys.Splits, LeakageKeys.Leak, HistoryKeys.History, ExemptionKeys.Exempt,
        ]);
}
