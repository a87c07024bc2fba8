using System.Text;
using System.Text.Json;

namespace DataGate.Onnx.Tokenizers.Json;

/// <summary>What a Unigram tokenizer does to a text first.</summary>
internal static class Normalizers
{
    /// <exception cref="InvalidDataException">One of them isn't known here.</exception>
    public static Func<string, string> Of(JsonElement? part) => part is { } normalizer ? One(normalizer) : text => text;

    private static Func<string, string> One(JsonElement part)
    {
        switch (TokenizerJson.Text(part, "type", ""))
        {
            case "Sequence":
                var all = part.GetProperty("normalizers").EnumerateArray().Select(One).ToList();
                return text => all.Aggregate(text, (now, next) => next(now));
            case "NFC": return text => text.Normalize(NormalizationForm.FormC);
            case "NFD": return text => text.Normalize(NormalizationForm.FormD);
            case "NFKC": return text => text.Normalize(NormalizationForm.FormKC);
            case "NFKD": return text => text.Normalize(NormalizationForm.FormKD);
            case "Lowercase": return text => text.ToLowerInvariant();
            case "Strip": return text => text.Trim();
            case "Replace": return Replace(part);
            case "Precompiled": return new CharacterMap(Convert.FromBase64String(part.GetProperty("precompiled_charsmap").GetString()!)).Apply;
            case var other: throw new InvalidDataException($"its text is normalised by {other}, which isn't known here");
        }
    }

    /// <summary>A text for a text, or what such files use patterns for: runs of spaces for one, which no text here has.</summary>
    private static Func<string, string> Replace(JsonElement part)
    {
        var (pattern, content) = (part.GetProperty("pattern"), part.GetProperty("content").GetString()!);
        if (pattern.TryGetProperty("String", out var literal) && literal.GetString() is { Length: > 0 } from) return text => text.Replace(from, content, StringComparison.Ordinal);
        if (pattern.TryGetProperty("Regex", out var regex) && regex.GetString() is " {2,}" && content is " " or "▁") return text => text;
        throw new InvalidDataException($"its text is normalised by the pattern {pattern}, which isn't known here");
    }
}
