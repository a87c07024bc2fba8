using System.Collections.Immutable;

namespace DataGate.Scanning;

/// <summary>Files of a set whose bytes stand in a file of its reference too: what is held against itself never differs.</summary>
/// <param name="Same">How many are files of the reference by their name too.</param>
/// <param name="AllOfSet">Whether every file of the set is among them.</param>
/// <param name="AllOfReference">Whether every file of the reference is one of them, or has the bytes of one.</param>
/// <param name="Named">The first of them.</param>
public sealed record SharedFiles(int Same, bool AllOfSet, bool AllOfReference, ImmutableArray<string> Named)
{
    /// <summary>There are none.</summary>
    public static SharedFiles None { get; } = new(0, AllOfSet: false, AllOfReference: false, []);

    /// <summary>Of file names.</summary>
    public const int MaxNamed = 5;
}
