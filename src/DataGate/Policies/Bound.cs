namespace DataGate.Policies;

/// <summary>What a relative bound is relative to.</summary>
public enum Anchor
{
    /// <summary>An absolute bound.</summary>
    None,

    /// <summary>What the reference scores at the same size.</summary>
    Reference,

    /// <summary>What the dataset scored before the change, at the same size.</summary>
    Base,

    /// <summary>What halves of the reference score against each other at the same size.</summary>
    Null,

    /// <summary>What the committed baseline says, at its own size.</summary>
    Baseline,
}

/// <summary>One bound of a budget: <c>Factor × anchor + Offset</c>; for an absolute bound, <c>Offset</c>.</summary>
/// <param name="Anchor">What it is relative to.</param>
/// <param name="Factor">Of the anchor's value; 0 for an absolute bound, 1 for an additive one.</param>
/// <param name="Offset">Added; a share of 1 where the policy wrote a percentage.</param>
/// <param name="Text">As the policy spells it.</param>
/// <param name="Place">Where the policy spells it.</param>
public sealed record Bound(Anchor Anchor, double Factor, double Offset, string Text, PolicyPlace Place)
{
    public bool IsAbsolute => Anchor == Anchor.None;

    /// <summary>The bound's value, given what the anchor scores.</summary>
    public double Resolve(double anchor) => IsAbsolute ? Offset : (Factor * anchor) + Offset;
}
