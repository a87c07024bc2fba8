namespace DataGate.Metrics.Origin;

/// <summary>What each record's line comes to, found from its parents' lines, and the way along it.</summary>
internal sealed class AncestryLines
{
    private readonly Parentage _parentage;
    private readonly AncestryLine[] _lines;
    private readonly int[] _blamed;
    private readonly int[] _ends;
    private readonly int[] _deepest;

    public AncestryLines(Parentage parentage)
    {
        _parentage = parentage;
        (_lines, _blamed) = (new AncestryLine[parentage.Count], new int[parentage.Count]);
        (_ends, _deepest) = (new int[parentage.Count], new int[parentage.Count]);
        ParentsFirst.Visit(parentage, Draw);
    }

    public AncestryLine Of(int record) => _lines[record];

    /// <summary>The parent by which an unanchored record is unanchored; the record itself: by its own fault.</summary>
    public int Blamed(int record) => _blamed[record];

    /// <summary>Where following <see cref="Blamed"/> ends.</summary>
    public int End(int record) => _ends[record];

    /// <summary>The deepest parent; the record itself: it has none in the data.</summary>
    public int Deepest(int record) => _deepest[record];

    private void Draw(List<int> members)
    {
        if (members.Count > 1 || _parentage.Of(members[0]).Contains(members[0])) DrawCircle(members);
        else Draw(members[0]);
    }

    private void Draw(int record)
    {
        var (depth, deepest, blamed) = (0, record, record);
        var (isAnchored, isSilent, lacks) = (true, false, false);
        var parents = _parentage.Of(record);
        foreach (var parent in parents)
        {
            if (parent == Parentage.Missing)
            {
                (isAnchored, isSilent, lacks) = (false, true, true);
                continue;
            }
            var line = LineOf(parent);
            var below = line.Depth + Step(record);
            if (parent != Parentage.InReference && (below > depth || (below == depth && (deepest == record || Before(parent, deepest))))) deepest = parent;
            depth = Math.Max(depth, below);
            isSilent |= line.IsSilent;
            if (line.IsAnchored) continue;
            isAnchored = false;
            if (blamed == record || Before(parent, blamed)) blamed = parent;
        }
        Set(record, new AncestryLine(depth, isAnchored && !parents.IsEmpty, isSilent || parents.IsEmpty, lacks, IsInCircle: false));
        _deepest[record] = deepest;
        _blamed[record] = lacks ? record : blamed;
        _ends[record] = _blamed[record] == record ? record : _ends[blamed];
    }

    /// <summary>The members of a circle are all as deep as the deepest parent outside it makes any of them: no less is certain.</summary>
    private void DrawCircle(List<int> members)
    {
        var depth = 0;
        var circle = members.ToHashSet();
        foreach (var record in members)
        {
            depth = Math.Max(depth, Own(record));
            // An id in a circle is named by a record in it, which is one generation from all that the id names.
            foreach (var parent in _parentage.Of(record))
                if (parent != Parentage.Missing && !circle.Contains(parent)) depth = Math.Max(depth, LineOf(parent).Depth + 1);
        }
        var first = members.Where(record => record < _parentage.Records).MinBy(_parentage.PlaceOf);
        foreach (var record in members)
        {
            Set(record, new AncestryLine(depth, IsAnchored: false, IsSilent: true, _parentage.Of(record).Contains(Parentage.Missing), IsInCircle: true));
            _deepest[record] = record;
            _blamed[record] = _ends[record] = first;
        }
    }

    private void Set(int record, AncestryLine line) => _lines[record] = line with
    {
        Depth = Math.Max(line.Depth, Own(record)),
        IsSilent = line.IsSilent && _parentage.Generation(record) < 0,
    };

    private AncestryLine LineOf(int parent) => parent < 0 ? AncestryLine.Human : _lines[parent];

    /// <summary>From a record to its parent is one generation; from an id to the records that it names, none.</summary>
    private int Step(int record) => record < _parentage.Records ? 1 : 0;

    /// <summary>The least depth of a record whatever its parents are: no synthetic one is human.</summary>
    private int Own(int record) => Math.Max(_parentage.Generation(record), _parentage.IsSynthetic(record) ? 1 : 0);

    private bool Before(int left, int right) => _parentage.PlaceOf(left) < _parentage.PlaceOf(right);
}
