using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Settings that a budget takes from its dataset, and that from the defaults, where it doesn't name its own.</summary>
internal sealed record Inherited(Severity Severity, Severity NotJudged, int MinRecords, string? Owner)
{
    /// <summary>How numbers are compared with the baseline; null: they are not.</summary>
    public HistoryPolicy? History { get; init; }

    public static Inherited BuiltIn { get; } = new(Severity.Error, Severity.Error, MinRecords: 100, Owner: null);

    /// <summary>The same, with what <paramref name="map"/> says for itself.</summary>
    public Inherited Over(MappingNode? map) => map is null ? this : new(
        SettingKeys.Severity.Read(map, Severity),
        SettingKeys.NotJudged.Read(map, NotJudged),
        SettingKeys.MinRecords.Read(map, MinRecords),
        SettingKeys.Owner.Find(map) ?? Owner)
    {
        History = HistoryOf(map),
    };

    /// <summary>What stands behind the key, even where that is <c>off</c>; without the key, what is inherited.</summary>
    private HistoryPolicy? HistoryOf(MappingNode map) =>
        map.Find(HistoryKeys.History.Name) is not { } entry ? History
        : entry.Value is MappingNode own && HistoryKeys.WorseBy.TryRead(own, out var share)
            ? new HistoryPolicy(share, ((ScalarNode)own.Find(HistoryKeys.WorseBy.Name)!.Value).Text, entry.Key.Place)
            : null;
}
