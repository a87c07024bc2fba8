using System.Collections.Immutable;
using DataGate.Files.Changes;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Parts;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Carries out one check: policy, files, verdict, reports, exit code.</summary>
internal sealed class CheckRun(Host host, CheckOptions options)
{
    private Since? _since;

    public int Run()
    {
        var result = ReadPolicy(out var gate, out var path);
        if (result.Policy is not { } policy)
        {
            Write(new Verdict([], [.. result.Problems.Select(Finding)]), policy: null, result);
            return ExitCodes.Usage;
        }
        var told = gate is null ? [] : gate.Files.IsFile(path) ? gate.Changes(result, path) : [gate.IsNew(path)];
        policy = Narrow(policy);
        _since = Since(result);
        var plans = policy.Datasets.Select(dataset => new DatasetPlan(policy, dataset, _since is not null, options.Profiles)).ToImmutableArray();
        var files = new PartFiles(host, options, result, plans);
        if (options.Part is { } part) return files.Save(part, Source(result, part));
        var parts = options.Parts.IsEmpty ? (ImmutableArray<DatasetPart>?)null : files.Load();
        using var judging = new Judging(policy.Judge, options.AllowedHosts, host);
        var cache = new UserCache(host, options.Embedding, result.Fence.Root);
        using var embedding = new Embedding(host, options.Embedding, policy.Embedding, cache);
        using var scoring = new Scoring(host, options.Embedding, policy.LanguageModel, cache);
        var baseline = ComparedBaseline.Of(policy, result.Policy, path, gate?.Files, host.Folder);
        var family = new Family(policy.FalseAlarm);
        var datasets = ImmutableArray.CreateBuilder<DatasetJudgement>();
        for (var i = 0; i < plans.Length; i++)
        {
            var whole = parts?[i] ?? new DatasetSource(plans[i], Source(result, new PartNumber(1, 1))).Read();
            options.Progress.Finish();
            datasets.Add(Gate.Begin(judging.For(DatasetSource.Join(plans[i], whole)) with { Embeddings = embedding.Texts, Perplexities = scoring.Texts, Baseline = baseline }, options.Today, family, options.Threads));
        }
        var verdict = Gate.Conclude(policy, [.. datasets.Select(dataset => dataset.Judge())], told);
        judging.Report();
        Write(verdict, policy, result);
        return verdict.IsViolated ? ExitCodes.Violated : verdict.IsIncomplete ? ExitCodes.NotJudged : ExitCodes.Holds;
    }

    private Since? Since(PolicyResult result)
    {
        if ((options.Since ?? options.SinceMergeBase) is not { } name) return null;
        var repository = GitRepository.Open(result.Fence.Root);
        return new Since(repository, options.Since is null ? repository.MergeBase(name) : repository.Resolve(name));
    }

    private SourceOptions Source(PolicyResult result, PartNumber part) => new()
    {
        BaseDirectory = host.Folder,
        Fence = result.Fence,
        Threads = options.Threads,
        Part = part,
        Since = _since,
        Started = options.Progress.Start,
        Advanced = options.Progress.Advance,
        Stopped = host.Stopped,
    };

    private PolicyResult ReadPolicy(out PolicyFrom? gate, out string path)
    {
        var reading = new PolicyReaderOptions { BaseDirectory = host.Folder, AllowOutside = options.AllowOutside };
        gate = null;
        if (options.PolicyFrom is { } from)
        {
            var repository = GitRepository.Open(Folder());
            gate = new PolicyFrom(repository, repository.Resolve(from), reading);
        }
        path = PolicyFinder.Find(options.Policy, host.Folder, gate?.Files);
        if (options.IsDetailed) host.Error.WriteLine($"datagate: policy {Files.Reports.Escaping.Terminal.Escape(path)}");
        return gate?.Files.IsFile(path) == true ? gate.Read(path) : PolicyReader.Read(path, reading);
    }

    /// <summary>The nearest folder of the policy's that is there: a revision may have more.</summary>
    private string Folder()
    {
        var at = Path.GetFullPath(options.Policy ?? ".", host.Folder);
        while (!Directory.Exists(at)) at = Path.GetDirectoryName(at)!;
        return at;
    }

    private static Finding Finding(PolicyProblem problem) => new()
    {
        Code = problem.Code,
        Kind = FindingKind.Violation,
        Severity = Severity.Error,
        Message = problem.Message,
        Policy = problem.Place,
    };

    private Policy Narrow(Policy policy)
    {
        if (options.Words is { } words) policy = policy with { Words = words };
        if (options.Datasets.IsEmpty) return policy;
        foreach (var name in options.Datasets.Where(name => policy.Datasets.All(dataset => dataset.Name != name)))
            throw new UsageException(UsageCodes.CommandLine, $"the policy has no dataset '{name}': {string.Join(", ", policy.Datasets.Select(dataset => dataset.Name))}");
        return policy with { Datasets = [.. policy.Datasets.Where(dataset => options.Datasets.Contains(dataset.Name, StringComparer.Ordinal))] };
    }

    private void Write(Verdict verdict, Policy? policy, PolicyResult result)
    {
        var report = new ReportOptions
        {
            Width = host.Width,
            Color = options.Color,
            Version = Defects.Version,
            PolicyFile = policy?.File ?? (result.FilesRead.IsEmpty ? PolicyFinder.FileName : Path.GetRelativePath(host.Folder, result.FilesRead[0])),
            Seed = policy?.Seed,
            Trends = options.Draws && policy is not null ? ComparedBaseline.Trends(policy, result.FilesRead[0], host, options.Today) : [],
            InRepository = path => result.Fence.Name(path, host.Folder),
        };
        foreach (var format in options.Formats) format.Write(verdict, report, host.Out);
        if (!string.IsNullOrEmpty(options.SummaryFile)) WriteSummary(verdict, options.SummaryFile);
        foreach (var file in options.Reports) file.Write(verdict, report with { Width = 0, Color = false }, host.Folder);
    }

    /// <summary>A summary that can't be written is said and changes nothing: the verdict stands in the log and in the exit code.</summary>
    private void WriteSummary(Verdict verdict, string path)
    {
        try
        {
            using var writer = new StreamWriter(path, append: true, new System.Text.UTF8Encoding(false));
            GitHubSummary.Write(verdict, writer);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            host.Error.WriteLine(Files.Reports.Escaping.Terminal.Escape($"datagate: warning {UsageCodes.Report}: the job summary can't be written: {e.Message}"));
        }
    }
}
