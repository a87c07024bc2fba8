using System.Numerics;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Scanning;

/// <summary>One scope for each value of a <c>by</c> field. The more there are, the less each may take: together they are bounded as one set is.</summary>
/// <param name="newScope">Makes a scope among so many; see <see cref="SketchOptions.Among"/>.</param>
public sealed class GroupSketches(Func<int, ScopeSketch> newScope)
{
    private readonly Dictionary<string, ScopeSketch> _groups = new(StringComparer.Ordinal);
    private int _among = 1;

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
        // All are there, and as small as they get, before any takes what is as large or larger.
        foreach (var value in other._groups.Keys) Get(value);
        foreach (var (value, scope) in other._groups) Get(value)?.Merge(scope);
    }

    public void Clear()
    {
        _groups.Clear();
        (TooMany, _among) = (false, 1);
    }

    /// <summary>See <see cref="Sketch.IsFull"/>.</summary>
    public bool IsFull => _groups.Values.All(scope => scope.IsFull);

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
        var left = reader.ReadInt32();
        if (left < 0 || left > GroupNeeds.MaxGroups) throw new InvalidDataException("there are more groups than are kept");
        MakeRoom(left);
        for (; left > 0; left--) (Get(reader.ReadString()) ?? newScope(_among)).Load(reader);
    }

    /// <summary>Adds what was saved of a part, as merging it would: its groups may have been fewer, and larger.</summary>
    public void MergeSaved(MovedChunks reader)
    {
        var part = new GroupSketches(newScope);
        part.Load(reader);
        Merge(part);
    }

    private ScopeSketch? Get(string value)
    {
        if (TooMany) return null;
        if (_groups.TryGetValue(value, out var scope)) return scope;
        if (_groups.Count == GroupNeeds.MaxGroups)
        {
            Overflow();
            return null;
        }
        MakeRoom(_groups.Count + 1);
        return _groups[value] = newScope(_among);
    }

    /// <summary>Makes all smaller where there are to be so many that they get less.</summary>
    private void MakeRoom(int groups)
    {
        var among = (int)BitOperations.RoundUpToPowerOf2((uint)groups);
        if (among <= _among) return;
        _among = among;
        foreach (var (value, scope) in _groups.ToList())
        {
            var smaller = newScope(among);
            smaller.Merge(scope);
            _groups[value] = smaller;
        }
    }

    private void Overflow()
    {
        TooMany = true;
        _groups.Clear();
    }
}
