using System.Collections.Immutable;

namespace DataGate.Verdicts;

/// <summary>What a <c>by</c> field cuts out of a set: the records of one of its values, or of several small ones together.</summary>
/// <param name="Name">As findings name it: the value itself, where it is one.</param>
/// <param name="Together">The small values, in their order; default: it is one value. Two that are of several are equal only where they are the same.</param>
internal sealed record ByValue(string Name, ImmutableArray<string> Together = default)
{
    public bool IsSeveral => !Together.IsDefault;

    public ImmutableArray<string> Values => IsSeveral ? Together : [Name];
}
