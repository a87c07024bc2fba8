using System.Collections.Immutable;

namespace DataGate.Scanning;

/// <summary>What is wrong with a series of files.</summary>
public enum ShardFaultKind
{
    /// <summary>Numbers of it are not there.</summary>
    Missing,

    /// <summary>Files of it have numbers that it can't have.</summary>
    Beyond,

    /// <summary>Several files of it have one number.</summary>
    Twice,

    /// <summary>Files of it have no records, and others have.</summary>
    Empty,
}

/// <summary>A series of files, by their names, that doesn't add up.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="File">A file of it that is read.</param>
/// <param name="Count">How many the series has, by their names.</param>
/// <param name="Times">How many numbers are missing or stand several times, or how many files lie beyond or are empty.</param>
/// <param name="Named">The first of the files that it is about; <c>A or B</c> where either is missing, as the series counts from 0 or from 1.</param>
public sealed record ShardFault(ShardFaultKind Kind, string File, int Count, int Times, ImmutableArray<string> Named);
