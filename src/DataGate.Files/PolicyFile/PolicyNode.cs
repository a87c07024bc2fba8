using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Yaml;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile;

/// <summary>A part of a policy file, with the place it came from. Parts are shared where the file uses an anchor twice.</summary>
public abstract class PolicyNode
{
    private protected PolicyNode(PolicySource source, PolicyPlace place, long size, int height) =>
        (Source, Place, Size, Height) = (source, place, size, height);

    public PolicyPlace Place { get; }

    internal PolicySource Source { get; }

    /// <summary>Nodes in it, itself included, aliases expanded.</summary>
    internal long Size { get; }

    /// <summary>Levels in it: 1 for a scalar.</summary>
    internal int Height { get; }
}

/// <summary>A single value.</summary>
public sealed class ScalarNode : PolicyNode
{
    internal ScalarNode(PolicySource source, PolicyPlace place, string text, bool plain)
        : base(source, place, size: 1, height: 1) => (Text, Plain) = (text, plain);

    /// <summary>The value as text: quotes and escapes resolved.</summary>
    public string Text { get; }

    /// <summary>Whether it stands without quotes, so that <c>5</c>, <c>true</c> and <c>null</c> aren't texts.</summary>
    public bool Plain { get; }

    /// <summary>Whether YAML takes it for no value.</summary>
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

/// <summary>A list.</summary>
public sealed class SequenceNode : PolicyNode
{
    internal SequenceNode(PolicySource source, PolicyPlace place, ImmutableArray<PolicyNode> items)
        : base(source, place, 1 + items.Sum(i => i.Size), 1 + items.Select(i => i.Height).DefaultIfEmpty().Max()) => Items = items;

    public ImmutableArray<PolicyNode> Items { get; }
}

/// <summary>A key of a map and its value.</summary>
public sealed record PolicyEntry(ScalarNode Key, PolicyNode Value);

/// <summary>A map. No key stands twice.</summary>
public sealed class MappingNode : PolicyNode
{
    internal MappingNode(PolicySource source, PolicyPlace place, ImmutableArray<PolicyEntry> entries)
        : base(source, place, 1 + entries.Sum(e => 1 + e.Value.Size), 1 + entries.Select(e => e.Value.Height).DefaultIfEmpty().Max()) =>
        Entries = entries;

    /// <summary>In the file's order; what an extended base adds stands first.</summary>
    public ImmutableArray<PolicyEntry> Entries { get; }

    /// <summary>Null where the key doesn't stand here.</summary>
    public PolicyEntry? Find(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key.Text, key, StringComparison.Ordinal));
}
