namespace DataGate.Policies;

/// <summary>How embeddings are made.</summary>
/// <param name="ModelFolder">The full path of a folder with a model of one's own; null: the built-in model.</param>
/// <param name="Device">auto, cpu, cuda or cuda:n.</param>
public sealed record EmbeddingPolicy(string? ModelFolder, string Device)
{
    /// <summary>The built-in model, on the device that is there.</summary>
    public static EmbeddingPolicy Default { get; } = new(null, "auto");
}
