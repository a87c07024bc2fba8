using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Rules.Divergence;

/// <summary>
/// <para>What: a reference older than its max-age: by its newest record, or by the last commit of its files.</para>
/// <para>Why: What people write moves on. Data that keeps to an old reference passes every relative bound and is as old as that.</para>
/// <para>Example: the support tickets of 2023 as the anchor for what is generated in 2026.</para>
/// </summary>
public static class ReferenceAge
{
    /// <summary>Time zones may be a day ahead of the day that is today here.</summary>
    private const int DaysAhead = 1;

    /// <param name="maxAge">The bound; a reference just as old is young enough.</param>
    /// <param name="newest">Days since 1970-01-01 of what is newest.</param>
    /// <param name="what">What is newest and was made or committed then: <c>its newest record was made</c>.</param>
    /// <param name="today">Days since 1970-01-01.</param>
    /// <returns>Null: it is young enough.</returns>
    public static Finding? Judge(MaxAge maxAge, int newest, string what, int today)
    {
        ArgumentNullException.ThrowIfNull(maxAge);
        if (newest > today + DaysAhead) return NotJudged(maxAge, $"{what} on {UnixDay.Show(newest)}, after today, {UnixDay.Show(today)}: correct the date");
        var age = Math.Max(0, today - newest);
        if (age <= maxAge.Days) return null;
        return About(maxAge) with
        {
            Code = RuleCodes.ReferenceAge,
            Kind = FindingKind.Violation,
            Severity = maxAge.Severity,
            Message = $"The reference is {Figures.Of(age, ValueRange.Days)} old, above its max-age, {maxAge.Text}: {what} on {UnixDay.Show(newest)}. "
                + "Add newer human records to it, or say with a larger max-age that they still speak for people of today.",
            Observed = age,
            Low = age,
            High = age,
        };
    }

    /// <param name="maxAge">The bound.</param>
    /// <param name="why">A clause.</param>
    public static Finding NotJudged(MaxAge maxAge, string why) => About(maxAge) with { Message = $"The reference's age was not judged: {why}." };

    private static Finding About(MaxAge maxAge) => new()
    {
        Code = RuleCodes.NotJudged,
        Kind = FindingKind.NotJudged,
        Severity = maxAge.NotJudged,
        Message = "",
        Policy = maxAge.Place,
        Bound = maxAge.Text,
        Fault = "the reference's age",
    };
}
