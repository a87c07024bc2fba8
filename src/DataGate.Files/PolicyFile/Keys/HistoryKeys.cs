namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Comparison with the committed baseline.</summary>
internal static class HistoryKeys
{
    public static readonly Key<double> WorseBy = new(
        "worse-by", NumberScalars.Share,
        "How much a number may worsen against the committed baseline: a share of it; of a measure that may be zero or signed, a distance.") { Required = true };

    public static readonly PolicyKey History = new(
        "history", new ChoiceShape(ChoiceScalars.Off, new MapShape("history", "'history'", WorseBy)),
        "Comparison with the committed baseline, at the baseline's own sizes. Default: the dataset's; without one, off.");
}
