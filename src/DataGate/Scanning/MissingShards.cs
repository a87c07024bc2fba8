using System.Collections.Immutable;

namespace DataGate.Scanning;

/// <summary>A series of files of which some are not there.</summary>
/// <param name="File">One that is.</param>
/// <param name="Count">How many the series has, by their names.</param>
/// <param name="Missing">How many of them are not there.</param>
/// <param name="Named">The first of those.</param>
public sealed record MissingShards(string File, int Count, int Missing, ImmutableArray<string> Named);
