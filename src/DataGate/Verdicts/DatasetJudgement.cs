namespace DataGate.Verdicts;

/// <summary>A dataset whose comparisons have entered the family: what is left is the verdict.</summary>
public sealed class DatasetJudgement
{
    private readonly Func<DatasetVerdict> _judge;

    internal DatasetJudgement(Func<DatasetVerdict> judge) => _judge = judge;

    /// <summary>The verdict; call when every dataset of the check has begun.</summary>
    public DatasetVerdict Judge() => _judge();
}
