using System.Text.Json;

namespace DataGate.Onnx.Tokenizers.Json;

/// <summary>How a Unigram tokenizer marks words: <c>▁</c> for a space.</summary>
internal static class Metaspace
{
    /// <summary>Whether the mark stands before the first word too.</summary>
    /// <exception cref="InvalidDataException">Words are split otherwise.</exception>
    public static bool AddsSpace(JsonElement? splitter)
    {
        if (splitter is not { } part) return false;
        switch (TokenizerJson.Text(part, "type", ""))
        {
            case "WhitespaceSplit": return false;
            case "Sequence": return part.GetProperty("pretokenizers").EnumerateArray().Select(inner => AddsSpace(inner)).ToList().Exists(adds => adds);
            case "Metaspace" when TokenizerJson.Text(part, "replacement", "▁") == "▁":
                return TokenizerJson.Text(part, "prepend_scheme", TokenizerJson.Flag(part, "add_prefix_space", true) ? "always" : "never") != "never";
            case var other: throw new InvalidDataException($"its words are split by {other}; Metaspace is known here");
        }
    }
}
