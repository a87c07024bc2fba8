using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Checking;

/// <summary>
/// Holds a policy against the description of its keys: unknown and missing keys, values of the wrong kind, and what isn't available yet. What the
/// parts mean together is looked at afterwards, by the binders.
/// </summary>
internal sealed class ShapeChecker(ProblemList problems)
{
    /// <summary>Whether the part at hand was already reported as not available.</summary>
    private bool _reported;

    public void Check(MappingNode root, MapShape shape) => CheckMap(root, shape, root.Place);

    /// <param name="node">The value.</param>
    /// <param name="shape">What it should be.</param>
    /// <param name="key">The key that it stands behind.</param>
    public void Check(PolicyNode node, Shape shape, ScalarNode key)
    {
        if (!shape.Fits(node))
        {
            Wrong(node, shape, key, hint: "");
            return;
        }
        switch (shape)
        {
            case ScalarShape scalar:
                CheckScalar((ScalarNode)node, scalar, key);
                break;
            case ListShape list:
                CheckList(node, list, key);
                break;
            case NamedShape named:
                CheckNames((MappingNode)node, named, key);
                break;
            case MapShape map:
                CheckMap((MappingNode)node, map, key.Place);
                break;
            case ChoiceShape choice:
                Check(node, choice.Choices.First(c => c.Fits(node)), key);
                break;
        }
    }

    private void CheckScalar(ScalarNode node, ScalarShape shape, ScalarNode key)
    {
        if (shape.Fault(node) is { } hint)
            Wrong(node, shape, key, hint);
        else if (!_reported && !shape.IsAvailable(node))
            problems.Add(PolicyCodes.NotYet, $"{Display.Quote(key.Text)}: {Display.Quote(node.Text)} is not available yet in this version", node.Place);
    }

    private void CheckList(PolicyNode node, ListShape shape, ScalarNode key)
    {
        if (node is not SequenceNode list)
        {
            Check(node, shape.Item, key);
            return;
        }
        if (list.Items.Length == 0 && !shape.MayBeEmpty)
            problems.Add(PolicyCodes.WrongValue, $"{Display.Quote(key.Text)}: the list is empty; {shape.Expected} is wanted", node.Place);
        foreach (var item in list.Items) Check(item, shape.Item, key);
    }

    private void CheckNames(MappingNode map, NamedShape shape, ScalarNode key)
    {
        if (map.Entries.Length == 0 && !shape.MayBeEmpty)
            problems.AddMissing(PolicyCodes.Missing, $"{Display.Quote(key.Text)} is empty; {shape.Expected} is wanted", key.Place);
        foreach (var entry in map.Entries)
        {
            if (shape.Key.Fault(entry.Key) is { } hint) Wrong(entry.Key, shape.Key, key, hint);
            Check(entry.Value, shape.Value, entry.Key);
        }
    }

    private void CheckMap(MappingNode map, MapShape shape, PolicyPlace owner)
    {
        foreach (var entry in map.Entries)
        {
            if (shape.Find(entry.Key.Text) is { } known)
                CheckEntry(entry, known);
            else
                problems.Add(PolicyCodes.UnknownKey, UnknownKey.Message(entry.Key.Text, shape), entry.Key.Place);
        }
        foreach (var required in shape.Keys.Where(k => k.Required && map.Find(k.Name) is null))
            problems.AddMissing(PolicyCodes.Missing, $"'{required.Name}' is missing; {shape.What} needs it: {required.Shape.Expected}", owner);
        if (shape.OneOf.Length > 0 && shape.OneOf.All(k => map.Find(k.Name) is null))
            problems.AddMissing(PolicyCodes.Missing, $"{shape.What} needs at least one of {Display.Words(shape.OneOf.Select(k => k.Name))}", owner);
    }

    private void CheckEntry(PolicyEntry entry, PolicyKey known)
    {
        var reported = _reported;
        if (!known.Available)
        {
            if (!_reported && Availability.Asks(entry.Value))
                problems.Add(PolicyCodes.NotYet, NotYet(known), entry.Key.Place);
            // Within such a part only its spelling is of interest.
            _reported = true;
        }
        Check(entry.Value, known.Shape, entry.Key);
        _reported = reported;
    }

    private static string NotYet(PolicyKey key) => key is MetricKey
        ? $"'{key.Name}' can't be measured yet in this version; remove the budget, or switch it off with 'severity: off'"
        : $"'{key.Name}' is not available here yet in this version; remove it";

    private void Wrong(PolicyNode node, Shape shape, ScalarNode key, string hint)
    {
        var ending = hint.Length == 0 ? "" : $"; {hint}";
        problems.Add(PolicyCodes.WrongValue, $"{Display.Quote(key.Text)}: found {Display.Kind(node)}; wanted is {shape.Expected}{ending}", node.Place);
    }
}
