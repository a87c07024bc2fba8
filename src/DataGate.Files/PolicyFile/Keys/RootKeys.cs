namespace DataGate.Files.PolicyFile.Keys;

/// <summary>The policy's outermost map. Every key of the language hangs below it.</summary>
internal static class RootKeys
{
    public static readonly Key<int> Version = new("version", NumberScalars.Version, "The version of the policy language: 1.") { Required = true };

    /// <summary>One base of <see cref="Extends"/>.</summary>
    public static ScalarShape<string> Base => PathScalars.Path;

    public static readonly PolicyKey Extends = new(
        "extends", new ListShape(Base) { OrOne = true, MayBeEmpty = true },
        "Policies that this one is laid over, relative to this file. Maps merge key by key, lists replace; later bases win over earlier ones, and this file over all.");

    public static readonly PolicyKey Defaults = new("defaults", SettingKeys.Defaults, "Settings of the whole policy.");

    public static readonly PolicyKey Embedding = new("embedding", EmbeddingKeys.Map, "How embeddings are made, for measures that need them.");

    public static readonly PolicyKey LanguageModel = new("language-model", LanguageModelKeys.Map, "What perplexities are taken by.");

    public static readonly PolicyKey Datasets = new(
        "datasets", new NamedShape(TextScalars.Name("a dataset's name"), DatasetKeys.Map), "The datasets, by name.");

    public static readonly MapShape Map = new(
        "policy", "a policy", Version, Extends, Defaults, Embedding, LanguageModel, JudgeKeys.Judge, Datasets, UnionKeys.Policies, UnionKeys.Budgets)
    {
        OneOf = [Datasets, UnionKeys.Policies],
    };
}
