using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>What each fault of a file is worth.</summary>
internal static class ReadingKeys
{
    public static readonly Key<Severity> Malformed = new("malformed", ChoiceScalars.Severity, "A line that isn't a record. Default: error.");

    public static readonly Key<Severity> DuplicateKey = new("duplicate-key", ChoiceScalars.Severity, "A key that stands twice in a record. Default: warning.");

    public static readonly Key<Severity> MissingText = new("missing-text", ChoiceScalars.Severity, "A record without the text field. Default: error.");

    public static readonly Key<Severity> EmptyText = new("empty-text", ChoiceScalars.Severity, "A record whose text is blank. Default: warning.");

    public static readonly Key<Severity> MissingShard = new("missing-shard", ChoiceScalars.Severity, "A file of a series, such as train-00003-of-00010.parquet, whose others are not all there. Default: error.");

    public static readonly MapShape Map = new("reading", "'reading'", Malformed, DuplicateKey, MissingText, EmptyText, MissingShard);
}
