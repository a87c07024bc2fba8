using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Settings that a budget takes from its dataset, and that from the defaults, where it doesn't name its own.</summary>
internal sealed record Inherited(Severity Severity, Severity NotJudged, int MinRecords, string? Owner)
{
    public static Inherited BuiltIn { get; } = new(Severity.Error, Severity.Error, MinRecords: 100, Owner: null);

    /// <summary>The same, with what <paramref name="map"/> says for itself.</summary>
    public Inherited Over(MappingNode? map) => map is null ? this : new(
        SettingKeys.Severity.Read(map, Severity),
        SettingKeys.NotJudged.Read(map, NotJudged),
        SettingKeys.MinRecords.Read(map, MinRecords),
        SettingKeys.Owner.Find(map) ?? Owner);
}
