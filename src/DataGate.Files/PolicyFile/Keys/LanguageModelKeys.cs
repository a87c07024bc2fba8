namespace DataGate.Files.PolicyFile.Keys;

/// <summary>What perplexities are taken by.</summary>
internal static class LanguageModelKeys
{
    public static readonly Key<string> Model = new(
        "model", TextScalars.Text("builtin, or a folder with model.onnx"),
        "builtin, which learns from the reference, or a folder with model.onnx of a causal language model and its tokenizer. Default: builtin.");

    public static readonly Key<string> Device = new("device", TextScalars.Device, "auto, cpu, cuda or cuda:n. Default: auto.");

    public static readonly MapShape Map = new("language-model", "'language-model'", Model, Device);
}
