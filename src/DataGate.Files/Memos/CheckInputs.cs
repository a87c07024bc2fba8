using System.Collections.Immutable;
using DataGate.Policies;

namespace DataGate.Files.Memos;

/// <summary>All that a check reads, by name: whoever reads it again knows whether the check would say the same.</summary>
public sealed record CheckInputs
{
    private const int MaxCount = 100_000;

    /// <summary>Full paths of single files: the policy, its bases, its baseline. That one isn't there is a state of it too.</summary>
    public required ImmutableArray<string> Files { get; init; }

    /// <summary>Sets whose files are read.</summary>
    public required ImmutableArray<FileSet> Sets { get; init; }

    /// <summary>Sets of which only the names are asked for.</summary>
    public required ImmutableArray<FileSet> Listed { get; init; }

    /// <summary>Revisions that are read.</summary>
    public ImmutableArray<NamedRevision> Revisions { get; init; } = [];

    internal void Save(BinaryWriter writer)
    {
        writer.Write(Files.Length);
        foreach (var file in Files) writer.Write(file);
        Save(writer, Sets);
        Save(writer, Listed);
        writer.Write(Revisions.Length);
        foreach (var revision in Revisions)
        {
            writer.Write(revision.Folder);
            writer.Write(revision.Name);
            writer.Write(revision.IsMergeBase);
        }
    }

    /// <exception cref="IOException">It is cut off.</exception>
    /// <exception cref="FormatException">It is something else.</exception>
    internal static CheckInputs Load(BinaryReader reader)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        for (var left = Count(reader); left > 0; left--) files.Add(reader.ReadString());
        var (sets, listed) = (LoadSets(reader), LoadSets(reader));
        var revisions = ImmutableArray.CreateBuilder<NamedRevision>();
        for (var left = Count(reader); left > 0; left--) revisions.Add(new NamedRevision(reader.ReadString(), reader.ReadString(), reader.ReadBoolean()));
        return new CheckInputs { Files = files.ToImmutable(), Sets = sets, Listed = listed, Revisions = revisions.ToImmutable() };
    }

    private static void Save(BinaryWriter writer, ImmutableArray<FileSet> sets)
    {
        writer.Write(sets.Length);
        foreach (var set in sets)
        {
            writer.Write(set.Folder);
            writer.Write(set.Globs.Length);
            foreach (var glob in set.Globs)
            {
                writer.Write(glob.Glob);
                writer.Write(glob.Excludes);
            }
        }
    }

    private static ImmutableArray<FileSet> LoadSets(BinaryReader reader)
    {
        // Where a policy spells a glob says nothing of the files.
        var nowhere = new PolicyPlace("", 0, 0);
        var sets = ImmutableArray.CreateBuilder<FileSet>();
        for (var left = Count(reader); left > 0; left--)
        {
            var folder = reader.ReadString();
            var globs = ImmutableArray.CreateBuilder<FileGlob>();
            for (var more = Count(reader); more > 0; more--) globs.Add(new FileGlob(reader.ReadString(), reader.ReadBoolean(), nowhere));
            sets.Add(new FileSet(globs.ToImmutable(), folder, nowhere));
        }
        return sets.ToImmutable();
    }

    private static int Count(BinaryReader reader) => reader.ReadInt32() is >= 0 and <= MaxCount and var count ? count : throw new FormatException("a count is out of range");
}

/// <summary>A revision as it is asked for.</summary>
/// <param name="Folder">In its repository.</param>
/// <param name="Name">Of a commit or, with <paramref name="IsMergeBase"/>, of the branch that HEAD parted from.</param>
/// <param name="IsMergeBase">Whether it is where the two parted.</param>
public sealed record NamedRevision(string Folder, string Name, bool IsMergeBase = false);
