using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Files.Readers;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Changes;

/// <summary>
/// The gate as a revision has it: the policy and everything that it names as an anchor are read there, so that a change can't loosen the gate
/// that judges it. What a change would do to the gate is told.
/// </summary>
public sealed class PolicyFrom(GitRepository repository, GitRevision revision, PolicyReaderOptions options)
{
    private const int MaxFiles = 5;

    /// <summary>Datasets whose reference would be read as it stands, were it not for the revision.</summary>
    private readonly HashSet<string> _anchored = new(StringComparer.Ordinal);

    /// <summary>The policy's files at the revision.</summary>
    public PolicyFiles Files { get; } = new RevisionPolicyFiles(repository, revision);

    /// <summary>Whether a policy stands in the repository whose revision this is, or in none.</summary>
    public bool Holds(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        while (folder is not null && !Directory.Exists(folder)) folder = Path.GetDirectoryName(folder);
        try
        {
            return folder is null || GitRepository.Open(folder).Root == repository.Root;
        }
        catch (GitException)
        {
            return true;
        }
    }

    /// <summary>The policy at the revision, its references too.</summary>
    public PolicyResult Read(string path)
    {
        var result = PolicyReader.Read(path, options with { Files = Files });
        return result.Policy is null ? result : result with { Policy = result.Policy with { Datasets = [.. result.Policy.Datasets.Select(AtRevision)] } };
    }

    /// <summary>What the work tree would do to the gate.</summary>
    /// <param name="before">The policy as <see cref="Read"/> gave it.</param>
    /// <param name="path">Where it stands.</param>
    public ImmutableArray<Finding> Changes(PolicyResult before, string path)
    {
        ArgumentNullException.ThrowIfNull(before);
        return [.. OfPolicy(before, path), .. new BaselineAnchor(Files, revision.Name, options.BaseDirectory).Changes(before.Policy!, path), .. before.Policy!.Datasets.SelectMany(dataset => OfAnchors(dataset, before.Fence))];
    }

    /// <summary>That the policy starts with this change, so that nothing older can judge it.</summary>
    public Finding IsNew(string path) => About(
        ChangeCodes.NewPolicy, Severity.Warning, $"There is no policy '{ShownPath.Of(path, options.BaseDirectory)}' at '{revision.Name}': the change is judged by the policy that it brings.") with
    {
        Data = new Location(ShownPath.Of(path, options.BaseDirectory), 0, 0),
    };

    private DatasetPolicy AtRevision(DatasetPolicy dataset)
    {
        if (dataset.Reference is not { Files: not null, Revision: null } reference) return dataset;
        _anchored.Add(dataset.Name);
        return dataset with { Reference = reference with { Revision = revision.Name } };
    }

    private IEnumerable<Finding> OfPolicy(PolicyResult before, string path)
    {
        var shown = ShownPath.Of(path, options.BaseDirectory);
        if (!File.Exists(path))
        {
            yield return About(ChangeCodes.PolicyLoosened, Severity.Error, $"The change removes the policy '{shown}'. It is judged by the one at '{revision.Name}'.");
            yield break;
        }
        var now = PolicyReader.Read(path, options);
        if (now.Policy is null)
        {
            foreach (var problem in now.Problems)
                yield return About(problem.Code, Severity.Error, problem.Message) with { Policy = problem.Place };
            yield break;
        }
        foreach (var change in PolicyChanges.Of(PolicyReader.Read(path, options with { Files = Files }), now))
        {
            var isTighter = change.Effect == PolicyEffect.Tighter;
            var says = change.Effect switch
            {
                PolicyEffect.Looser => "loosens the policy",
                PolicyEffect.Tighter => "tightens the policy",
                _ => "alters what the policy judges",
            };
            yield return About(
                isTighter ? ChangeCodes.PolicyTightened : ChangeCodes.PolicyLoosened, isTighter ? Severity.Note : Severity.Error,
                $"The change {says}: {change.What}. It is judged by the policy at '{revision.Name}'.") with
            {
                Data = change.Now is { } place ? new Location(place.File, place.Line, place.Column) : new Location(shown, 0, 0),
                Policy = change.Before,
            };
        }
    }

