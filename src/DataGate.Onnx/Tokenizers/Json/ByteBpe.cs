using System.Text.Json;
using DataGate.Onnx.Tokenizers.Bytes;

namespace DataGate.Onnx.Tokenizers.Json;

/// <summary>Reads byte pairs of <c>tokenizer.json</c>: vocabulary, merges as texts or as pairs, and how words are cut.</summary>
internal static class ByteBpe
{
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Gpt2Short = @"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    private const string Triples = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private const string Digits = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>What <c>&lt;s&gt;</c> and its like are: kept for control, never found in a text.</summary>
    private const string Special = "special";

    /// <exception cref="InvalidDataException">It asks for what isn't known here.</exception>
    public static ByteBpeTokenizer Read(JsonElement root, IReadOnlyList<int> before, IReadOnlyList<int> after)
    {
        var model = root.GetProperty("model");
        if (TokenizerJson.Flag(model, "byte_fallback", false) || TokenizerJson.Text(model, "continuing_subword_prefix", "") != "" || TokenizerJson.Text(model, "end_of_word_suffix", "") != "")
            throw new InvalidDataException("its byte pairs are marked or fall back to bytes; byte pairs over bytes alone are known here");
        var ids = model.GetProperty("vocab").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetInt32(), StringComparer.Ordinal);
        var settings = SplitsOf(TokenizerJson.Part(root, "pre_tokenizer") ?? throw Unsplit("nothing")) with
        {
            Normalize = Normalizers.Of(TokenizerJson.Part(root, "normalizer")),
            TakesWholeWords = TokenizerJson.Flag(model, "ignore_merges", false),
            Added = [.. Added(root)],
            UnknownId = TokenizerJson.Text(model, "unk_token", "") is { Length: > 0 } unknown && ids.TryGetValue(unknown, out var id) ? id : null,
        };
        return new ByteBpeTokenizer(ids, [.. model.GetProperty("merges").EnumerateArray().Select(Merge)], settings) { Before = before, After = after };
    }

    /// <summary>Ids of the tokens that were added to the vocabulary, by their text.</summary>
    public static IEnumerable<(string Piece, int Id, bool IsSpecial)> AllAdded(JsonElement root)
    {
        if (!root.TryGetProperty("added_tokens", out var added) || added.ValueKind is not JsonValueKind.Array) yield break;
        foreach (var token in added.EnumerateArray())
            yield return (token.GetProperty("content").GetString()!, token.GetProperty("id").GetInt32(), TokenizerJson.Flag(token, Special, false));
    }

    private static IEnumerable<(string Piece, int Id)> Added(JsonElement root) =>
        AllAdded(root).Where(token => !token.IsSpecial && token.Piece.Length > 0).Select(token => (token.Piece, token.Id));

    /// <summary>"a b", or ["a", "b"].</summary>
    private static (string Left, string Right) Merge(JsonElement merge)
    {
        if (merge.ValueKind is JsonValueKind.Array) return (merge[0].GetString()!, merge[1].GetString()!);
        var text = merge.GetString()!;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 ? (text[..space], text[(space + 1)..]) : throw new InvalidDataException($"'{text}' is no merge");
    }

    private static ByteBpeSettings SplitsOf(JsonElement splitter)
    {
        var parts = TokenizerJson.Text(splitter, "type", "") == "Sequence" ? [.. splitter.GetProperty("pretokenizers").EnumerateArray()] : new[] { splitter };
        var settings = new ByteBpeSettings { Splits = WordSplits.None };
        for (var i = 0; i < parts.Length; i++)
        {
            var kind = TokenizerJson.Text(parts[i], "type", "");
            settings = kind switch
            {
                "ByteLevel" when i == parts.Length - 1 => OfBytes(parts[i], settings),
                "Split" when i < parts.Length - 1 && settings.Splits is WordSplits.None => settings with { Splits = OfPattern(parts[i]) },
                "Digits" when i == 0 && TokenizerJson.Flag(parts[i], "individual_digits", false) => settings with { SplitsDigits = true },
                _ => throw Unsplit(kind),
            };
        }
        return TokenizerJson.Text(parts[^1], "type", "") == "ByteLevel" ? settings : throw Unsplit("characters, not bytes");
    }

    private static ByteBpeSettings OfBytes(JsonElement part, ByteBpeSettings settings)
    {
        settings = settings with { AddsSpace = TokenizerJson.Flag(part, "add_prefix_space", true) };
        if (!TokenizerJson.Flag(part, "use_regex", true)) return settings;
        return settings.Splits is WordSplits.None ? settings with { Splits = WordSplits.Gpt2 } : throw Unsplit("two patterns");
    }

    /// <summary>A pattern that covers every text cuts it alike, whether what it finds is kept or what it doesn't find is dropped.</summary>
    private static WordSplits OfPattern(JsonElement part)
    {
        var (behavior, isInverted) = (TokenizerJson.Text(part, "behavior", ""), TokenizerJson.Flag(part, "invert", false));
        if ((behavior, isInverted) is not (("Isolated", false) or ("Removed", true))) throw Unsplit($"a pattern that is {behavior}");
        var pattern = part.GetProperty("pattern").TryGetProperty("Regex", out var regex) ? regex.GetString() : null;
        return pattern switch
        {
            Gpt2 or Gpt2Short => WordSplits.Gpt2,
            Triples => WordSplits.Triples,
            Digits => WordSplits.Digits,
            _ => throw Unsplit($"the pattern {pattern ?? part.GetProperty("pattern").ToString()}"),
        };
    }

    private static InvalidDataException Unsplit(string by) => new($"its words are split by {by}; ByteLevel, Digits and the patterns of GPT-2, Llama 3 and Qwen 2 are known here");
}
