using DataGate.Documents;
using DataGate.Files.Baselines;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Changes;

/// <summary>Tells what a change does to the baseline that it is compared with: who may edit that moves the bound without touching the policy.</summary>
/// <param name="files">Of the revision.</param>
/// <param name="revision">Its name.</param>
/// <param name="baseDirectory">Paths are shown relative to it.</param>
internal sealed class BaselineAnchor(PolicyFiles files, string revision, string baseDirectory)
{
    private const int MaxNamed = 5;

    /// <param name="policy">The policy at the revision.</param>
    /// <param name="path">Where it stands.</param>
    public IEnumerable<Finding> Changes(Policy policy, string path)
    {
        if (policy.Datasets.All(dataset => dataset.Budgets.All(budget => budget.History is null))) yield break;
        var file = BaselineFile.PathOf(path);
        var (was, stands) = (files.IsFile(file), File.Exists(file));
        if (!was && stands) yield return About(file, $"There is no baseline at '{revision}': the data is compared with the one that the change brings.");
        if (was && !stands) yield return About(file, $"The change removes the baseline. The data is compared with the baseline at '{revision}'.");
        if (!was || !stands) yield break;
        var (before, now) = (BaselineFile.Read(path, files, baseDirectory), BaselineFile.Read(path, PolicyFiles.OnDisk, baseDirectory));
        if (before.Found is null) yield break;
        if (now.Found is null)
        {
            yield return About(file, $"The change leaves a baseline that can't be used: {now.WhyNot}. The data is compared with the baseline at '{revision}'.") with { Data = new Location(Shown(file), now.Line, now.Line > 0 ? 1 : 0) };
            yield break;
        }
        var different = BaselineChange.Of(before.Found, now.Found);
        if (different.IsEmpty && before.Found.Conditions == now.Found.Conditions) yield break;
        var more = different.Length > MaxNamed ? $"; … and {Figures.Of(different.Length - MaxNamed)} more" : "";
        var what = different.IsEmpty ? "what its numbers rest on" : $"{Figures.Of(different.Length)} {(different.Length == 1 ? "number" : "numbers")} ({string.Join("; ", different.Take(MaxNamed))}{more})";
        yield return About(file, $"The change alters the baseline: {what}. The data is compared with the baseline at '{revision}'.");
    }

    private Finding About(string file, string message) => new()
    {
        Code = ChangeCodes.AnchorChanged,
        Kind = FindingKind.Remark,
        Severity = Severity.Warning,
        Message = message,
        Data = new Location(Shown(file), 0, 0),
    };

    private string Shown(string file) => ShownPath.Of(file, baseDirectory);
}
