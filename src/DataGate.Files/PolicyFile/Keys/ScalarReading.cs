namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Values that may be absent, as C# spells that.</summary>
internal static class ScalarReading
{
    public static T? Find<T>(this Key<T> key, MappingNode map)
        where T : class => key.TryRead(map, out var value) ? value : null;

    public static T? FindValue<T>(this Key<T> key, MappingNode map)
        where T : struct => key.TryRead(map, out var value) ? value : null;

    public static T? Read<T>(this ScalarShape<T> shape, ScalarNode node)
        where T : class => shape.Parse(node) is { Ok: true } parsed ? parsed.Value : null;
}
