using System.Collections.Immutable;

namespace DataGate.Verdicts.History;

/// <summary>The baseline that a check was given.</summary>
/// <param name="File">Its file, as a person would name it.</param>
/// <param name="Found">Null: see <paramref name="WhyNot"/>.</param>
/// <param name="WhyNot">Why there is none to compare with: a clause; null: there is one, or the file isn't there.</param>
/// <param name="Line">The line of the file that is to blame; 0: none.</param>
public sealed record CommittedBaseline(string File, Baseline? Found, string? WhyNot = null, int Line = 0)
{
    /// <summary>The baseline that stood here before the change that is judged, with the name of its revision; null: there was none, or it is compared with itself.</summary>
    public (string Revision, Baseline Found)? Before { get; init; }

    /// <summary>Whether the change takes a number out of it.</summary>
    internal bool Lost(BaselineKey key) => Before?.Found.Find(key) is { Value: not null } && Found?.Find(key) is not { Value: not null };

    /// <summary>In what it was made otherwise than numbers are measured today; null: in nothing.</summary>
    public string? OtherThan(BaselineConditions now) => Found?.Conditions is not { } then || then == now ? null
        : string.Join(", ", Differences(then, now));

    private static ImmutableArray<string> Differences(BaselineConditions then, BaselineConditions now) =>
    [
        .. new (bool Differs, string What)[]
        {
            (then.Measures != now.Measures, $"version {then.Measures} of the measures, now {now.Measures}"),
            (then.Seed != now.Seed, $"seed {then.Seed}, now {now.Seed}"),
            (then.Words != now.Words, $"words {Word(then)}, now {Word(now)}"),
            (then.Models != now.Models, $"models {then.Models}, now {now.Models}"),
        }.Where(difference => difference.Differs).Select(difference => difference.What),
    ];

    private static string Word(BaselineConditions conditions) => conditions.Words.ToString().ToLowerInvariant();
}
