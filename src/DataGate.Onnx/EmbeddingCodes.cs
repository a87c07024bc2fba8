using System.Collections.Immutable;

namespace DataGate.Onnx;

/// <summary>Codes of what is wrong with what was asked of an embedder or a language model. Codes are never reused.</summary>
public static class EmbeddingCodes
{
    /// <summary>The model's folder lacks a file, doesn't fit, or may not be used.</summary>
    public const string Model = "DG0060";

    /// <summary>The device that was asked for isn't there.</summary>
    public const string Device = "DG0061";

    /// <summary>The folder that was named for ONNX Runtime holds no library that can be used.</summary>
    public const string Library = "DG0062";

    /// <summary>The language model's folder lacks a file, doesn't fit, or may not be used.</summary>
    public const string LanguageModel = "DG0063";

    /// <summary>Every code with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> All { get; } =
    [
        (Model, "The embedding model can't be used"),
        (Device, "The device isn't there"),
        (Library, "ONNX Runtime's library can't be used"),
        (LanguageModel, "The language model can't be used"),
    ];
}

/// <summary>What was asked for can't be done, and no other embedder may stand in for it.</summary>
public sealed class EmbeddingException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="EmbeddingCodes"/>.</summary>
    public string Code => code;
}
