using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Policies;

namespace DataGate.Scanning;

/// <summary>Tells human and synthetic records apart: human rules first, by value or by file.</summary>
internal sealed class OriginRules(Origin? origin)
{
    private const int MaxCached = 100_000;
    private readonly Dictionary<string, FileOrigin> _byValue = new(StringComparer.Ordinal);

    /// <summary>The origin, and whether a rule matched rather than the policy's default.</summary>
    public (RecordOrigin Origin, bool Matched) Of(string? value, FileOrigin file)
    {
        if (origin is null) return (RecordOrigin.Unknown, true);
        var rules = file | (value is null ? FileOrigin.None : ByValue(value));
        if ((rules & FileOrigin.Human) != FileOrigin.None) return (RecordOrigin.Human, true);
        if ((rules & FileOrigin.Synthetic) != FileOrigin.None) return (RecordOrigin.Synthetic, true);
        return (origin.Unlabelled switch
        {
            Unlabelled.Human => RecordOrigin.Human,
            Unlabelled.Synthetic => RecordOrigin.Synthetic,
            _ => RecordOrigin.Unknown,
        }, false);
    }

    private FileOrigin ByValue(string value)
    {
        if (_byValue.TryGetValue(value, out var known)) return known;
        var rules = (Any(origin!.HumanValues, value) ? FileOrigin.Human : FileOrigin.None) | (Any(origin.SyntheticValues, value) ? FileOrigin.Synthetic : FileOrigin.None);
        if (_byValue.Count >= MaxCached) _byValue.Clear();
        return _byValue[value] = rules;
    }

    private static bool Any(ImmutableArray<ValuePattern> patterns, string value)
    {
        foreach (var pattern in patterns)
            if (pattern.Matches(value)) return true;
        return false;
    }
}
