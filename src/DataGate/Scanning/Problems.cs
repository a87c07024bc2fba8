using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>How many faults of one kind the files have, and the first of them.</summary>
public sealed class ProblemCount(ReadingProblemKind kind)
{
    /// <summary>Faults of a kind that are kept with their place.</summary>
    public const int MaxKept = 20;

    private readonly SortedSet<ReadingProblem> _first = new(Comparer<ReadingProblem>.Create(static (a, b) =>
        a.Place != b.Place ? a.Place.CompareTo(b.Place) : string.CompareOrdinal(a.Detail, b.Detail)));

    public ReadingProblemKind Kind => kind;

    public long Count { get; private set; }

    /// <summary>The first <see cref="MaxKept"/>, in order.</summary>
    public IReadOnlyCollection<ReadingProblem> First => _first;

    internal void Add(in ReadingProblem problem, long count = 1)
    {
        Count += count;
        if (_first.Count == MaxKept && problem.Place > _first.Max.Place) return;
        _first.Add(problem);
        if (_first.Count > MaxKept) _first.Remove(_first.Max);
    }

    internal void Raise(long count) => Count += count;

    internal void Merge(ProblemCount other)
    {
        Raise(other.Count);
        foreach (var problem in other._first) Add(problem, 0);
    }
}

/// <summary>The faults found in one pass, by kind.</summary>
public sealed class Problems
{
    private readonly List<ProblemCount> _found = [];

    /// <summary>Of each kind that there is, in the order of the kinds.</summary>
    public IReadOnlyList<ProblemCount> Found => _found;

    public void Add(in ReadingProblem problem) => Of(problem.Kind).Add(problem);

    public void Merge(Problems other)
    {
        foreach (var problems in other._found) Of(problems.Kind).Merge(problems);
    }

    public void Clear() => _found.Clear();

    public void Save(BinaryWriter writer)
    {
        writer.Write(_found.Count);
        foreach (var problems in _found)
        {
            writer.Write((byte)problems.Kind);
            writer.Write(problems.Count);
            writer.Write(problems.First.Count);
            foreach (var problem in problems.First)
            {
                writer.Write(problem.Place.Packed);
                writer.Write(problem.Detail);
            }
        }
    }

    public void Load(BinaryReader reader)
    {
        Clear();
        for (var kinds = reader.ReadInt32(); kinds > 0; kinds--)
        {
            var kind = (ReadingProblemKind)reader.ReadByte();
            if (!Enum.IsDefined(kind)) throw new InvalidDataException("an unknown kind of fault");
            var count = reader.ReadInt64();
            for (var kept = reader.ReadInt32(); kept > 0; kept--)
                Of(kind).Add(new ReadingProblem(kind, Place.Load(reader), reader.ReadString()), 0);
            Of(kind).Raise(count);
        }
    }

    private ProblemCount Of(ReadingProblemKind kind)
    {
        var at = 0;
        while (at < _found.Count && _found[at].Kind < kind) at++;
        if (at == _found.Count || _found[at].Kind != kind) _found.Insert(at, new ProblemCount(kind));
        return _found[at];
    }
}
