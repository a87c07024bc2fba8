using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Changes;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Tool.Commands;

/// <summary>Finds and reads the policies of a check, and those that they name.</summary>
internal sealed class PolicyReading
{
    private const int MaxFiles = 5;

    private readonly Host _host;
    private readonly CheckOptions _options;
    private readonly PolicyReaderOptions _reading;
    private readonly Func<PolicyFrom>? _gate;

    public PolicyReading(Host host, CheckOptions options)
    {
        (_host, _options) = (host, options);
        _reading = new PolicyReaderOptions { BaseDirectory = host.Folder, AllowOutside = options.AllowOutside };
        if (options.PolicyFrom is not { } from) return;
        var repository = GitRepository.Open(Folder());
        if (repository.PathOf(host.Folder) is null && repository.Above() is not null) throw InModule(Folder());
        var revision = repository.Resolve(from);
        _gate = () => new PolicyFrom(repository, revision, _reading);
    }

    /// <summary>Which policies the command line means.</summary>
    public PolicyScope Find()
    {
        var files = _gate?.Invoke().Files;
        return _options.IsAll ? PolicyFinder.FindAll(_options.Policy, _host, files) : PolicyFinder.FindOneOrBelow(_options.Policy, _host, files);
    }

    /// <summary>The policies of a scope and all that they name, each once, in order; without bases that judge nothing of their own.</summary>
    public ImmutableArray<ReadPolicy> ReadAll(PolicyScope scope)
    {
        var read = new List<ReadPolicy>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>(scope.Policies);
        while (left.TryDequeue(out var path))
        {
            if (!known.Add(PolicySearch.Identity(path))) continue;
            var policy = Read(path);
            read.Add(policy);
            foreach (var other in policy.Result.Policy?.Policies ?? []) left.Enqueue(other);
        }
        if (read.Count == 1) return [.. read];
        var extended = read.SelectMany(policy => policy.Result.FilesRead.Skip(1)).Select(PolicySearch.Identity).ToHashSet(StringComparer.Ordinal);
        return [.. read.Where(policy => !(policy.IsBase && extended.Contains(policy.Identity)))];
    }

    /// <summary>What the change brings that looks like data and that no policy covers; empty: nobody asked.</summary>
    public ImmutableArray<Finding> Uncovered(IEnumerable<ReadPolicy> policies) => _gate?.Invoke().Uncovered(policies.Select(policy => policy.Result)) ?? [];

    /// <summary>Policies that were there before the change and that nothing is judged by any more.</summary>
    public IEnumerable<Finding> Removed(PolicyScope scope, IReadOnlyCollection<ReadPolicy> policies, Func<PolicyResult, Since?> since)
    {
        if (!scope.IsSeveral || since(policies.First().Result) is not { } start) yield break;
        var known = policies.Select(policy => policy.Identity).ToHashSet(StringComparer.Ordinal);
        foreach (var path in new RevisionPolicyFiles(start.Repository, start.Revision).Below(scope.Folder).Where(path => !known.Contains(PolicySearch.Identity(path)) && !File.Exists(path)))
        {
            yield return new Finding
            {
                Code = ChangeCodes.PolicyLoosened,
                Kind = FindingKind.Violation,
                Severity = Severity.Warning,
                Message = $"The change removes the policy '{Path.GetRelativePath(_host.Folder, path).Replace('\\', '/')}': nothing judges its data any more.",
                Data = new Location(Path.GetRelativePath(_host.Folder, path).Replace('\\', '/'), 0, 0),
            };
        }
    }

    /// <summary>Policies that stand where git ignores them: a check of all below doesn't see them. Where a change has git ignore one, nothing judges its data any more.</summary>
    public IEnumerable<Finding> Ignored(PolicyScope scope, IReadOnlyCollection<ReadPolicy> policies, Func<PolicyResult, Since?> since)
    {
        if (!scope.IsSeveral) yield break;
        var known = policies.Select(policy => policy.Identity).ToHashSet(StringComparer.Ordinal);
        var ignored = PolicySearch.Ignored(scope.Folder).Where(path => !known.Contains(PolicySearch.Identity(path))).ToList();
        if (ignored.Count == 0) yield break;
        var before = since(policies.First().Result) is { } start ? new RevisionPolicyFiles(start.Repository, start.Revision).Below(scope.Folder).ToHashSet(StringComparer.Ordinal) : [];
        foreach (var path in ignored.Where(before.Contains))
        {
            yield return new Finding
            {
                Code = ChangeCodes.PolicyLoosened,
                Kind = FindingKind.Violation,
                Severity = Severity.Warning,
                Message = $"The change has git ignore the policy '{Shown(path)}': nothing judges its data any more. To check it, name it: check {Shown(path)}.",
                Data = new Location(Shown(path), 0, 0),
            };
        }
        var others = ignored.Where(path => !before.Contains(path)).ToList();
        if (others.Count == 0) yield break;
        yield return new Finding
        {
            Code = UsageCodes.Ignored,
            Kind = FindingKind.Remark,
            Severity = Severity.Note,
            Message = (others.Count == 1 ? "1 policy stands where git ignores it and was not checked." : $"{Figures.Of(others.Count)} policies stand where git ignores them and were not checked.")
                + $" To check one, name it: check {Shown(others[0])}.",
            Data = new Location(Shown(others[0]), 0, 0),
            Evidence = [new EvidenceRows("policies that were not checked", null, others.Count, [.. others.Take(MaxFiles).Select(path => new Location(Shown(path), 0, 0))]) { AreFiles = true }],
        };
    }

    private string Shown(string path) => Path.GetRelativePath(_host.Folder, path).Replace('\\', '/');

    private ReadPolicy Read(string path)
    {
        if (_options.IsDetailed) _host.Error.WriteLine($"datagate: policy {Terminal.Escape(path)}");
        if (_gate?.Invoke() is not { } gate) return new ReadPolicy(path, PolicyReader.Read(path, _reading), []);
        if (!gate.Files.IsFile(path))
        {
            if (!gate.Holds(path)) throw InModule(path);
            return new ReadPolicy(path, PolicyReader.Read(path, _reading), [gate.IsNew(path)]) { Files = gate.Files };
        }
        var result = gate.Read(path);
        return new ReadPolicy(path, result, result.Policy is null ? [] : gate.Changes(result, path)) { Files = gate.Files };
    }

    /// <summary>A revision of one repository says nothing of a policy in another.</summary>
    private UsageException InModule(string path) => new(
        UsageCodes.CommandLine, Terminal.Escape($"--policy-from: '{Path.GetRelativePath(_host.Folder, path).Replace('\\', '/')}' lies in a repository of its own, a submodule: run the check in its folder, from a revision of its own"));

    /// <summary>The nearest folder of the policy's that is there: a revision may have more.</summary>
    private string Folder()
    {
        var at = Path.GetFullPath(_options.Policy ?? ".", _host.Folder);
        while (!Directory.Exists(at)) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
