using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>What bounds are relative to.</summary>
internal static class Anchors
{
    public static string Word(Anchor anchor) => anchor switch
    {
        Anchor.Reference => "reference",
        Anchor.Base => "base",
        Anchor.Null => "null",
        _ => "",
    };

    /// <summary>Which of two bounds is higher, whatever the anchor scores; null where that depends.</summary>
    public static int? Compare(Bound a, Bound b)
    {
        if (a.Anchor != b.Anchor) return null;
        var (factor, offset) = (a.Factor.CompareTo(b.Factor), a.Offset.CompareTo(b.Offset));
        if (factor == 0) return offset;
        // Factors count for anchors that aren't negative, and only those take a factor.
        return offset == 0 || offset == factor ? factor : null;
    }
}
