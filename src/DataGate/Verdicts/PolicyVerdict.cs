namespace DataGate.Verdicts;

/// <summary>What a check of several policies says of one of them.</summary>
/// <param name="File">The policy, as the person who runs the check would name it.</param>
/// <param name="Verdict">Of its datasets and unions alone.</param>
public sealed record PolicyVerdict(string File, Verdict Verdict)
{
    /// <summary>Whether the policy can't be carried out: what is wrong with it stands in the findings.</summary>
    public bool IsInvalid { get; init; }
}
