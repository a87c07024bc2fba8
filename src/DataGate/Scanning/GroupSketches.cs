using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Scanning;

/// <summary>One scope for each value of a <c>by</c> field.</summary>
public sealed class GroupSketches(Func<ScopeSketch> newScope)
{
    private readonly Dictionary<string, ScopeSketch> _groups = new(StringComparer.Ordinal);

    /// <summary>Whether there were more values than a field may cut by; <see cref="Groups"/> is empty then.</summary>
    public bool TooMany { get; private set; }

    /// <summary>The groups, in ordinal order of their value.</summary>
    public IEnumerable<KeyValuePair<string, ScopeSketch>> Groups => _groups.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The group of a value; null: no record has it.</summary>
    public ScopeSketch? Find(string value) => _groups.GetValueOrDefault(value);

    public void Add(string value, Document document) => Get(value)?.Add(document);

    public void Merge(GroupSketches other)
    {
        if (other.TooMany) Overflow();
        foreach (var (value, scope) in other._groups) Get(value)?.Merge(scope);
    }

    public void Clear()
    {
        _groups.Clear();
        TooMany = false;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(TooMany);
        writer.Write(_groups.Count);
        foreach (var (value, scope) in Groups)
        {
            writer.Write(value);
            scope.Save(writer);
        }
    }

    public void Load(BinaryReader reader)
    {
        Clear();
        TooMany = reader.ReadBoolean();
        for (var left = reader.ReadInt32(); left > 0; left--) (Get(reader.ReadString()) ?? newScope()).Load(reader);
    }

    private ScopeSketch? Get(string value)
    {
        if (TooMany) return null;
        if (_groups.TryGetValue(value, out var scope)) return scope;
        if (_groups.Count < GroupNeeds.MaxGroups) return _groups[value] = newScope();
        Overflow();
        return null;
    }

    private void Overflow()
    {
        TooMany = true;
        _groups.Clear();
    }
}
