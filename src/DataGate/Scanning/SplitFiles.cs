using System.Collections.Immutable;

namespace DataGate.Scanning;

/// <summary>Which files of a dataset are in no split or in several, and what the splits' globs miss.</summary>
/// <param name="Without">Files of no split, as the person who runs the check would name them; in order.</param>
/// <param name="Several">Files of several splits, each with the splits' names.</param>
/// <param name="Unmatched">Globs of the splits that match no file, each as the number of its split and of the glob in it.</param>
/// <param name="Empty">Numbers of the splits that have globs with files, and none of the dataset's.</param>
public sealed record SplitFiles(
    ImmutableArray<string> Without, ImmutableArray<(string File, string Splits)> Several, ImmutableArray<(int Split, int Glob)> Unmatched, ImmutableArray<int> Empty)
{
    /// <summary>Of a dataset that declares no splits.</summary>
    public static SplitFiles None { get; } = new([], [], [], []);
}
