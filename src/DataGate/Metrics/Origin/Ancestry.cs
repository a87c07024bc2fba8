using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Origin;

/// <summary>What is wrong with the ids and parents of a dataset.</summary>
public enum AncestryFault
{
    /// <summary>A parent is named that neither the data nor the reference has.</summary>
    MissingParent,

    /// <summary>A record is its own ancestor.</summary>
    Circle,

    /// <summary>One id names several records of the data.</summary>
    DuplicateId,
}

/// <summary>
/// Who descends from whom, over a whole dataset and its reference. A line follows parents until a human record, whatever that one's own
/// parents are. A parent is looked for in the data, then in the reference, whose records all count as human. Where an id names
/// several records all of them are parents.
/// </summary>
/// <remarks>Depends on the records alone, not on their order: ties go to the record that stands first.</remarks>
public sealed class Ancestry
{
    /// <summary>A parent in the reference, and one that is nowhere; other negative numbers are human records of the data.</summary>
    private const int InReference = int.MinValue, Missing = int.MinValue + 1;

    private readonly Lineage _synthetic;
    private readonly Lineage _unknown;
    private readonly Lineage _human;

    /// <summary>Human records are the complements of their index, others their number: synthetic ones, unknown ones, then one for each id that names several records.</summary>
    private readonly int[] _parents;
    private readonly int[] _starts;
    private readonly List<Place> _duplicates = [];
    private readonly List<Place> _groups = [];
    private readonly Line[] _lines;
    private readonly int[] _blamed;
    private readonly int[] _ends;
    private readonly int[] _deepest;

    /// <param name="whole">The dataset.</param>
    /// <param name="reference">The reference; null: there are no reference files.</param>
    public Ancestry(ScopeSketch whole, SetSketch? reference)
    {
        _synthetic = Sealed(whole.Leaf(RecordOrigin.Synthetic));
        _unknown = Sealed(whole.Leaf(RecordOrigin.Unknown));
        _human = Sealed(whole.Leaf(RecordOrigin.Human));
        var anchors = reference?.Get<Lineage>(SketchKind.Lineage);
        TooMany = _synthetic.TooMany || _unknown.TooMany || _human.TooMany || anchors is { TooMany: true };
        (_parents, _starts) = TooMany ? ([], [0]) : Resolve(anchors);
        var nodes = _starts.Length - 1;
        (_lines, _blamed, _ends, _deepest) = (new Line[nodes], new int[nodes], new int[nodes], new int[nodes]);
        new Tracing(this).Trace();
    }

    /// <summary>Whether there are more records than the policy's memory lets ancestry be followed for; nothing is known then.</summary>
    public bool TooMany { get; }

    /// <summary>What following a record's parents came to.</summary>
    /// <param name="Depth">Generations from a human record at the least: its own number, or one more than its deepest parent's, whichever is larger.</param>
    /// <param name="IsAnchored">Whether it has parents and every line from it ends in a human record.</param>
    /// <param name="IsSilent">Whether it says no generation, and a line from it ends in nothing that says one.</param>
    /// <param name="LacksParent">Whether a parent that it names is nowhere.</param>
    /// <param name="IsInCircle">Whether it is its own ancestor.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Line(int Depth, bool IsAnchored, bool IsSilent, bool LacksParent, bool IsInCircle);

