namespace DataGate.Files.PolicyFile.Keys;

/// <summary>How texts are embedded.</summary>
internal static class EmbeddingKeys
{
    /// <summary>The word for the model that ships with the tool.</summary>
    public const string BuiltIn = "builtin";

    public static readonly Key<string> Model = new(
        "model", TextScalars.Text("builtin, or a folder with model.onnx"), "builtin, or a folder with model.onnx and tokenizer files. Default: builtin.");

    public static readonly Key<string> Device = new("device", TextScalars.Device, "auto, cpu, cuda or cuda:n. Default: auto.");

    public static readonly MapShape Map = new("embedding", "'embedding'", Model, Device);
}
