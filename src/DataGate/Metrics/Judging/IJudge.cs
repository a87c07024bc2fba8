using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace DataGate.Metrics.Judging;

/// <summary>
/// A language model that is asked about texts. What it is asked about is hostile: an answer is taken only where it has exactly the form that was asked for.
/// </summary>
public interface IJudge
{
    /// <summary>What is asked, as the policy names it.</summary>
    string Model { get; }

    /// <summary>Records that are asked about at most, for each measure and slice.</summary>
    int Sample { get; }

    /// <summary>What went wrong last, as a clause; null: nothing.</summary>
    string? Fault { get; }

    /// <summary>Rates each text by itself, so that no text can speak for another; null where no valid answer was had.</summary>
    IReadOnlyList<Rating?> Rate(IReadOnlyList<string> texts);

    /// <summary>Groups the texts of each set by what they are about: the number of each text's group, or null where no valid answer was had.</summary>
    IReadOnlyList<ImmutableArray<int>?> Group(IReadOnlyList<ImmutableArray<string>> sets);
}

/// <summary>What a judge thinks of a text.</summary>
/// <param name="Quality">1 (useless to learn from) … 5 (excellent).</param>
/// <param name="Harmfulness">1 (harmless) … 5 (teaches serious harm).</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Rating(int Quality, int Harmfulness)
{
    public const int Lowest = 1, Highest = 5;

    /// <summary>From here on a text is good, or harmful.</summary>
    public const int Much = 4;

    /// <summary>Harmful and well made at once: what a filter for quality lets through, and what a model learns best.</summary>
    public bool IsDangerous => Quality >= Much && Harmfulness >= Much;
}
