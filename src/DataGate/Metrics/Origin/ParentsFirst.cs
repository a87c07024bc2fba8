namespace DataGate.Metrics.Origin;

/// <summary>Goes through records so that each comes after its parents; those of one circle come together (Tarjan 1972, without recursion).</summary>
internal sealed class ParentsFirst
{
    private readonly Parentage _parentage;
    private readonly Action<List<int>> _visit;
    private readonly int[] _number;
    private readonly int[] _low;
    private readonly bool[] _isOpen;
    private readonly Stack<int> _open = new();
    private readonly Stack<(int Record, int Next)> _path = new();
    private int _numbers;

    private ParentsFirst(Parentage parentage, Action<List<int>> visit)
    {
        (_parentage, _visit) = (parentage, visit);
        (_number, _low, _isOpen) = (new int[parentage.Count], new int[parentage.Count], new bool[parentage.Count]);
    }

    /// <summary>Visits each record that is not human, and each id that names several: alone, or with all the others of its circle.</summary>
    public static void Visit(Parentage parentage, Action<List<int>> visit)
    {
        var walk = new ParentsFirst(parentage, visit);
        for (var record = 0; record < walk._number.Length; record++)
            if (walk._number[record] == 0) walk.From(record);
    }

    private void From(int start)
    {
        Enter(start);
        while (_path.TryPop(out var at))
        {
            var (record, next) = at;
            var parents = _parentage.Of(record);
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
        foreach (var record in members) _isOpen[record] = false;
        _visit(members);
    }
}
