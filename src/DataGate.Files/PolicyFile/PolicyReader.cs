using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Binding;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Extending;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile;

/// <summary>Reads a policy file: either a policy that can be carried out, or everything that is wrong with it at once.</summary>
public static class PolicyReader
{
    /// <param name="path">The policy's file. Relative paths start at <see cref="PolicyReaderOptions.BaseDirectory"/>.</param>
    /// <param name="options">See there.</param>
    public static PolicyResult Read(string path, PolicyReaderOptions options) => Read(path, options, spans: true);

    /// <param name="path">See there.</param>
    /// <param name="options">See there.</param>
    /// <param name="spans">Whether its budgets over several datasets are made as well, for which the policies that it names are read.</param>
    internal static PolicyResult Read(string path, PolicyReaderOptions options, bool spans)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        var fullPath = Path.GetFullPath(path, Path.GetFullPath(options.BaseDirectory));
        var fence = RepositoryFence.Around(fullPath, options.AllowOutside);
        var problems = new ProblemList();
        var loader = new PolicyLoader(Path.GetFullPath(options.BaseDirectory), fence, options.Files, problems);
        var taxonomies = new TaxonomyBinder(fence, loader.Source, problems);
        Policy? policy = null;
        var root = loader.Load(fullPath);
        if (root is not null)
        {
            new ShapeChecker(problems).Check(root, RootKeys.Map);
            policy = new PolicyBinder(fence, taxonomies, files => new PoliciesBinder(fullPath, files, fence, options, problems), spans, problems).Bind(root);
        }
        return new PolicyResult(
            problems.Any ? null : policy,
            problems.Sorted([.. loader.Files.Select(f => f.Shown)]),
            root,
            [.. loader.Files.Select(f => f.FullPath), .. taxonomies.FilesRead],
            fence);
    }
}
