namespace DataGate.Files.PolicyFile.Keys;

/// <summary>How texts are embedded.</summary>
internal static class EmbeddingKeys
{
    /// <summary>The word for the model that ships with the tool.</summary>
    public const string BuiltIn = "builtin";

    public static Key<string> Model { get; } = new(
        "model", TextScalars.Text("builtin, or a folder with model.onnx"), "builtin, or a folder with model.onnx and tokenizer files. Default: builtin.");

    public static Key<string> Device { get; } = new("device", TextScalars.Device, "auto, cpu, cuda or cuda:n. Default: auto.");

    public static MapShape Map { get; } = new("embedding", "'embedding'", Model, Device);
}
