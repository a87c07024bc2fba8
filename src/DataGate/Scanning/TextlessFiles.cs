using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>A file of several records none of which has the text that the policy names.</summary>
/// <param name="File">As the person who runs the check would name it.</param>
/// <param name="Records">How many it has; 2 or more.</param>
/// <param name="Fields">The fields of its first records, by name; the first <see cref="MaxFields"/> and one more where there are more. Empty: not known.</param>
public sealed record TextlessFile(string File, long Records, ImmutableArray<string> Fields)
{
    /// <summary>Names of fields that are told.</summary>
    public const int MaxFields = 10;
}

/// <summary>The files of a set that have no text.</summary>
/// <param name="Files">How many.</param>
/// <param name="Records">Of them all.</param>
/// <param name="First">The first <see cref="MaxNamed"/>, in the files' order.</param>
/// <param name="Holds">Whether a place lies in one of them.</param>
public sealed record TextlessFiles(int Files, long Records, ImmutableArray<TextlessFile> First, Func<Place, bool> Holds)
{
    /// <summary>Files that are named.</summary>
    public const int MaxNamed = 20;

    /// <summary>There are none.</summary>
    public static TextlessFiles None { get; } = new(0, 0, [], _ => false);
}
