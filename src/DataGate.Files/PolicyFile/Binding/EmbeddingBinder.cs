using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes what the policy says of embeddings. A model's folder lies in the repository, as all that a policy names; what is in it is looked at when something is to be embedded.</summary>
internal sealed class EmbeddingBinder(RepositoryFence fence, ProblemList problems)
{
    public EmbeddingPolicy Bind(MappingNode? map)
    {
        if (map is null) return EmbeddingPolicy.Default;
        var device = EmbeddingKeys.Device.Read(map, EmbeddingPolicy.Default.Device);
        if (map.ValueOf(EmbeddingKeys.Model) is not ScalarNode { Text: not EmbeddingKeys.BuiltIn } node || !EmbeddingKeys.Model.TryRead(map, out var name))
            return new EmbeddingPolicy(null, device);
        var folder = Path.GetFullPath(name, node.Source.Folder);
        if (Fault(name, folder, node.Source.Files) is { } fault) problems.Add(PolicyCodes.WrongValue, $"'model': {fault}", node.Place);
        return new EmbeddingPolicy(folder, device);
    }

    /// <summary>A policy of an earlier revision names anchors that a change can't move, and a model is read as it stands: one in the repository may be the change's own.</summary>
    private string? Fault(string name, string folder, PolicyFiles files)
    {
        if (Path.IsPathRooted(name) && !fence.AllowOutside)
            return $"{Display.Quote(name)} is an absolute path; name the folder relative to this file, or allow it with --allow-outside";
        if (!fence.Allows(folder)) return $"{Display.Quote(name)} lies outside the repository; --allow-outside allows it";
        if (files != PolicyFiles.OnDisk && fence.IsInside(folder))
            return $"{Display.Quote(name)} is a model in the repository, which the change under judgement may bring; with --policy-from only {EmbeddingKeys.BuiltIn} and models outside are used";
        return Directory.Exists(folder) ? null : $"there is no folder {Display.Quote(name)}; write {EmbeddingKeys.BuiltIn} for the model that comes with DataGate";
    }
}
