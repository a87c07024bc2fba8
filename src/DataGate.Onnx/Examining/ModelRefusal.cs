namespace DataGate.Onnx.Examining;

/// <summary>What a model may not ask for. A model is a program: what it reaches for must be in its folder, and what runs it must be ONNX Runtime alone.</summary>
internal static class ModelRefusal
{
    private const int MaxFileName = 128;

    /// <summary>Domains whose operators ONNX Runtime has itself.</summary>
    private static readonly string[] s_domains = ["", "ai.onnx", "ai.onnx.ml", "com.microsoft"];

    /// <summary>Why the model is refused; null: it isn't.</summary>
    public static string? Of(OnnxFacts facts)
    {
        if (facts.Domains.Except(s_domains.Concat(facts.Functions), StringComparer.Ordinal).Order(StringComparer.Ordinal).FirstOrDefault() is { } domain)
            return $"it uses operators of '{domain}', which ONNX Runtime doesn't have: libraries of a model's own are not loaded";
        if (facts.Operators.Contains("EPContext")) return "it holds what was compiled for one kind of device";
        return facts.ExternalFiles.Order(StringComparer.Ordinal).FirstOrDefault(file => !IsPlain(file)) is { } outside
            ? $"it keeps data in '{outside}': such files lie in the model's own folder, and are named by letters, digits, '.', '_' and '-' alone"
            : null;
    }

    /// <summary>A file's name and no path: nothing that a system, or ONNX Runtime with its marks for memory, could read as more.</summary>
    private static bool IsPlain(string file) =>
        file.Length is > 0 and <= MaxFileName && file[0] != '.' && file.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
