using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>How the comparison with the baseline differs between two versions of a policy.</summary>
internal static class HistoryChanges
{
    public static IEnumerable<PolicyChange> Of(DatasetPolicy before, DatasetPolicy now) => Of($"history in '{now.Name}'", before.History, now.History, before.Place, now.Place);

    /// <summary>Of a budget of both versions, where its own setting changed and not only its dataset's.</summary>
    public static IEnumerable<PolicyChange> Of(DatasetPolicy ofBefore, DatasetPolicy ofNow, Budget before, Budget now, string name) =>
        (before.History?.WorseBy == ofBefore.History?.WorseBy) && (now.History?.WorseBy == ofNow.History?.WorseBy) ? []
            : Of($"history of {name}", before.History, now.History, before.Place, now.Place);

    private static IEnumerable<PolicyChange> Of(string what, HistoryPolicy? before, HistoryPolicy? now, PolicyPlace beforePlace, PolicyPlace nowPlace)
    {
        if (before?.WorseBy == now?.WorseBy) yield break;
        if (now is null) yield return new PolicyChange(PolicyEffect.Looser, $"{what} was worse-by {before!.Text}, is gone", before.Place, nowPlace);
        else if (before is null) yield return new PolicyChange(PolicyEffect.Tighter, $"{what} is new: worse-by {now.Text}", beforePlace, now.Place);
        else yield return new PolicyChange(now.WorseBy > before.WorseBy ? PolicyEffect.Looser : PolicyEffect.Tighter, $"{what} was worse-by {before.Text}, is {now.Text}", before.Place, now.Place);
    }
}
