namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Violations that are known and accepted until a day.</summary>
internal static class ExemptionKeys
{
    public static Key<string> Dataset { get; } = new("dataset", TextScalars.Text("the dataset's name"), "The dataset, for the reader: the one that it stands in.");

    public static Key<string> Metric { get; } = new("metric", TextScalars.Text("a metric's name"), "The metric whose violation is accepted.");

    public static Key<string> Code { get; } = new("code", TextScalars.Text("a code such as DG1009"), "The code of the finding that is accepted.");

    public static Key<string> Slice { get; } = new(
        "slice", TextScalars.Text("a slice or scope such as all, synthetic, tails/NAME, labels/NAME or FIELD=VALUE"), "The slice or scope, as findings name it. Default: all.");

    public static Key<DateOnly> Until { get; } = new("until", TextScalars.Date, "The last day on which it holds.") { Required = true };

    public static Key<string> Reason { get; } = new("reason", TextScalars.Text("a reason"), "Why, for the reader.") { Required = true };

    public static PolicyKey Exempt { get; } = new(
        "exempt",
        new ListShape(new MapShape("exemption", "an exemption", Dataset, Metric, Code, Slice, Until, Reason) { OneOf = [Metric, Code] }) { MayBeEmpty = true },
        "Violations that are known and accepted until a day: told as notes until then, and fail again after it.");
}
