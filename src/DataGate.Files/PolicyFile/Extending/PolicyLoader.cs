using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Files.PolicyFile.Yaml;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Extending;

/// <summary>Reads a policy and the bases that it extends, and lays them over each other: later bases over earlier ones, the file itself over its bases.</summary>
internal sealed class PolicyLoader(string baseDirectory, RepositoryFence fence, PolicyFiles files, ProblemList problems)
{
    private readonly Dictionary<string, MappingNode?> _loaded = new(StringComparer.Ordinal);
    private readonly List<PolicySource> _files = [];

    public IReadOnlyList<PolicySource> Files => _files;

    public PolicySource Source(string fullPath) => new(fullPath, files.Shown(fullPath, ShownPath.Of(fullPath, baseDirectory)), files);

    /// <summary>Null where there is no map to look at.</summary>
    public MappingNode? Load(string fullPath)
    {
        var source = Source(fullPath);
        if (fence.Allows(fullPath)) return Load(source, [], source.Start);
        problems.AddFatal(new PolicyProblem(PolicyCodes.Extends, "the policy is a link that leads out of the repository; --allow-outside allows it", source.Start));
        return null;
    }

    private MappingNode? Load(PolicySource source, ImmutableArray<PolicySource> chain, PolicyPlace namedAt)
    {
        if (_loaded.TryGetValue(source.FullPath, out var known)) return known;
        try
        {
            if (_files.Count == YamlLimits.Files)
                throw new PolicyFault(PolicyCodes.Limit, $"the policy is made of more than {YamlLimits.Files} files", namedAt);
            _files.Add(source);
            var root = YamlComposer.Compose(YamlText.Read(source), source, problems);
            CheckVersion(root);
            return _loaded[source.FullPath] = Extend(root, chain.Add(source));
        }
        catch (PolicyFault fault)
        {
            problems.AddFatal(fault.Problem);
            return _loaded[source.FullPath] = null;
        }
    }

    /// <summary>Each file says for itself what version it is written in.</summary>
    private void CheckVersion(MappingNode root)
    {
        if (root.Find(RootKeys.Version.Name) is { } version)
            new ShapeChecker(problems).Check(version.Value, RootKeys.Version.Shape, version.Key);
    }

    private MappingNode Extend(MappingNode root, ImmutableArray<PolicySource> chain)
    {
        if (root.Find(RootKeys.Extends.Name) is not { } extends) return root;
        new ShapeChecker(problems).Check(extends.Value, RootKeys.Extends.Shape, extends.Key);
        MappingNode? merged = null;
        ImmutableArray<PolicyNode> named = extends.Value is SequenceNode list ? list.Items : [extends.Value];
        foreach (var name in named.OfType<ScalarNode>())
        {
            if (RootKeys.Base.Read(name) is not { } path || LoadBase(path, name, chain) is not { } below) continue;
            merged = merged is null ? below : Within(NodeMerger.Merge(merged, below), name.Place);
        }
        var own = new MappingNode(root.Source, root.Place, root.Entries.Remove(extends));
        return merged is null ? own : Within(NodeMerger.Merge(merged, own), extends.Key.Place);
    }

    private MappingNode? LoadBase(string path, ScalarNode name, ImmutableArray<PolicySource> chain)
    {
        var full = Path.GetFullPath(path, name.Source.Folder);
        var source = Source(full);
        if (Fault(path, source, chain) is { } fault)
        {
            problems.AddFatal(new PolicyProblem(PolicyCodes.Extends, fault, name.Place));
            return null;
        }
        if (chain.Length > YamlLimits.Extends)
        {
            problems.AddFatal(new PolicyProblem(PolicyCodes.Limit, $"policies extend each other through more than {YamlLimits.Extends} files", name.Place));
            return null;
        }
        return Load(source, chain, name.Place);
    }

    private string? Fault(string path, PolicySource source, ImmutableArray<PolicySource> chain)
    {
        if (Path.IsPathRooted(path) && !fence.AllowOutside)
            return $"{Display.Quote(path)} is an absolute path; name bases relative to this file, or allow this one with --allow-outside";
        if (!fence.Allows(source.FullPath))
            return $"{Display.Quote(path)} lies outside the repository; --allow-outside allows it";
        if (Loop(source, chain) is { } loop)
            return $"the bases lead back to where they began: {loop}";
        if (files.IsFolder(source.FullPath))
            return $"{Display.Quote(path)} is a folder; name the policy file in it";
        return files.IsFile(source.FullPath) ? null : $"there is no file {Display.Quote(source.Shown)}";
    }

    private static string? Loop(PolicySource source, ImmutableArray<PolicySource> chain)
    {
        var real = RealPath.Resolve(source.FullPath);
        var first = chain.FirstOrDefault(c => string.Equals(RealPath.Resolve(c.FullPath), real, StringComparison.Ordinal));
        if (first is null) return null;
        var names = chain[chain.IndexOf(first)..].Append(source).Select(c => Display.Escape(c.Shown, 120));
        return string.Join(" → ", names);
    }

    private static MappingNode Within(MappingNode merged, PolicyPlace place)
    {
        if (merged.Size > YamlLimits.Nodes)
            throw new PolicyFault(PolicyCodes.Limit, $"with its bases, the policy has more than {YamlLimits.Nodes} parts", place);
        return merged;
    }
}
