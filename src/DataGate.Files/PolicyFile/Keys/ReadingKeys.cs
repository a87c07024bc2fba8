using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>What each fault of a file is worth.</summary>
internal static class ReadingKeys
{
    public static Key<Severity> Malformed { get; } = new("malformed", ChoiceScalars.Severity, "A line that isn't a record. Default: error.");

    public static Key<Severity> DuplicateKey { get; } = new("duplicate-key", ChoiceScalars.Severity, "A key that stands twice in a record. Default: warning.");

    public static Key<Severity> MissingText { get; } = new("missing-text", ChoiceScalars.Severity, "A record without the text field. Default: error.");

    public static Key<Severity> EmptyText { get; } = new("empty-text", ChoiceScalars.Severity, "A record whose text is blank. Default: warning.");

    public static Key<Severity> MissingShard { get; } = new("missing-shard", ChoiceScalars.Severity, "A file of a series, such as train-00003-of-00010.parquet, whose others are not all there. Default: error.");

    public static MapShape Map { get; } = new("reading", "'reading'", Malformed, DuplicateKey, MissingText, EmptyText, MissingShard);
}
