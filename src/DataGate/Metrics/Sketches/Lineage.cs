using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Metrics.Sketches;

/// <summary>
/// Which record was made from which: the hash of each record's id, and those of its parents. All of it up to
/// <paramref name="maxBytes"/>, nothing beyond. Human records are kept by their id alone: where a line reaches one it ends.
/// </summary>
/// <remarks>Ids are known by 64-bit hashes: among n of them some two are taken for one with a chance of n² / 2⁶⁵, 3·10⁻⁸ for a million.</remarks>
public sealed class Lineage(long maxBytes) : Sketch
{
    /// <summary>What a record takes of the limit.</summary>
    public const int RecordBytes = 24;

    /// <summary>What each of its parents takes.</summary>
    public const int ParentBytes = 8;

    private static readonly Copies s_none = new(0, Documents.Place.None, Documents.Place.None);
    private readonly List<Entry> _entries = [];
    private readonly List<ulong> _parents = [];
    private bool _isSorted = true;

    /// <param name="Id">The hash of its id; 0: it has none.</param>
    /// <param name="Place">Where it stands.</param>
    /// <param name="Generation">What it says of itself; −1: nothing.</param>
    /// <param name="Start">Where its parents start among all.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(ulong Id, Place Place, int Generation, int Start);

    /// <summary>Records kept: those with an id or a parent.</summary>
    public int Count => _entries.Count;

    /// <summary>Parents of all of them.</summary>
    public int Parents => _parents.Count;

    /// <summary>Records with neither an id nor a parent nor a generation.</summary>
    public Copies Silent { get; private set; } = s_none;

    /// <summary>Records with neither an id nor a parent.</summary>
    public Copies Bare { get; private set; } = s_none;

    /// <summary>Whether there were more than the limit holds; nothing is kept then.</summary>
    public bool TooMany { get; private set; }

    /// <summary>The hash of a record's id; 0: it has none. Records stand in the order of their places once the sketch is sealed.</summary>
    public ulong Id(int index) => _entries[index].Id;

    public Place Place(int index) => _entries[index].Place;

    /// <summary>−1: it says none.</summary>
    public int Generation(int index) => _entries[index].Generation;

    /// <summary>The hashes of a record's different parents, ascending.</summary>
    public ReadOnlySpan<ulong> ParentsOf(int index)
    {
        var start = _entries[index].Start;
        var end = index + 1 < _entries.Count ? _entries[index + 1].Start : _parents.Count;
        return CollectionsMarshal.AsSpan(_parents)[start..end];
    }

    public override void Add(Document document)
    {
        var isHuman = document.Origin == RecordOrigin.Human;
        var parents = isHuman ? [] : CollectionsMarshal.AsSpan(document.Parents);
        if (document.Id == 0 && parents.IsEmpty)
        {
            var one = Copies.One(document.Place);
            Bare = Copies.Merge(Bare, one);
            if (document.Generation is null) Silent = Copies.Merge(Silent, one);
            return;
        }
        parents.Sort();
        Put(document.Id, document.Place, document.Generation ?? -1, parents);
    }

    public override void Merge(Sketch other)
    {
        var lineage = (Lineage)other;
        Bare = Copies.Merge(Bare, lineage.Bare);
        Silent = Copies.Merge(Silent, lineage.Silent);
        if (lineage.TooMany) Overflow();
        if (TooMany) return;
        var shift = _parents.Count;
        foreach (var entry in lineage._entries) _entries.Add(entry with { Start = entry.Start + shift });
        _parents.AddRange(lineage._parents);
        if (lineage.Count > 0) _isSorted = false;
        Limit();
    }

    public override void Clear()
    {
        _entries.Clear();
        _parents.Clear();
        Bare = Silent = s_none;
        TooMany = false;
        _isSorted = true;
    }

    public override void Seal()
    {
        if (_isSorted) return;
        _isSorted = true;
        var order = new int[_entries.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, Compare);
        var entries = new Entry[order.Length];
        var parents = new ulong[_parents.Count];
        var used = 0;
        for (var i = 0; i < order.Length; i++)
        {
            entries[i] = _entries[order[i]] with { Start = used };
            var own = ParentsOf(order[i]);
            own.CopyTo(parents.AsSpan(used));
            used += own.Length;
        }
        entries.CopyTo(CollectionsMarshal.AsSpan(_entries));
        parents.CopyTo(CollectionsMarshal.AsSpan(_parents));
    }

    public override void Save(BinaryWriter writer)
    {
        Seal();
        Copies.Save(writer, Bare);
        Copies.Save(writer, Silent);
        writer.Write(TooMany);
        writer.Write(Count);
        for (var i = 0; i < Count; i++)
        {
            writer.Write(_entries[i].Id);
            writer.Write(_entries[i].Place.Packed);
            writer.Write(_entries[i].Generation);
            var parents = ParentsOf(i);
            writer.Write(parents.Length);
            foreach (var parent in parents) writer.Write(parent);
        }
    }

    public override void Load(BinaryReader reader)
    {
        Clear();
        Bare = Copies.Load(reader);
        Silent = Copies.Load(reader);
        TooMany = reader.ReadBoolean();
        var parents = new List<ulong>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var (id, place, generation) = (reader.ReadUInt64(), Documents.Place.Load(reader), reader.ReadInt32());
            parents.Clear();
            for (var more = reader.ReadInt32(); more > 0; more--) parents.Add(reader.ReadUInt64());
            if (TooMany) throw new InvalidDataException("an ancestry that is too large holds records");
            Put(id, place, generation, CollectionsMarshal.AsSpan(parents));
        }
    }

    private void Put(ulong id, Place place, int generation, ReadOnlySpan<ulong> parents)
    {
        if (TooMany) return;
        _entries.Add(new Entry(id, place, generation, _parents.Count));
        for (var i = 0; i < parents.Length; i++)
            if (i == 0 || parents[i] != parents[i - 1]) _parents.Add(parents[i]);
        _isSorted = false;
        Limit();
    }

    private void Limit()
    {
        if (((long)RecordBytes * _entries.Count) + ((long)ParentBytes * _parents.Count) > maxBytes) Overflow();
    }

    private void Overflow()
    {
        TooMany = true;
        _entries.Clear();
        _parents.Clear();
        _isSorted = true;
    }

    /// <summary>By place; records of one place, which only places beyond their limits are, by all that is known of them.</summary>
    private int Compare(int left, int right)
    {
        var (a, b) = (_entries[left], _entries[right]);
        var order = a.Place.CompareTo(b.Place);
        if (order == 0) order = a.Id.CompareTo(b.Id);
        if (order == 0) order = a.Generation.CompareTo(b.Generation);
        return order != 0 ? order : ParentsOf(left).SequenceCompareTo(ParentsOf(right));
    }
}
