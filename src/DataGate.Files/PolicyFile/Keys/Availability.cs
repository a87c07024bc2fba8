using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>
/// What the policy language has and this version can't carry out yet: the one place to turn it on. Keys say it for themselves by <see cref="Later"/>.
/// </summary>
internal static class Availability
{
    /// <summary>Marks a key that this version knows and can't carry out.</summary>
    public static PolicyKey Later(string name, Shape shape, string doc) => new(name, shape, doc) { Available = false };

    public static bool IsNow(SliceName slice) => slice is not SliceName.Base;

    /// <summary>
    /// What stood before a change and what halves of the reference score need a measure over draws. Shares of rare cases and labels are counted,
    /// all else is compared at equal size.
    /// </summary>
    public static bool IsNow(Bound bound, MetricInfo metric) =>
        bound.Anchor is not (Anchor.Base or Anchor.Null) || MetricCatalog.Get(metric.Name).OverDraws is not null;

    /// <summary>Whether a value really asks for what its key stands for: not where it is <c>off</c>, empty, or a budget that is switched off.</summary>
    public static bool Asks(PolicyNode value) => value switch
    {
        ScalarNode scalar => scalar.Text is not "off",
        SequenceNode list => list.Items.Length > 0,
        MappingNode map => map.Entries.Length > 0 && !IsOff(map),
        _ => true,
    };

    /// <summary>Whether a budget says of itself that it is switched off.</summary>
    public static bool IsOff(PolicyNode budget) =>
        budget is MappingNode map && SettingKeys.Severity.FindValue(map) is Severity.Off;
}
