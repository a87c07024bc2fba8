namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Violations that are known and accepted until a day.</summary>
internal static class ExemptionKeys
{
    public static readonly Key<string> Dataset = new("dataset", TextScalars.Text("the dataset's name"), "The dataset, for the reader: the one that it stands in.");

    public static readonly Key<string> Metric = new("metric", TextScalars.Text("a metric's name"), "The metric whose violation is accepted.");

    public static readonly Key<string> Code = new("code", TextScalars.Text("a code such as DG1009"), "The code of the finding that is accepted.");

    public static readonly Key<string> Slice = new(
        "slice", TextScalars.Text("a slice or scope such as all, synthetic, tails/NAME, labels/NAME or FIELD=VALUE"), "The slice or scope, as findings name it. Default: all.");

    public static readonly Key<DateOnly> Until = new("until", TextScalars.Date, "The last day on which it holds.") { Required = true };

    public static readonly Key<string> Reason = new("reason", TextScalars.Text("a reason"), "Why, for the reader.") { Required = true };

    public static readonly PolicyKey Exempt = new(
        "exempt",
        new ListShape(new MapShape("exemption", "an exemption", Dataset, Metric, Code, Slice, Until, Reason) { OneOf = [Metric, Code] }) { MayBeEmpty = true },
        "Violations that are known and accepted until a day: told as notes until then, and fail again after it.");
}
