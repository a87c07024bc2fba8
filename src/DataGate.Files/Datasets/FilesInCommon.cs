using System.Collections.Immutable;
using DataGate.Files.Memos;
using DataGate.Files.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Datasets;

/// <summary>Finds files of two sets that have the same bytes. Only those are hashed for which the other set has a file of their length.</summary>
internal static class FilesInCommon
{
    public static SharedFiles Of(ImmutableArray<InputFile> set, ImmutableArray<InputFile> reference, int threads)
    {
        var (ours, theirs) = (Lengths(set), Lengths(reference));
        var (mine, other) = (Digests(set, theirs, threads), Digests(reference, ours, threads));
        var (known, found) = (other.Values.ToHashSet(StringComparer.Ordinal), mine.Values.ToHashSet(StringComparer.Ordinal));
        List<string> shared = [.. mine.Where(file => known.Contains(file.Value)).Select(file => file.Key)];
        if (shared.Count == 0) return SharedFiles.None;
        return new SharedFiles(
            shared.Count(other.ContainsKey), shared.Count == set.Count(IsSome), other.Count(file => found.Contains(file.Value)) == reference.Count(IsSome),
            [.. shared.Order(StringComparer.Ordinal).Take(SharedFiles.MaxNamed)]);
    }

    /// <summary>Empty files are alike, and say nothing.</summary>
    private static bool IsSome(InputFile file) => file.Length > 0;

    private static HashSet<long> Lengths(ImmutableArray<InputFile> files) => [.. files.Where(IsSome).Select(file => file.Length)];

    /// <summary>By name; without those that can't be read, which reading them tells.</summary>
    private static Dictionary<string, string> Digests(ImmutableArray<InputFile> files, HashSet<long> lengths, int threads)
    {
        List<InputFile> alike = [.. files.Where(file => lengths.Contains(file.Length))];
        var digests = FileDigests.Of([.. alike.Select(file => file.Path)], threads, SourceOptions.DefaultLeastPiece);
        return alike.Zip(digests).Where(file => file.Second.Digest is not null).DistinctBy(file => file.First.Display, StringComparer.Ordinal)
            .ToDictionary(file => file.First.Display, file => Convert.ToHexStringLower(file.Second.Digest!), StringComparer.Ordinal);
    }
}
