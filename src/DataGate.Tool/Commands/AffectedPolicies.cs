using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Changes;
using DataGate.Files.Datasets;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary>The policies of a check, parted by whether the change touches what they judge.</summary>
/// <param name="Touched">To be checked; in order.</param>
/// <param name="Untouched">The others, in order.</param>
internal sealed record AffectedPolicies(ImmutableArray<ReadPolicy> Touched, ImmutableArray<ReadPolicy> Untouched)
{
    private const int MaxFiles = 5;

    /// <param name="policies">In order.</param>
    /// <param name="since">Where the change starts, in the repository of a policy.</param>
    public static AffectedPolicies Of(ImmutableArray<ReadPolicy> policies, Func<PolicyResult, Since?> since)
    {
        var byRepository = new Dictionary<Since, TouchedPolicies>(ReferenceEqualityComparer.Instance);
        var touched = policies.Where(policy =>
        {
            var start = since(policy.Result)!;
            if (!byRepository.TryGetValue(start, out var known)) byRepository[start] = known = new TouchedPolicies(start.Repository, start.Revision);
            return known.Touches(policy.Result);
        }).Select(policy => policy.Identity).ToHashSet(StringComparer.Ordinal);
        // Whose budgets span a dataset that is touched is touched; that may touch no further one.
        touched.UnionWith(policies.Where(policy => policy.Result.Policy?.Unions.Any(union => union.Members.Any(member => touched.Contains(PolicySearch.Identity(member.PolicyFile)))) == true).Select(policy => policy.Identity).ToList());
        return new AffectedPolicies([.. policies.Where(policy => touched.Contains(policy.Identity))], [.. policies.Where(policy => !touched.Contains(policy.Identity))]);
    }

    /// <summary>Says what was left out.</summary>
    /// <param name="since">What the change is counted from, as a person would name it.</param>
    /// <param name="folder">Files are shown relative to it.</param>
    public Finding Remark(string since, string folder)
    {
        var all = Touched.Length + Untouched.Length;
        var says = Touched.IsEmpty
            ? $"The change since '{since}' touches {(all == 1 ? "not the one policy" : $"none of the {Figures.Of(all)} policies")}: nothing was to be checked."
            : $"The change since '{since}' touches {Figures.Of(Touched.Length)} of {Figures.Of(all)} policies: the {(Untouched.Length == 1 ? "other was" : $"other {Figures.Of(Untouched.Length)} were")} not checked.";
        return new Finding
        {
            Code = UsageCodes.Untouched,
            Kind = FindingKind.Remark,
            Severity = Severity.Note,
            Message = says,
            Evidence = [new EvidenceRows("policies that were not checked", null, Untouched.Length, [.. Untouched.Take(MaxFiles).Select(policy => new Location(Shown(policy, folder), 0, 0))]) { AreFiles = true }],
        };
    }

    public static string Shown(ReadPolicy policy, string folder) => policy.Result.Policy?.File ?? Path.GetRelativePath(folder, policy.Path).Replace('\\', '/');
}
