namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Comparison with the committed baseline.</summary>
internal static class HistoryKeys
{
    public static Key<double> WorseBy { get; } = new(
        "worse-by", NumberScalars.Share,
        "How much a number may worsen against the committed baseline: a share of it; of a measure that may be zero or signed, a distance.") { Required = true };

    public static PolicyKey History { get; } = new(
        "history", new ChoiceShape(ChoiceScalars.Off, new MapShape("history", "'history'", WorseBy)),
        "Comparison with the committed baseline, at the baseline's own sizes. Default: the dataset's; without one, off.");
}
