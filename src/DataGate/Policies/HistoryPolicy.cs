namespace DataGate.Policies;

/// <summary>How much a number may worsen against the committed baseline, in its metric's own direction.</summary>
/// <param name="WorseBy">A share of the baseline's value; of a metric that may be zero or signed, a distance. 0…1.</param>
/// <param name="Text">As the policy spells it.</param>
/// <param name="Place">Its key in the policy.</param>
public sealed record HistoryPolicy(double WorseBy, string Text, PolicyPlace Place);
