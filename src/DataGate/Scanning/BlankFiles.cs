using System.Collections.Immutable;

namespace DataGate.Scanning;

/// <summary>The files of a set that have no record: no bytes, blank lines, an empty array, a header alone.</summary>
/// <param name="Files">How many.</param>
/// <param name="First">The first <see cref="MaxNamed"/>, in the files' order, as the person who runs the check would name them.</param>
public sealed record BlankFiles(int Files, ImmutableArray<string> First)
{
    /// <summary>Files that are named.</summary>
    public const int MaxNamed = 20;

    /// <summary>There are none.</summary>
    public static BlankFiles None { get; } = new(0, []);
}
