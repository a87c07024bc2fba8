namespace DataGate.Files.PolicyFile.Keys;

/// <summary>A key that a policy may hold.</summary>
/// <param name="name">As the policy spells it.</param>
/// <param name="shape">What may stand behind it.</param>
/// <param name="doc">One or two sentences for a person, with the default.</param>
internal class PolicyKey(string name, Shape shape, string doc)
{
    public string Name => name;

    public Shape Shape => shape;

    public string Doc => doc;

    public bool Required { get; init; }

    /// <summary>False for a key that the language has and this version can't carry out.</summary>
    public bool Available { get; init; } = true;
}

/// <summary>A key with one value.</summary>
internal sealed class Key<T>(string name, ScalarShape<T> shape, string doc) : PolicyKey(name, shape, doc)
    where T : notnull
{
    /// <summary>The value, where the key stands in the map with a fine one.</summary>
    public bool TryRead(MappingNode map, out T value)
    {
        value = default!;
        if (map.Find(Name)?.Value is not ScalarNode node || shape.Parse(node) is not { Ok: true } parsed) return false;
        value = parsed.Value;
        return true;
    }

    public T Read(MappingNode map, T fallback) => TryRead(map, out var value) ? value : fallback;
}
