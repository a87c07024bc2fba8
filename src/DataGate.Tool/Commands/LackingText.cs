using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.Readers;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Tells which fields there are, where no record has the one that the policy names as its text.</summary>
internal static class LackingText
{
    public static void Tell(Policy policy, ImmutableArray<DatasetVerdict> verdicts, RepositoryFence fence, Host host)
    {
        foreach (var (dataset, verdict) in policy.Datasets.Zip(verdicts))
        {
            if (verdict.Documents > 0 || verdict.Findings.All(finding => finding.Code != RuleCodes.MissingText)) continue;
            var found = new FoundFields(GlobResolver.Resolve(dataset.Files, fence, host.Folder).Files.Select(file => new InputFile(file.FullPath, file.Shown, 0)));
            host.Error.WriteLine($"datagate: the records of '{Terminal.Escape(dataset.Name)}' have these fields: {found.Names()}");
        }
    }
}
