using System.Globalization;
using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>How the exemptions of a dataset differ between two versions of its policy: what is exempted longer passes more.</summary>
internal static class ExemptionChanges
{
    public static IEnumerable<PolicyChange> Of(DatasetPolicy before, DatasetPolicy now)
    {
        var (old, current) = (ByWhatTheyName(before), ByWhatTheyName(now));
        foreach (var (key, exemption) in current)
        {
            if (!old.TryGetValue(key, out var was))
                yield return new PolicyChange(PolicyEffect.Looser, $"the exemption of {Name(exemption, now)} is new, until {Day(exemption)}: {exemption.Reason.TrimEnd('.', ' ')}", null, exemption.Place);
            else if (was.Until != exemption.Until)
                yield return new PolicyChange(was.Until < exemption.Until ? PolicyEffect.Looser : PolicyEffect.Tighter, $"the exemption of {Name(exemption, now)} was until {Day(was)}, is until {Day(exemption)}", was.Place, exemption.Place);
        }
        foreach (var (_, exemption) in old.Where(pair => !current.ContainsKey(pair.Key)))
            yield return new PolicyChange(PolicyEffect.Tighter, $"the exemption of {Name(exemption, before)} is gone", exemption.Place, now.Place);
    }

    private static Dictionary<(string?, string?, string), Exemption> ByWhatTheyName(DatasetPolicy dataset) => dataset.Exemptions
        .GroupBy(exemption => (exemption.Metric, exemption.Code, exemption.Slice)).ToDictionary(group => group.Key, group => group.MaxBy(exemption => exemption.Until)!);

    private static string Name(Exemption exemption, DatasetPolicy dataset) =>
        $"{string.Join(' ', new[] { exemption.Code, exemption.Metric }.OfType<string>())}{(exemption.Slice == Exemption.Everything ? "" : $" of '{exemption.Slice}'")} in '{dataset.Name}'";

    private static string Day(Exemption exemption) => exemption.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
