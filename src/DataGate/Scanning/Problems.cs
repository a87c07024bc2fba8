using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>How many faults of one kind the files have, and the first of them.</summary>
public sealed class ProblemCount(ReadingProblemKind kind)
{
    /// <summary>Faults of a kind that are kept with their place.</summary>
    public const int MaxKept = 20;

    private readonly SortedSet<(int Before, ReadingProblem Problem)> _first = new(Comparer<(int Before, ReadingProblem Problem)>.Create(static (a, b) =>
        a.Before != b.Before ? a.Before.CompareTo(b.Before) : Compare(a.Problem, b.Problem)));

    public ReadingProblemKind Kind => kind;

    public long Count { get; private set; }

    /// <summary>
    /// <see cref="MaxKept"/> of them, in order: the first of each chunk, then the second of each, and so on, so that one file full of them leaves room for those of others.
    /// </summary>
    public IReadOnlyCollection<ReadingProblem> First => [.. _first.Select(kept => kept.Problem).Order(Comparer<ReadingProblem>.Create(static (a, b) => Compare(a, b)))];

    internal IReadOnlyCollection<(int Before, ReadingProblem Problem)> Kept => _first;

    /// <param name="problem">Of the kind.</param>
    /// <param name="before">How many of the kind its chunk has before it; of very many, any number.</param>
    /// <param name="count">How many it counts for.</param>
    internal void Add(in ReadingProblem problem, int before, long count = 1)
    {
        Count += count;
        if (_first.Count == MaxKept && before > _first.Max.Before) return;
        _first.Add((before, problem));
        if (_first.Count > MaxKept) _first.Remove(_first.Max);
    }

    private static int Compare(in ReadingProblem a, in ReadingProblem b) => a.Place != b.Place ? a.Place.CompareTo(b.Place) : string.CompareOrdinal(a.Detail, b.Detail);

    internal void Raise(long count) => Count += count;

    internal void Merge(ProblemCount other)
    {
        Raise(other.Count);
        foreach (var (before, problem) in other._first) Add(problem, before, 0);
    }
}

/// <summary>The faults found in one pass, by kind.</summary>
public sealed class Problems
{
    private readonly List<ProblemCount> _found = [];

    /// <summary>Of each kind that there is, in the order of the kinds.</summary>
    public IReadOnlyList<ProblemCount> Found => _found;

    /// <param name="problem">The next of its chunk.</param>
    /// <param name="before">How many of its kind the chunk has before it.</param>
    public void Add(in ReadingProblem problem, int before) => Of(problem.Kind).Add(problem, before);

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
            writer.Write(problems.Kept.Count);
            foreach (var (before, problem) in problems.Kept)
            {
                writer.Write(before);
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
            {
                var before = reader.ReadInt32();
                Of(kind).Add(new ReadingProblem(kind, Place.Load(reader), reader.ReadString()), before, 0);
            }
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
