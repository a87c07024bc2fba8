using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DataGate.Documents;

namespace DataGate.Files.Readers.Json;

/// <summary>The fields that are asked for as a tree of names, so that a record is matched while it is read once.</summary>
internal sealed class FieldNode
{
    private readonly byte[] _name;
    private readonly int _index;

    private FieldNode(string name)
    {
        _name = Encoding.UTF8.GetBytes(name);
        _index = ToIndex(name);
    }

    /// <summary>Indexes of the fields whose value stands here; rarely more than one.</summary>
    public int[] Fields { get; private set; } = [];

    public FieldNode[] Children { get; private set; } = [];

    public static FieldNode Root(ImmutableArray<FieldPath> fields)
    {
        var root = new FieldNode("");
        for (var field = 0; field < fields.Length; field++)
        {
            var node = root;
            foreach (var segment in fields[field].Segments) node = node.ChildNamed(segment);
            node.Fields = [.. node.Fields, field];
        }
        return root;
    }

    public FieldNode? Child(ReadOnlySpan<byte> name)
    {
        foreach (var child in Children)
        {
            if (name.SequenceEqual(child._name)) return child;
        }
        return null;
    }

    public FieldNode? Child(int index)
    {
        foreach (var child in Children)
        {
            if (child._index == index) return child;
        }
        return null;
    }

    private FieldNode ChildNamed(string name)
    {
        var found = Child(Encoding.UTF8.GetBytes(name));
        if (found is not null) return found;
        found = new FieldNode(name);
        Children = [.. Children, found];
        return found;
    }

    /// <summary>RFC 6901: digits without a leading zero.</summary>
    private static int ToIndex(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
        && string.Equals(index.ToString(CultureInfo.InvariantCulture), name, StringComparison.Ordinal)
            ? index : -1;
}
