namespace DataGate.Policies;

/// <summary>How old a reference may be.</summary>
/// <param name="Days">A hundred years at most; fractions count.</param>
/// <param name="Text">As the policy spells it.</param>
/// <param name="Place">Its key in the policy.</param>
public sealed record MaxAge(double Days, string Text, PolicyPlace Place)
{
    /// <summary>What an older reference is worth. Default: error.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>What it is worth when nobody knows how old the reference is. Default: error.</summary>
    public Severity NotJudged { get; init; } = Severity.Error;
}
