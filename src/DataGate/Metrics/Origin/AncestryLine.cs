using System.Runtime.InteropServices;

namespace DataGate.Metrics.Origin;

/// <summary>What following a record's parents came to.</summary>
/// <param name="Depth">Generations from a human record at the least: its own number, or one more than its deepest parent's, whichever is larger.</param>
/// <param name="IsAnchored">Whether it has parents and every line from it ends in a human record.</param>
/// <param name="IsSilent">Whether it says no generation, and a line from it ends in nothing that says one.</param>
/// <param name="LacksParent">Whether a parent that it names is nowhere.</param>
/// <param name="IsInCircle">Whether it is its own ancestor.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AncestryLine(int Depth, bool IsAnchored, bool IsSilent, bool LacksParent, bool IsInCircle)
{
    /// <summary>Of a human record.</summary>
    internal static AncestryLine Human { get; } = new(0, IsAnchored: true, IsSilent: false, LacksParent: false, IsInCircle: false);
}
