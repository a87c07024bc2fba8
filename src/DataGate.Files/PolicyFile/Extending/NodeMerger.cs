using System.Collections.Immutable;

namespace DataGate.Files.PolicyFile.Extending;

/// <summary>Lays a policy over its base: maps merge key by key, everything else is replaced.</summary>
internal static class NodeMerger
{
    public static MappingNode Merge(MappingNode far, MappingNode near)
    {
        var nearer = near.Entries.ToDictionary(e => e.Key.Text, StringComparer.Ordinal);
        var entries = ImmutableArray.CreateBuilder<PolicyEntry>(far.Entries.Length + near.Entries.Length);
        foreach (var entry in far.Entries)
        {
            if (!nearer.Remove(entry.Key.Text, out var over))
                entries.Add(entry);
            else if (entry.Value is MappingNode below && over.Value is MappingNode above)
                entries.Add(over with { Value = Merge(below, above) });
            else
                entries.Add(over);
        }
        entries.AddRange(near.Entries.Where(e => nearer.ContainsKey(e.Key.Text)));
        return new MappingNode(near.Source, near.Place, entries.ToImmutable());
    }
}
