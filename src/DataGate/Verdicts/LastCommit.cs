namespace DataGate.Verdicts;

/// <summary>When files were last committed, as far as their repository tells.</summary>
/// <param name="Day">Days since 1970-01-01, in UTC; null: see <paramref name="WhyNot"/>.</param>
/// <param name="WhyNot">Why nobody knows: a clause; empty where it is known.</param>
public sealed record LastCommit(int? Day, string WhyNot);
