using DataGate.Documents;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>The reality anchor.</summary>
internal static class ReferenceKeys
{
    public static readonly PolicyKey Files = new("files", OriginKeys.GlobList, "Globs of the reference's own files.");

    public static readonly Key<string> Revision = new(
        "revision", TextScalars.Text("a revision"), "The revision of the git repository that the reference is read at: of its files, or else of the dataset's own.");

    public static readonly Key<SliceName> Slice = new("slice", ChoiceScalars.ReferenceSlice, "A slice of the dataset itself.");

    public static readonly Key<TimeSpan> MaxAge = new(
        "max-age", NumberScalars.Duration, "How old its newest record may be; where no record says when it was made, how long ago its files were last committed. Default: any age.");

    public static readonly PolicyKey NewerFiles = new("files", OriginKeys.GlobList, "Globs of newer human records.") { Required = true };

    public static readonly PolicyKey Newer = new(
        "newer", SectionKeys.NewerMap, "Newer human records, and budgets for how far the reference has drifted from them: whether it still speaks for people of today.");

    public static readonly MapShape Map = new("reference", "'reference'", Files, Revision, Slice, MaxAge, Newer) { OneOf = [Files, Revision, Slice] };
}