    /// <summary>The number of the synthetic record at a place.</summary>
    public int Find(Place place)
    {
        int low = 0, high = _synthetic.Count - 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (_synthetic.Place(middle) < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    public Line Of(int record) => _lines[record];

    /// <summary>The record that a line from an unanchored one ends in, or fails at: maybe the record itself.</summary>
    public int EndOf(int record) => _ends[record];

    /// <summary>Whether a record names any parent.</summary>
    public bool HasParents(int record) => _starts[record + 1] > _starts[record];

    public Place PlaceOf(int record) =>
        record < 0 ? (record > Missing ? _human.Place(~record) : Place.None)
        : record < _synthetic.Count ? _synthetic.Place(record)
        : record < Records ? _unknown.Place(record - _synthetic.Count)
        : _groups[record - Records];

    /// <summary>From an unanchored record to the one that its line ends in.</summary>
    public ImmutableArray<Place> ChainToEnd(int record) => Chain(record, _blamed);

    /// <summary>From a record along its deepest parents, to a human one where that stands in the data.</summary>
    public ImmutableArray<Place> DeepestChain(int record) => Chain(record, _deepest);

    /// <summary>What is wrong, each kind with all its records counted and the first few of them.</summary>
    public IEnumerable<(AncestryFault Fault, long Records, ImmutableArray<Place> First)> Faults()
    {
        var all = Enumerable.Range(0, TooMany ? 0 : Records);
        foreach (var (fault, records) in new[]
        {
            (AncestryFault.MissingParent, all.Where(record => _lines[record].LacksParent).Select(PlaceOf)),
            (AncestryFault.Circle, all.Where(record => _lines[record].IsInCircle).Select(PlaceOf)),
            (AncestryFault.DuplicateId, _duplicates),
        })
        {
            var places = records.Order().ToList();
            if (places.Count > 0) yield return (fault, places.Count, [.. places.Take(SampledText.MaxPlaces)]);
        }
    }

    /// <summary>Records that are not human.</summary>
    private int Records => _synthetic.Count + _unknown.Count;

    private ImmutableArray<Place> Chain(int record, int[] next)
    {
        var chain = ImmutableArray.CreateBuilder<Place>();
        while (chain.Count < SampledText.MaxPlaces)
        {
            if (record < Records) chain.Add(PlaceOf(record));
            if (record < 0 || next[record] == record) break;
            record = next[record];
        }
        return chain.ToImmutable();
    }

    private static Lineage Sealed(SetSketch leaf)
    {
        var lineage = leaf.Get<Lineage>(SketchKind.Lineage);
        lineage.Seal();
        return lineage;
    }

    /// <summary>The parents of every record, as numbers, one record's after the other's.</summary>
    private (int[] Parents, int[] Starts) Resolve(Lineage? reference)
    {
        var (ids, owners) = Owners();
        var parents = new List<int>(_synthetic.Parents + _unknown.Parents);
        var starts = new List<int>(Records + 1) { 0 };
        var named = new Dictionary<ulong, int>(ids.Length);
        var groups = new List<(int Start, int End)>();
        for (int start = 0, end; start < ids.Length; start = end)
        {
            for (end = start + 1; end < ids.Length && ids[end] == ids[start]; end++)
            {
            }
            named[ids[start]] = end - start == 1 ? owners[start] : Records + groups.Count;
            if (end - start > 1) groups.Add((start, end));
        }
        var anchors = new HashSet<ulong>();
        for (var i = 0; i < (reference?.Count ?? 0); i++) anchors.Add(reference!.Id(i));
        for (var record = 0; record < Records; record++)
        {
            var own = record < _synthetic.Count ? _synthetic.ParentsOf(record) : _unknown.ParentsOf(record - _synthetic.Count);
            foreach (var id in own) parents.Add(named.TryGetValue(id, out var owner) ? owner : anchors.Contains(id) ? InReference : Missing);
            starts.Add(parents.Count);
        }
        foreach (var (start, end) in groups)
        {
            var members = owners.AsSpan(start, end - start);
            parents.AddRange(members);
            starts.Add(parents.Count);
            foreach (var member in members) _duplicates.Add(PlaceOf(member));
            _groups.Add(_duplicates[^members.Length..].Min());
        }
        return ([.. parents], [.. starts]);
    }

    /// <summary>The data's ids in order, each with the record that has it.</summary>
    private (ulong[] Ids, int[] Owners) Owners()
    {
        var ids = new List<ulong>();
        var owners = new List<int>();
        void Take(Lineage lineage, Func<int, int> number)
        {
            for (var i = 0; i < lineage.Count; i++)
            {
                if (lineage.Id(i) == 0) continue;
                ids.Add(lineage.Id(i));
                owners.Add(number(i));
            }
        }
        Take(_synthetic, i => i);
        Take(_unknown, i => i + _synthetic.Count);
        Take(_human, i => ~i);
        ulong[] keys = [.. ids];
        int[] values = [.. owners];
        Array.Sort(keys, values);
        return (keys, values);
    }

    /// <summary>Goes through the records so that each comes after its parents; those of one circle come together (Tarjan 1972, without recursion).</summary>
    private sealed class Tracing(Ancestry all)
    {
        private readonly int[] _number = new int[all._lines.Length];
        private readonly int[] _low = new int[all._lines.Length];
        private readonly bool[] _isOpen = new bool[all._lines.Length];
        private readonly Stack<int> _open = new();
        private readonly Stack<(int Record, int Next)> _path = new();
        private int _numbers;

        public void Trace()
        {
            for (var record = 0; record < _number.Length; record++)
                if (_number[record] == 0) From(record);
        }

        private void From(int start)
        {
            Enter(start);
            while (_path.TryPop(out var at))
            {
                var (record, next) = at;
                var parents = Parents(record);
                var entered = false;
                for (; next < parents.Length && !entered; next++)
                {
                    var parent = parents[next];
                    if (parent < 0) continue;
                    if (_number[parent] == 0)
                    {
                        _path.Push((record, next));
                        Enter(parent);
                        entered = true;
                    }
                    else if (_isOpen[parent])
                    {
                        _low[record] = Math.Min(_low[record], _low[parent]);
                    }
                }
                if (!entered && _low[record] == _number[record]) Close(record);
            }
        }

        private void Enter(int record)
        {
            _number[record] = _low[record] = ++_numbers;
            _isOpen[record] = true;
            _open.Push(record);
            _path.Push((record, 0));
        }

        private void Close(int first)
        {
            var members = new List<int>();
            do members.Add(_open.Pop());
            while (members[^1] != first);
            if (members.Count > 1 || Parents(first).Contains(first)) DrawCircle(members);
            else Draw(first);
            foreach (var record in members) _isOpen[record] = false;
        }

        private void Draw(int record)
        {
            var (depth, deepest, blamed) = (0, record, record);
            var (isAnchored, isSilent, lacks) = (true, false, false);
            var parents = Parents(record);
            foreach (var parent in parents)
            {
                if (parent == Missing)
                {
                    (isAnchored, isSilent, lacks) = (false, true, true);
                    continue;
                }
                var line = LineOf(parent);
                var below = line.Depth + Step(record);
                if (parent != InReference && (below > depth || (below == depth && (deepest == record || Before(parent, deepest))))) deepest = parent;
                depth = Math.Max(depth, below);
                isSilent |= line.IsSilent;
                if (line.IsAnchored) continue;
                isAnchored = false;
                if (blamed == record || Before(parent, blamed)) blamed = parent;
            }
            Set(record, new Line(depth, isAnchored && !parents.IsEmpty, isSilent || parents.IsEmpty, lacks, IsInCircle: false));
            all._deepest[record] = deepest;
            all._blamed[record] = lacks ? record : blamed;
            all._ends[record] = all._blamed[record] == record ? record : all._ends[blamed];
        }

        /// <summary>The members of a circle are all as deep as the deepest parent outside it makes any of them: no less is certain.</summary>
        private void DrawCircle(List<int> members)
        {
            var depth = 0;
            foreach (var record in members)
            {
                depth = Math.Max(depth, Own(record));
                // An id in a circle is named by a record in it, which is one generation from all that the id names.
                foreach (var parent in Parents(record))
                    if (parent != Missing && (parent < 0 || !_isOpen[parent])) depth = Math.Max(depth, LineOf(parent).Depth + 1);
            }
            var first = members.Where(record => record < all.Records).MinBy(all.PlaceOf);
            foreach (var record in members)
            {
                Set(record, new Line(depth, IsAnchored: false, IsSilent: true, Parents(record).Contains(Missing), IsInCircle: true));
                all._deepest[record] = record;
                all._blamed[record] = all._ends[record] = first;
            }
        }

        private void Set(int record, Line line) => all._lines[record] = line with
        {
            Depth = Math.Max(line.Depth, Own(record)),
            IsSilent = line.IsSilent && Generation(record) < 0,
        };

        private Line LineOf(int parent) => parent < 0 ? new Line(0, IsAnchored: true, IsSilent: false, LacksParent: false, IsInCircle: false) : all._lines[parent];

        /// <summary>From a record to its parent is one generation; from an id to the records that it names, none.</summary>
        private int Step(int record) => record < all.Records ? 1 : 0;

        /// <summary>The least depth of a record whatever its parents are: no synthetic one is human.</summary>
        private int Own(int record) => Math.Max(Generation(record), record < all._synthetic.Count ? 1 : 0);

        private int Generation(int record) =>
            record < all._synthetic.Count ? all._synthetic.Generation(record)
            : record < all.Records ? all._unknown.Generation(record - all._synthetic.Count)
            : -1;

        private bool Before(int left, int right) => all.PlaceOf(left) < all.PlaceOf(right);

        private ReadOnlySpan<int> Parents(int record) => all._parents.AsSpan(all._starts[record]..all._starts[record + 1]);
    }
}
