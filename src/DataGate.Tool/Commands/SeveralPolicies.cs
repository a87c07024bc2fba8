using System.Collections.Immutable;
using DataGate.Files.Baselines;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports.Escaping;
using DataGate.Onnx;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Checks several policies in one run, one after the other, each with all threads; what stops one doesn't stop the others.</summary>
/// <param name="host">What the tool is run in.</param>
/// <param name="options">What is asked for.</param>
/// <param name="scope">Which policies they are.</param>
/// <param name="since">Where the change starts, in the repository of a policy.</param>
internal sealed class SeveralPolicies(Host host, CheckOptions options, PolicyScope scope, Func<PolicyResult, Since?> since)
{
    /// <summary>The worst first.</summary>
    private static readonly ImmutableArray<int> s_worst = [ExitCodes.Defect, ExitCodes.Usage, ExitCodes.Violated, ExitCodes.NotJudged, ExitCodes.Holds];

    /// <summary>A policy on its way to its verdict.</summary>
    private sealed record Checked(ReadPolicy Read, PolicyCheck? Check, int Exit, ImmutableArray<Finding> Findings);

    /// <param name="policies">In order.</param>
    /// <param name="told">What is to be told besides, of no one policy.</param>
    public int Check(ImmutableArray<ReadPolicy> policies, ImmutableArray<Finding> told)
    {
        if (options.Part is not null || !options.Parts.IsEmpty)
            throw new UsageException(UsageCodes.CommandLine, $"--part and --parts take one policy, and this check is of {policies.Length}: name one of them");
        // An unknown revision is one error, not one a policy.
        foreach (var policy in policies) since(policy.Result);
        var affected = options.IsAffected ? AffectedPolicies.Of(policies, since) : new AffectedPolicies(policies, []);
        var asked = affected.Touched.Select(policy => (Read: policy, Policy: Narrow(policy))).Where(policy => policy.Policy is not { Datasets.IsEmpty: true } || options.Datasets.IsEmpty).ToList();
        RefuseUnknown(policies);
        var unions = new Unions(affected.Touched);
        using var models = new Models(host, options.Embedding);
        var run = asked.Select(policy => Run(policy.Read, policy.Policy, models, unions)).ToList();
        var summed = affected.Untouched.SelectMany(policy => Sum(policy, models, unions)).ToList();
        var verdicts = run.Select(policy => Conclude(policy, unions)).ToImmutableArray();
        told = [.. told, .. summed, .. affected.Untouched.IsEmpty ? [] : new[] { affected.Remark(since(policies[0].Result)!.Revision.Name, host.Folder) }];
        var verdict = Verdict.Of([.. verdicts.Select(policy => policy.Verdict)], told) with { Untouched = [.. affected.Untouched.Select(policy => AffectedPolicies.Shown(policy, host.Folder))] };
        new CheckOutput(host, options, policies[0], options.Draws ? [.. affected.Touched.SelectMany(Trends)] : []).Write(verdict);
        return verdicts.Select(policy => policy.Exit).Append(CheckRun.ExitOf(new Verdict([], told))).MinBy(exit => s_worst.IndexOf(exit));
    }

    private Checked Run(ReadPolicy read, Policy? policy, Models models, Unions unions)
    {
        if (policy is null) return new Checked(read, null, ExitCodes.Usage, CheckRun.Faults(read));
        var check = new PolicyCheck(host, options, read, policy, since(read.Result));
        try
        {
            check.Run(models, unions);
            check.Name(Folder(read));
            return new Checked(read, check, ExitCodes.Holds, []);
        }
        catch (UsageException e)
        {
            return Stopped(read, e.Code, e.Message, ExitCodes.Usage);
        }
        catch (GitException e)
        {
            return Stopped(read, e.Code, e.Message, e.IsUsage ? ExitCodes.Usage : ExitCodes.NotJudged);
        }
        catch (EmbeddingException e)
        {
            return Stopped(read, e.Code, e.Message, ExitCodes.Usage);
        }
#pragma warning disable CA1031 // A defect in one policy's check must not keep the others from being judged.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            host.Error.WriteLine(Terminal.Escape($"datagate: in {read.Path}:"));
            host.Error.WriteLine(Defects.Describe(e));
            return Stopped(read, UsageCodes.Defect, "A defect in DataGate: the policy was not judged. Standard error says what to report.", ExitCodes.Defect);
        }
    }

    /// <summary>Reads of a policy that is not checked what the budgets of others ask for.</summary>
    /// <returns>What keeps it from being read in full.</returns>
    private IEnumerable<Finding> Sum(ReadPolicy read, Models models, Unions unions)
    {
        if (read.Result.Policy is not { } policy || policy.Datasets.All(dataset => unions.Of(read, dataset.Name).IsEmpty)) return [];
        var sums = options.Over(policy) with
        {
            Datasets = [.. policy.Datasets.Where(dataset => !unions.Of(read, dataset.Name).IsEmpty).Select(dataset => dataset with { Budgets = [], Buckets = [], Taxonomy = null })],
        };
        var check = new PolicyCheck(host, options, read, sums, since: null);
        check.Run(models, unions);
        check.Name(Folder(read));
        return check.Datasets.SelectMany(dataset => dataset.Findings).Where(finding => finding is { Kind: FindingKind.NotJudged, Severity: Severity.Error });
    }

    private (PolicyVerdict Verdict, int Exit) Conclude(Checked policy, Unions unions)
    {
        var file = AffectedPolicies.Shown(policy.Read, host.Folder);
        if (policy.Check is not { } check) return (new PolicyVerdict(file, new Verdict([], policy.Findings)) { IsInvalid = policy.Exit == ExitCodes.Usage }, policy.Exit);
        var verdict = check.Conclude(unions, Folder(policy.Read));
        return (new PolicyVerdict(file, verdict), CheckRun.ExitOf(verdict));
    }

    private static Checked Stopped(ReadPolicy read, string code, string message, int exit) => new(read, null, exit,
    [
        new Finding
        {
            Code = code,
            Kind = FindingKind.NotJudged,
            Severity = Severity.Error,
            Message = message,
            Policy = new PolicyPlace(read.Result.Policy!.File, 1, 1),
        },
    ]);

    /// <summary>Under the names that the datasets have here.</summary>
    private IEnumerable<Trend> Trends(ReadPolicy read) => read.Result.Policy is not { } policy ? []
        : ComparedBaseline.Trends(policy, read.Result.FilesRead[0], host, options.Today).Select(trend => trend with { Key = trend.Key with { Dataset = Name(read, trend.Key.Dataset) } });

    private string Folder(ReadPolicy read) => PolicySearch.NameOf(read.Path, scope.Folder);

    private string Name(ReadPolicy read, string dataset) => Folder(read) is var folder && folder == "." ? dataset : $"{folder}:{dataset}";

    private Policy? Narrow(ReadPolicy read)
    {
        if (read.Result.Policy is not { } policy) return null;
        policy = options.Over(policy);
        return options.Datasets.IsEmpty ? policy : policy with { Datasets = [.. policy.Datasets.Where(dataset => options.Datasets.Any(name => dataset.IsMeantBy(name, Name(read, dataset.Name))))] };
    }

    private void RefuseUnknown(ImmutableArray<ReadPolicy> policies)
    {
        var known = policies.SelectMany(read => read.Result.Policy is { } policy ? policy.Datasets.Select(dataset => Name(read, dataset.Name)) : []).ToList();
        foreach (var name in options.Datasets.Except(known, StringComparer.Ordinal))
            throw new UsageException(UsageCodes.CommandLine, $"no policy has a dataset '{name}': {string.Join(", ", known)}");
    }
}
