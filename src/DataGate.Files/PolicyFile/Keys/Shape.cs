using System.Collections.Immutable;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>What may stand behind a key. The parser and the JSON Schema both follow it.</summary>
internal abstract class Shape
{
    /// <summary>What is wanted, for a person: <c>a size such as 512MB</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Whether the node is of this kind, whatever it holds.</summary>
    public abstract bool Fits(PolicyNode node);
}

/// <summary>A map whose keys are known.</summary>
/// <param name="name">Of its definition in the schema; unique.</param>
/// <param name="what">For a person: <c>a dataset</c>.</param>
/// <param name="keys">In the order of the documentation.</param>
internal sealed class MapShape(string name, string what, params ImmutableArray<PolicyKey> keys) : Shape
{
    public string Name => name;

    public string What => what;

    public ImmutableArray<PolicyKey> Keys => keys;

    /// <summary>Keys of which one at least must stand; empty: none need.</summary>
    public ImmutableArray<PolicyKey> OneOf { get; init; } = [];

    public override string Expected => "a map";

    public override bool Fits(PolicyNode node) => node is MappingNode;

    public PolicyKey? Find(string key) => keys.FirstOrDefault(k => string.Equals(k.Name, key, StringComparison.Ordinal));
}

/// <summary>A map whose keys are names that the policy chooses.</summary>
/// <param name="key">What the names must be.</param>
/// <param name="value">What stands behind each.</param>
internal sealed class NamedShape(ScalarShape key, Shape value) : Shape
{
    public ScalarShape Key => key;

    public Shape Value => value;

    public bool MayBeEmpty { get; init; }

    public override string Expected => $"a map from {key.Expected} to {value.Expected}";

    public override bool Fits(PolicyNode node) => node is MappingNode;
}

/// <summary>A list.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    public Shape Item => item;

    /// <summary>Whether one value may stand for a list of one.</summary>
    public bool OrOne { get; init; }

    public bool MayBeEmpty { get; init; }

    public override string Expected => OrOne ? $"{item.Expected}, or a list of such" : $"a list, each item {item.Expected}";

    public override bool Fits(PolicyNode node) => node is SequenceNode || (OrOne && item.Fits(node));
}

/// <summary>One of several shapes, told apart by the node's kind.</summary>
internal sealed class ChoiceShape(params ImmutableArray<Shape> choices) : Shape
{
    public ImmutableArray<Shape> Choices => choices;

    public override string Expected => string.Join(", or ", choices.Select(c => c.Expected));

    public override bool Fits(PolicyNode node) => choices.Any(c => c.Fits(node));
}
