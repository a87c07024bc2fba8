using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>The fields that a pass reads, each once, and where each use finds its value.</summary>
internal sealed class FieldMap
{
    private readonly List<FieldPath> _fields = [];

    public ImmutableArray<FieldPath> Fields => [.. _fields];

    /// <summary>The index of a field; −1 for none.</summary>
    public int Index(FieldPath? field)
    {
        if (field is null) return -1;
        var index = _fields.IndexOf(field);
        if (index >= 0) return index;
        _fields.Add(field);
        return _fields.Count - 1;
    }
}
