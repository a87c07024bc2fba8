using DataGate.Files.Paths;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes what the policy says of models. A model's folder lies in the repository, as all that a policy names; what is in it is looked at when a text is to be read by it.</summary>
internal sealed class ModelFolderBinder(RepositoryFence fence, ProblemList problems)
{
    public EmbeddingPolicy Embedding(MappingNode? map) => map is null ? EmbeddingPolicy.Default : new EmbeddingPolicy(
        Folder(map, EmbeddingKeys.Model, "the model that comes with DataGate"), EmbeddingKeys.Device.Read(map, EmbeddingPolicy.Default.Device));

    /// <summary>Null: perplexities are those of a model of the reference.</summary>
    public LanguageModelPolicy? LanguageModel(MappingNode? map) =>
        map is not null && Folder(map, LanguageModelKeys.Model, "a model that learns from the reference") is { } folder
            ? new LanguageModelPolicy(folder, LanguageModelKeys.Device.Read(map, EmbeddingPolicy.Default.Device))
            : null;

    /// <summary>The full path of the folder that the key names; null: it names none, or the built-in model.</summary>
    private string? Folder(MappingNode map, Key<string> key, string builtIn)
    {
        if (map.ValueOf(key) is not ScalarNode { Text: not EmbeddingKeys.BuiltIn } node || !key.TryRead(map, out var name)) return null;
        var folder = Path.GetFullPath(name, node.Source.Folder);
        if (Fault(name, folder, node.Source.Files, builtIn) is { } fault) problems.Add(PolicyCodes.WrongValue, $"'model': {fault}", node.Place);
        return folder;
    }

    /// <summary>A policy of an earlier revision names anchors that a change can't move, and a model is read as it stands: one in the repository may be the change's own.</summary>
    private string? Fault(string name, string folder, PolicyFiles files, string builtIn)
    {
        if (Path.IsPathRooted(name) && !fence.AllowOutside)
            return $"{Display.Quote(name)} is an absolute path; name the folder relative to this file, or allow it with --allow-outside";
        if (!fence.Allows(folder)) return $"{Display.Quote(name)} lies outside the repository; --allow-outside allows it";
        if (files != PolicyFiles.OnDisk && fence.IsInside(folder))
            return $"{Display.Quote(name)} is a model in the repository, which the change under judgement may bring; with --policy-from only {EmbeddingKeys.BuiltIn} and models outside are used";
        return Directory.Exists(folder) ? null : $"there is no folder {Display.Quote(name)}; write {EmbeddingKeys.BuiltIn} for {builtIn}";
    }
}