    private IEnumerable<Finding> OfAnchors(DatasetPolicy dataset, RepositoryFence fence)
    {
        if (_anchored.Contains(dataset.Name) && dataset.Reference is { Files: { } files } reference && Differences(files, fence) is { Count: > 0 } different)
        {
            yield return About(
                ChangeCodes.AnchorChanged, Severity.Warning,
                $"The change alters the reference: {Count(different.Count)}. The data is judged by the reference at '{revision.Name}'.") with
            {
                Dataset = dataset.Name,
                Owner = dataset.Owner,
                Policy = reference.Place,
                Data = new Location(different[0], 0, 0),
                Evidence = [new EvidenceRows("files of the reference that differ", null, different.Count, [.. different.Take(MaxFiles).Select(file => new Location(file, 0, 0))]) { AreFiles = true }],
            };
        }
        if (dataset.Taxonomy is { Leaves: var leaves, File: { } file, Place: var at } && !IsSame(file))
        {
            yield return About(
                ChangeCodes.AnchorChanged, Severity.Warning,
                $"The change alters the taxonomy, which has {Figures.Of(leaves.Length)} leaves at '{revision.Name}'. The data is judged by those.") with
            {
                Dataset = dataset.Name,
                Owner = dataset.Owner,
                Policy = at,
                Data = new Location(ShownPath.Of(file, options.BaseDirectory), 0, 0),
            };
        }
    }

    /// <summary>Files of a set that differ between the revision and the work tree, in order.</summary>
    private List<string> Differences(FileSet set, RepositoryFence fence)
    {
        var then = RevisionFiles.Find(set, repository, revision).Files.ToDictionary(file => file.Path, file => file.Id, StringComparer.Ordinal);
        var files = GlobResolver.Resolve(set, fence, options.BaseDirectory).Files;
        var ids = ContentIds.Of([.. files.Select(file => new InputFile(file.FullPath, file.Shown, 0))], revision.Commit.Length == 64, threads: 1);
        var now = files.Select((file, index) => (Path: repository.PathOf(file.FullPath) ?? file.FullPath, Id: ids[index])).ToDictionary(file => file.Path, file => file.Id, StringComparer.Ordinal);
        return
        [
            .. then.Keys.Union(now.Keys, StringComparer.Ordinal).Where(path => then.GetValueOrDefault(path) is var old && (old is null || old != now.GetValueOrDefault(path)))
                .Order(StringComparer.Ordinal).Select(path => ShownPath.Of(Path.Join(repository.Root, path), RealPath.Resolve(options.BaseDirectory) ?? options.BaseDirectory)),
        ];
    }

    private bool IsSame(string file) => ContentIds.Of([new InputFile(file, file, 0)], revision.Commit.Length == 64, threads: 1)[0] is { } id
        && repository.Tree(revision).Any(entry => entry.Path == repository.PathOf(file) && entry.Id == id);

    /// <summary>What the change brings that looks like data and that none of the check's policies covers.</summary>
    public ImmutableArray<Finding> Uncovered(IEnumerable<PolicyResult> policies) => [.. OfFiles(policies)];

    private IEnumerable<Finding> OfFiles(IEnumerable<PolicyResult> policies)
    {
        var uncovered = new UncoveredFiles(repository, revision).Find(policies.Where(policy => policy.Policy is not null).Select(policy => (policy.Policy!, policy.Fence)))
            .Select(path => ShownPath.Of(Path.Join(repository.Root, path), RealPath.Resolve(options.BaseDirectory) ?? options.BaseDirectory)).ToList();
        if (uncovered.Count == 0) yield break;
        yield return About(
            ChangeCodes.Uncovered, Severity.Warning,
            $"The change adds or alters {Count(uncovered.Count)} that {(uncovered.Count == 1 ? "looks" : "look")} like data and that no dataset of the policy covers. "
            + "Nothing judges what stands there: name it in a dataset, or exclude it by name.") with
        {
            Data = new Location(uncovered[0], 0, 0),
            Evidence = [new EvidenceRows("files that look like data", null, uncovered.Count, [.. uncovered.Take(MaxFiles).Select(file => new Location(file, 0, 0))]) { AreFiles = true }],
        };
    }

    private static string Count(int files) => files == 1 ? "1 file" : $"{Figures.Of(files)} files";

    private static Finding About(string code, Severity severity, string message) => new()
    {
        Code = code,
        Kind = severity == Severity.Error ? FindingKind.Violation : FindingKind.Remark,
        Severity = severity,
        Message = message,
    };
}
