namespace DataGate.Files.PolicyFile.Keys;

/// <summary>The policy's outermost map. Every key of the language hangs below it.</summary>
internal static class RootKeys
{
    public static Key<int> Version { get; } = new("version", NumberScalars.Version, "The version of the policy language: 1.") { Required = true };

    /// <summary>One base of <see cref="Extends"/>.</summary>
    public static ScalarShape<string> Base => PathScalars.Path;

    public static PolicyKey Extends { get; } = new(
        "extends", new ListShape(Base) { OrOne = true, MayBeEmpty = true },
        "Policies that this one is laid over, relative to this file. Maps merge key by key, lists replace; later bases win over earlier ones, and this file over all.");

    public static PolicyKey Defaults { get; } = new("defaults", SettingKeys.Defaults, "Settings of the whole policy.");

    public static PolicyKey Embedding { get; } = new("embedding", EmbeddingKeys.Map, "How embeddings are made, for measures that need them.");

    public static PolicyKey LanguageModel { get; } = new("language-model", LanguageModelKeys.Map, "What perplexities are taken by.");

    public static PolicyKey Datasets { get; } = new(
        "datasets", new NamedShape(TextScalars.Name("a dataset's name"), DatasetKeys.Map), "The datasets, by name.");

    public static MapShape Map { get; } = new(
        "policy", "a policy", Version, Extends, Defaults, Embedding, LanguageModel, JudgeKeys.Judge, Datasets, UnionKeys.Policies, UnionKeys.Budgets)
    {
        OneOf = [Datasets, UnionKeys.Policies],
    };
}
