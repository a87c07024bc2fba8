using System.Collections.Immutable;
using DataGate.Files.Baselines;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Verdicts.History;

namespace DataGate.Tool.Commands;

/// <summary>The baseline that a check compares with, and what it was before.</summary>
internal static class ComparedBaseline
{
    private const int MaxVersions = 50;

    /// <summary>The baseline; null: no budget asks for it.</summary>
    /// <param name="policy">With the words and the seed that count.</param>
    /// <param name="whole">The policy with all its datasets.</param>
    /// <param name="path">The policy's full path.</param>
    /// <param name="then">The files of the revision that judges; null: as they stand.</param>
    /// <param name="since">Where the change that is judged starts; null: none is.</param>
    /// <param name="folder">Paths are shown relative to it.</param>
    public static CommittedBaseline? Of(Policy policy, Policy whole, string path, PolicyFiles? then, Since? since, string folder)
    {
        if (policy.Datasets.All(dataset => dataset.Budgets.All(budget => budget.History is null))) return null;
        // A revision without a baseline has none to be judged by: the change's own is used, and that is told.
        var files = then?.IsFile(BaselineFile.PathOf(path)) == true ? then : PolicyFiles.OnDisk;
        var found = BaselineFile.Read(path, files, folder);
        // The change's own baseline is held against the one that it changes.
        if (since is not null && ReferenceEquals(files, PolicyFiles.OnDisk) && BaselineFile.Read(path, new RevisionPolicyFiles(since.Repository, since.Revision), folder).Found is { } before)
            found = found with { Before = (since.Revision.Name, before) };
        return found.OtherThan(MeasuringConditions.Of(policy, whole, path)) is { } other ? found with { Found = null, WhyNot = $"it was measured otherwise ({other})" } : found;
    }

    /// <summary>How the numbers moved, for reports that draw it. That it can't be told changes no verdict.</summary>
    public static ImmutableArray<Trend> Trends(Policy policy, string path, Host host, int today)
    {
        try
        {
            return Trend.Of(BaselineVersions.Read(path, host.Folder, DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(today), MaxVersions), policy);
        }
        catch (GitException)
        {
            return [];
        }
    }
}
