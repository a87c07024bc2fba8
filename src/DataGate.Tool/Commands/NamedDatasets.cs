using System.Collections.Immutable;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>Datasets that the command line names.</summary>
internal static class NamedDatasets
{
    /// <exception cref="UsageException">The policy has none of a name.</exception>
    public static void Check(Policy policy, ImmutableArray<string> names)
    {
        foreach (var name in names.Where(name => policy.Datasets.All(dataset => dataset.Name != name)))
            throw new UsageException(UsageCodes.CommandLine, $"the policy has no dataset '{Terminal.Escape(name)}': {string.Join(", ", policy.Datasets.Select(dataset => Terminal.Escape(dataset.Name)))}");
    }
}
