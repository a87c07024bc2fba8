using System.Text.Json.Nodes;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>A single value.</summary>
internal abstract class ScalarShape : Shape
{
    /// <summary>Whether YAML's <c>null</c> is a value here.</summary>
    public bool TakesNull { get; init; }

    public override bool Fits(PolicyNode node) => node is ScalarNode;

    /// <summary>Null where the value is fine, else a hint for a person; it may be empty.</summary>
    public abstract string? Fault(ScalarNode node);

    /// <summary>Whether this version can do what a fine value asks for.</summary>
    public abstract bool IsAvailable(ScalarNode node);

    /// <summary>As JSON Schema; a fresh object.</summary>
    public abstract JsonObject Schema();
}

/// <summary>What became of a text: a value, or a hint at what is wrong with it.</summary>
internal readonly record struct Parsed<T>(bool Ok, T Value, string Hint)
{
    public static implicit operator Parsed<T>(T value) => new(Ok: true, value, "");

    public static Parsed<T> Wrong(string hint = "") => new(Ok: false, default!, hint);
}

/// <summary>A single value that is understood as a <typeparamref name="T"/>.</summary>
internal sealed class ScalarShape<T>(string expected, Func<JsonObject> schema, Func<ScalarNode, Parsed<T>> parse) : ScalarShape
    where T : notnull
{
    /// <summary>Whether this version can do what the value asks for; null: it always can.</summary>
    public Func<T, bool>? Available { get; init; }

    public override string Expected => expected;

    public Parsed<T> Parse(ScalarNode node) =>
        node.IsNull && !TakesNull ? Parsed<T>.Wrong() : parse(node);

    public override string? Fault(ScalarNode node) => Parse(node) is { Ok: false, Hint: var hint } ? hint : null;

    public override bool IsAvailable(ScalarNode node) => Available is null || Parse(node) is not { Ok: true } parsed || Available(parsed.Value);

    public override JsonObject Schema() => schema();
}
