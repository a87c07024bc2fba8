using System.Collections.Immutable;
using DataGate.Files.Readers;

namespace DataGate.Files.Memos;

/// <summary>
/// The files of a scan in groups: each file its own or, where there are more files than groups, by their names alone, so that a file that comes, goes or changes leaves all groups but its own
/// as they are.
/// </summary>
internal sealed class ScanGroups
{
    /// <summary>Groups of a scan: one change in a file costs reading so many-th of the bytes anew.</summary>
    public const int Count = 256;

    private readonly ImmutableArray<Chunk>[] _chunks;
    private readonly ImmutableArray<int>[] _files;
    private readonly int[] _groupOf;

    public ScanGroups(ScanPlan plan)
    {
        _groupOf = plan.Files.Length <= Count ? [.. Enumerable.Range(0, plan.Files.Length)] : [.. plan.Files.Select(file => Of(file.Display))];
        var inGroup = Enumerable.Range(0, plan.Files.Length).ToLookup(file => _groupOf[file]);
        _files = [.. Enumerable.Range(0, Count).Select(group => inGroup[group].ToImmutableArray())];
        var byGroup = plan.Chunks.ToLookup(chunk => _groupOf[chunk.File]);
        _chunks = [.. Enumerable.Range(0, Count).Select(group => byGroup[group].ToImmutableArray())];
    }

    /// <summary>Groups that have files.</summary>
    public IEnumerable<int> Filled => Enumerable.Range(0, Count).Where(group => !_files[group].IsEmpty);

    public int Group(Chunk chunk) => _groupOf[chunk.File];

    /// <summary>Indexes of a group's files, in the plan's order.</summary>
    public ImmutableArray<int> Files(int group) => _files[group];

    /// <summary>Bytes of a group's files.</summary>
    public long Bytes(int group) => _chunks[group].Sum(chunk => chunk.Length);

    /// <summary>The chunks of a group's files, in the plan's order.</summary>
    public ImmutableArray<Chunk> Chunks(int group) => _chunks[group];

    /// <summary>FNV-1a of the name.</summary>
    private static int Of(string name)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in name) hash = (hash ^ character) * 1099511628211UL;
        return (int)((hash ^ (hash >> 32)) % Count);
    }
}
