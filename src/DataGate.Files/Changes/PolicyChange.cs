using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>What a change of a policy does to what is judged.</summary>
public enum PolicyEffect
{
    /// <summary>More passes than before.</summary>
    Looser,

    /// <summary>Less passes than before.</summary>
    Tighter,

    /// <summary>Something else is judged, or in another way.</summary>
    Other,
}

/// <summary>One difference between two versions of a policy.</summary>
/// <param name="Effect">What it does.</param>
/// <param name="What">What differs: a clause with the old and the new value. May hold names from the policy; not escaped.</param>
/// <param name="Before">Where the old version says it; null: it says nothing of it.</param>
/// <param name="Now">Where the new one does.</param>
public sealed record PolicyChange(PolicyEffect Effect, string What, PolicyPlace? Before, PolicyPlace? Now);
