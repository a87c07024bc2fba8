using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Metrics;

/// <summary>What a metric says of a set: a value with its uncertainty, or why there is none. Never NaN.</summary>
public abstract record Measurement;

/// <summary>A value.</summary>
/// <param name="Value">Finite.</param>
/// <param name="Low">Lower end of the 95% interval; equals <paramref name="Value"/> for a fact.</param>
/// <param name="High">Upper end.</param>
/// <param name="Records">Records it was measured on.</param>
/// <param name="Method">How: <c>exact</c>, or what the interval stands for.</param>
public sealed record Measured(double Value, double Low, double High, long Records, string Method) : Measurement
{
    /// <summary>Finds what did it, strongest first; called only where there is someone to tell. Null: nothing to say.</summary>
    public Func<ImmutableArray<Evidence>>? Explain { get; init; }

    /// <summary>What the value doesn't know of: a bound that it holds is not judged then, one that it breaks is broken all the same. Null: nothing.</summary>
    public string? Incomplete { get; init; }

    /// <summary>Why a bound within the interval, which the value holds, is not judged: a clause. Null: it is judged by the value.</summary>
    public string? Unsure { get; init; }

    /// <summary>Whether the set is one text over and over: judged at any size, since more of it could not be better.</summary>
    public bool IsConstant { get; init; }

    public static Measured Exact(double value, long records) => new(value, value, value, records, "exact");
}

/// <summary>No value, because of <paramref name="Reason"/> (a clause: "the slice has no records").</summary>
public sealed record NotJudged(string Reason) : Measurement;

/// <summary>Documents that made a value what it is.</summary>
/// <param name="What">What they have in common, for a person; data stands in <paramref name="Excerpt"/> only.</param>
/// <param name="Excerpt">Text from the data, unescaped, at most 200 characters; null: none.</param>
/// <param name="Records">How many records there are in all.</param>
/// <param name="Places">The first few of them, the one to open first in front.</param>
public sealed record Evidence(string What, string? Excerpt, long Records, ImmutableArray<Place> Places)
{
    /// <summary>Whether <see cref="Places"/> are in the reference rather than in the data.</summary>
    public bool InReference { get; init; }
}
