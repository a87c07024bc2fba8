using System.Text.Json;

namespace DataGate.Onnx.Tokenizers.Json;

/// <summary>Reads <c>tokenizer.json</c>, the form that encoders are published in: WordPiece, Unigram and byte-pair vocabularies. What isn't known here is refused by name.</summary>
internal static class TokenizerJson
{
    /// <exception cref="InvalidDataException">It asks for what isn't known here.</exception>
    public static ITokenizer Read(JsonElement root)
    {
        var model = root.GetProperty("model");
        var (before, after) = SpecialTokens.Of(Part(root, "post_processor"));
        var kind = model.TryGetProperty("type", out var type) ? type.GetString() : null;
        return kind switch
        {
            "WordPiece" => new WordPieceTokenizer(
                model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal),
                BertOf(Part(root, "normalizer"), Part(root, "pre_tokenizer")), Text(model, "unk_token", "[UNK]"), Text(model, "continuing_subword_prefix", "##"))
            {
                Before = before,
                After = after,
            },
            "Unigram" => new UnigramTokenizer(
                [.. model.GetProperty("vocab").EnumerateArray().Select(entry => (entry[0].GetString() ?? "", entry[1].GetDouble()))],
                model.GetProperty("unk_id").GetInt32(), Normalizers.Of(Part(root, "normalizer")), Metaspace.AddsSpace(Part(root, "pre_tokenizer")))
            {
                Before = before,
                After = after,
            },
            "BPE" => ByteBpe.Read(root, before, after),
            _ => throw new InvalidDataException($"its vocabulary is of the type '{kind}'; WordPiece, Unigram and BPE are known here"),
        };
    }

    /// <summary>A part of the pipeline; null: it has none.</summary>
    internal static JsonElement? Part(JsonElement map, string key) => map.TryGetProperty(key, out var part) && part.ValueKind is JsonValueKind.Object ? part : null;

    internal static string Text(JsonElement map, string key, string otherwise) =>
        map.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : otherwise;

    internal static bool Flag(JsonElement map, string key, bool otherwise) =>
        map.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : otherwise;

    private static BertText BertOf(JsonElement? normalizer, JsonElement? splitter)
    {
        if (splitter is not { } split || Text(split, "type", "") != "BertPreTokenizer") throw new InvalidDataException("its words are split otherwise than BERT's, which isn't known here");
        if (normalizer is not { } normal) return new BertText { Cleans = false, SplitsIdeographs = false, IsLower = false, StripsAccents = false };
        if (Text(normal, "type", "") != "BertNormalizer") throw new InvalidDataException($"its text is normalised by {Text(normal, "type", "")}; BertNormalizer is known here");
        var isLower = Flag(normal, "lowercase", true);
        return new BertText
        {
            Cleans = Flag(normal, "clean_text", true),
            SplitsIdeographs = Flag(normal, "handle_chinese_chars", true),
            IsLower = isLower,
            StripsAccents = Flag(normal, "strip_accents", isLower),
        };
    }
}
