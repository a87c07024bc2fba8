using System.Collections.Immutable;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Checking;

/// <summary>Everything found wrong so far.</summary>
internal sealed class ProblemList
{
    private const int Limit = 1000;

    private readonly HashSet<PolicyProblem> _problems = [];

    /// <summary>Whether a base couldn't be read: then nothing can be called missing, since it may stand there.</summary>
    public bool Incomplete { get; private set; }

    public bool Any => _problems.Count > 0;

    public void Add(string code, string message, PolicyPlace place) => Add(new PolicyProblem(code, message, place));

    /// <summary>The same problem of a part that is used twice is told once.</summary>
    public void Add(PolicyProblem problem) => _problems.Add(problem);

    /// <summary>Something that should stand in the policy doesn't.</summary>
    public void AddMissing(string code, string message, PolicyPlace place)
    {
        if (!Incomplete) Add(code, message, place);
    }

    /// <summary>A file couldn't be read.</summary>
    public void AddFatal(PolicyProblem problem)
    {
        Add(problem);
        Incomplete = true;
    }

    /// <param name="files">As places show them, in the order of reading.</param>
    public ImmutableArray<PolicyProblem> Sorted(IReadOnlyList<string> files)
    {
        if (!Any) return [];
        var order = files.Distinct(StringComparer.Ordinal).Select((file, index) => (file, index)).ToDictionary(f => f.file, f => f.index, StringComparer.Ordinal);
        var sorted = _problems
            .OrderBy(p => order.GetValueOrDefault(p.Place.File, int.MaxValue))
            .ThenBy(p => p.Place.Line)
            .ThenBy(p => p.Place.Column)
            .ThenBy(p => p.Code, StringComparer.Ordinal)
            .ThenBy(p => p.Message, StringComparer.Ordinal)
            .ToImmutableArray();
        if (sorted.Length <= Limit) return sorted;
        var last = sorted[Limit];
        return [.. sorted[..Limit], last with { Code = PolicyCodes.Limit, Message = $"{sorted.Length - Limit} more problems from here on" }];
    }
}
