using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Finds the policies that a policy names, and what datasets they hold.</summary>
/// <param name="path">The policy's own full path.</param>
/// <param name="files">Makes file sets.</param>
/// <param name="fence">What may be read.</param>
/// <param name="options">How policies are read.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class PoliciesBinder(string path, FileSetBinder files, RepositoryFence fence, PolicyReaderOptions options, ProblemList problems)
{
    private const int MaxPolicies = 10_000;

    /// <summary>Whether there is less than the policy names.</summary>
    private bool _lacks;

    /// <summary>The globs that <see cref="Find"/> was given; null: none.</summary>
    public FileSet? Named { get; private set; }

    /// <summary>Full paths, in order.</summary>
    public ImmutableArray<string> Find(PolicyNode? node)
    {
        if (node is null || files.Bind(node) is not { } set) return [];
        Named = set;
        var (found, unmatched) = options.Files.Find(set, fence);
        foreach (var glob in unmatched.Select(index => set.Globs[index]))
            problems.AddMissing(PolicyCodes.NoPolicies, $"{Display.Quote(glob.Glob)} matches no policy", glob.Place);
        var own = RealPath.Resolve(path);
        _lacks = !unmatched.IsEmpty;
        ImmutableArray<string> others = [.. found.Where(file => RealPath.Resolve(file) != own && !PolicySearch.IsOutput(set, file))];
        if (others.IsEmpty && unmatched.IsEmpty)
            problems.AddMissing(PolicyCodes.NoPolicies, "'policies' names no policy but this one", node.Place);
        if (others.Length <= MaxPolicies) return others;
        problems.Add(PolicyCodes.Limit, $"'policies' names more than {MaxPolicies} policies", node.Place);
        return [];
    }

    /// <summary>The datasets of this policy and of others.</summary>
    /// <param name="own">Names of the policy's own.</param>
    /// <param name="policies">See <see cref="Find"/>.</param>
    public ReachedDatasets Reach(IEnumerable<string> own, ImmutableArray<string> policies)
    {
        var all = own.Select(dataset => new UnionMember(path, dataset, dataset)).ToList();
        var unreadable = ImmutableArray.CreateBuilder<string>();
        Reach(policies, new HashSet<string>([path], StringComparer.Ordinal), all, unreadable);
        return new ReachedDatasets([.. all], unreadable.ToImmutable(), IsComplete: !_lacks && unreadable.Count == 0 && !problems.Incomplete);
    }

    private void Reach(ImmutableArray<string> policies, HashSet<string> known, List<UnionMember> all, ImmutableArray<string>.Builder unreadable)
    {
        foreach (var policy in policies.Where(known.Add))
        {
            var reading = options.Files.IsFile(policy) ? options : options with { Files = PolicyFiles.OnDisk };
            if (PolicyReader.Read(policy, reading, spans: false).Policy is not { } other)
            {
                unreadable.Add(ShownPath.Of(policy, options.BaseDirectory));
                continue;
            }
            var folder = PolicySearch.NameOf(policy, Path.GetDirectoryName(path)!);
            all.AddRange(other.Datasets.Select(dataset => new UnionMember(policy, dataset.Name, $"{folder}:{dataset.Name}")));
            Reach(other.Policies, known, all, unreadable);
        }
    }
}
