using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Carries out one check: policies, files, verdict, reports, exit code.</summary>
internal sealed class CheckRun(Host host, CheckOptions options)
{
    private readonly Dictionary<string, Since> _since = new(StringComparer.Ordinal);

    /// <summary>Whether a change is counted from what another repository has of this one.</summary>
    private bool _isOfModule;

    public int Run()
    {
        var earlier = EarlierCheck.For(host, options);
        if (earlier?.Tell() is { } told) return told;
        var reading = new PolicyReading(host, options);
        var scope = reading.Find();
        var policies = reading.ReadAll(scope);
        return scope.IsSeveral || policies.Length > 1
            ? new SeveralPolicies(host, options, scope, Since).Check(policies, [.. reading.Uncovered(policies), .. reading.Removed(scope, policies, Since), .. reading.Ignored(scope, policies, Since)])
            : One(policies[0], reading, earlier);
    }

    private int One(ReadPolicy read, PolicyReading reading, EarlierCheck? earlier)
    {
        if (read.Result.Policy is not { } policy)
        {
            new CheckOutput(host, options, read, []).Write(new Verdict([], Faults(read)));
            return ExitCodes.Usage;
        }
        var told = read with { Told = [.. read.Told, .. reading.Uncovered([read])] };
        policy = Narrow(policy);
        var check = new PolicyCheck(host, options, told, policy, Since(read.Result));
        using var models = new Models(host, options.Embedding);
        var unions = new Unions([read]);
        earlier?.Begin(read, policy);
        if (check.Run(models, unions) is { } exit) return exit;
        var verdict = check.Conclude(unions);
        var said = new CheckOutput(host, options, read, options.Draws ? ComparedBaseline.Trends(policy, read.Result.FilesRead[0], host, options.Today) : []).Render(verdict);
        said.Write(host, options);
        // Where records have no text, what there is besides is told too; a library that is missing may be there the next time, and what couldn't be read may be read then.
        if (!_isOfModule && verdict.Datasets.All(dataset => dataset.Documents > 0) && verdict.Findings.All(finding => finding.Code is not (RuleCodes.NoLibrary or RuleCodes.Unreadable))) earlier?.Keep(said, ExitOf(verdict), models);
        return ExitOf(verdict);
    }

    /// <summary>What is wrong with a policy.</summary>
    public static ImmutableArray<Finding> Faults(ReadPolicy read) =>
    [
        .. read.Result.Problems.Select(problem => new Finding
        {
            Code = problem.Code,
            Kind = FindingKind.Violation,
            Severity = Severity.Error,
            Message = problem.Message,
            Policy = problem.Place,
        }),
    ];

    public static int ExitOf(Verdict verdict) => verdict.IsViolated ? ExitCodes.Violated : verdict.IsIncomplete ? ExitCodes.NotJudged : ExitCodes.Holds;

    /// <summary>Where the change starts, in the repository of a policy; null: no change is judged.</summary>
    private Since? Since(PolicyResult result)
    {
        if ((options.Since ?? options.SinceMergeBase) is not { } name) return null;
        return Since(name, result.Fence.Root);
    }

    private Since Since(string name, string root)
    {
        if (_since.TryGetValue(root, out var known)) return known;
        var repository = GitRepository.Open(root, name);
        // A submodule that is checked from elsewhere is judged since the commit that the revision has of it, and not since one of its own by that name.
        if (repository.PathOf(host.Folder) is null && repository.Above() is { } above && Since(name, above) is var whole)
        {
            _isOfModule = true;
            return _since[root] = new Since(repository, whole.Repository.OfModule(whole.Revision, repository));
        }
        return _since[root] = new Since(repository, options.Since is null ? repository.MergeBase(name) : repository.Resolve(name));
    }

    private Policy Narrow(Policy policy)
    {
        policy = options.Over(policy);
        if (options.Datasets.IsEmpty) return policy;
        foreach (var name in options.Datasets.Where(name => policy.Datasets.All(dataset => dataset.Name != name)))
            throw new UsageException(UsageCodes.CommandLine, $"the policy has no dataset '{name}': {string.Join(", ", policy.Datasets.Select(dataset => dataset.Name))}");
        return policy with { Datasets = [.. policy.Datasets.Where(dataset => options.Datasets.Any(name => dataset.IsMeantBy(name, dataset.Name)))] };
    }
}
