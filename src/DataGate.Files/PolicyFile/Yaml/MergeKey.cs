using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>
/// YAML's merge key: <c>&lt;&lt;: *anchor</c> adds the entries of a map, or of each map of a list, that the map doesn't have itself. The map's own come first, then those of earlier maps.
/// </summary>
internal static class MergeKey
{
    public static bool Is(ScalarNode key) => key.Plain && key.Text is "<<";

    public static ImmutableArray<PolicyEntry> Apply(List<PolicyEntry> own, PolicyEntry merge, ProblemList problems)
    {
        var entries = own.ToImmutableArray().ToBuilder();
        var known = own.Select(e => e.Key.Text).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<PolicyNode> sources = merge.Value is SequenceNode list ? list.Items : [merge.Value];
        foreach (var source in sources)
        {
            if (source is MappingNode map)
                entries.AddRange(map.Entries.Where(e => known.Add(e.Key.Text)));
            else
                problems.Add(PolicyCodes.WrongValue, $"'<<' takes a map, or a list of maps: found {Display.Kind(source)}", source.Place);
        }
        return entries.ToImmutable();
    }
}
