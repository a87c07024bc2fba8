using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Keys;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Parts of a map as binders ask for them. What is of the wrong kind reads as absent: it is reported already.</summary>
internal static class NodeReading
{
    public static PolicyNode? ValueOf(this MappingNode map, PolicyKey key) => map.Find(key.Name)?.Value;

    public static MappingNode? MapOf(this MappingNode map, PolicyKey key) => map.ValueOf(key) as MappingNode;

    public static bool Has(this MappingNode map, PolicyKey key) => map.Find(key.Name) is not null;

    /// <summary>The single values of a list, or the one that stands for it.</summary>
    public static ImmutableArray<ScalarNode> Scalars(this PolicyNode? node) => node switch
    {
        ScalarNode scalar => [scalar],
        SequenceNode list => [.. list.Items.OfType<ScalarNode>()],
        _ => [],
    };
}
