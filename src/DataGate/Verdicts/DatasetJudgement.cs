namespace DataGate.Verdicts;

/// <summary>A dataset whose comparisons have entered the family: what is left is the verdict.</summary>
public sealed class DatasetJudgement
{
    private Func<DatasetVerdict>? _judge;
    private DatasetVerdict? _verdict;

    internal DatasetJudgement(Func<DatasetVerdict> judge, bool compares, UnionPart? part)
    {
        Part = part;
        _judge = judge;
        // Without a comparison there is nothing to wait for, and what was read need not stay in memory.
        if (!compares) Judge();
    }

    /// <summary>What it brings into unions; null: it is a member of none.</summary>
    public UnionPart? Part { get; }

    /// <summary>The verdict; call when every dataset of the check has begun.</summary>
    public DatasetVerdict Judge()
    {
        if (_judge is null) return _verdict!;
        _verdict = _judge();
        _judge = null;
        return _verdict;
    }
}
