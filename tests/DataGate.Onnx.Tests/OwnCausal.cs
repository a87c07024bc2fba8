using static DataGate.Onnx.Tests.OnnxBytes;

namespace DataGate.Onnx.Tests;

/// <summary>A causal language model of our own over bytes: a token's logits are the row of the token before it, so that a text's perplexity can be had by hand.</summary>
internal static class OwnCausal
{
    /// <summary>A token for each byte, and one that texts start with.</summary>
    public const int Vocabulary = 257;

    public const int Start = 256;
    private const int Positions = 64;
    private static readonly int[] s_shape = [Vocabulary, Vocabulary];

    /// <summary>The tokenizer: no merges, so that every byte is a token of its own number.</summary>
    public static string Tokenizer { get; } = $$"""
        { "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false },
          "model": { "type": "BPE", "merges": [], "vocab": { {{string.Join(", ", Letters().Select((letter, value) => $"\"{letter}\": {value}"))}}, "<start>": {{Start}} } } }
        """;

    /// <summary>It names the token that texts start with.</summary>
    public const string Configuration = """{ "bos_token_id": 256, "n_positions": 64 }""";

    /// <summary>Logits of the token that follows, by the token before it.</summary>
    public static float[] Table { get; } = [.. Enumerable.Range(0, Vocabulary * Vocabulary).Select(i => 3 * MathF.Sin(i % 1009 * 0.7f))];

    /// <summary>What a position adds to the logits of the token behind it.</summary>
    public static float[] OfPositions { get; } = [.. Enumerable.Range(0, Positions * Vocabulary).Select(i => MathF.Cos(i % 997 * 0.3f))];

    /// <summary>One 64-bit input and its logits.</summary>
    public static byte[] Plain { get; } = Over(Table);

    /// <summary>What merged decoders take: a mask, positions, what was read before, and a mark whether anything was. Each would move the logits where it isn't as it should be.</summary>
    public static byte[] Merged { get; } = Model(
        Input("input_ids", OfLongs, "batch", "tokens"), Input("attention_mask", OfLongs, "batch", "total"), Input("position_ids", OfLongs, "batch", "tokens"),
        Input("past_key_values.0.key", Float, "batch", "2", "past", "4"), Input("past_key_values.0.value", Float, "batch", "2", "past", "4"), Input("use_cache_branch", 9, "1"),
        Floats("table", s_shape, Table), Floats("places", [Positions, Vocabulary], OfPositions),
        Floats("masks", [2, Vocabulary], [.. Enumerable.Range(0, 2 * Vocabulary).Select(i => i < Vocabulary ? 5f * (i % 3) : 0)]), Floats("one", [1], 1),
        Node("Gather", ["table", "input_ids"], "a"), Node("Gather", ["places", "position_ids"], "b"), Node("Gather", ["masks", "attention_mask"], "c"),
        Node("Add", ["a", "b"], "ab"), Node("Add", ["ab", "c"], "abc"), Node("Cast", ["use_cache_branch"], "mark", attributes: Integer("to", Float)), Node("Add", ["mark", "one"], "scale"),
        Node("Mul", ["abc", "scale"], "scaled"), Node("Concat", ["past_key_values.0.key", "past_key_values.0.value"], "present.0", attributes: Integer("axis", 2)), Node("Identity", ["scaled"], "logits"),
        Output("present.0", Float, "batch", "2", "past", "4"), Output("logits", Float, "batch", "tokens", "257"));

    /// <summary>A model of the same kind with another table.</summary>
    public static byte[] Over(float[] table) => Model(
        Input("input_ids", OfLongs, "batch", "tokens"), Floats("table", s_shape, table), Node("Gather", ["table", "input_ids"], "logits"), Output("logits", Float, "batch", "tokens", "257"));

    /// <summary>Minus the logarithm of a token's share of the softmax over a row.</summary>
    public static double Loss(IEnumerable<double> row, int token)
    {
        var logits = row.ToList();
        return Math.Log(logits.Sum(logit => Math.Exp(logit))) - logits[token];
    }

    /// <summary>The row of a token, with what its position adds.</summary>
    public static IEnumerable<double> Row(int token, int? position = null) =>
        Enumerable.Range(0, Vocabulary).Select(i => Table[token * Vocabulary + i] + (position is { } at ? (double)OfPositions[at * Vocabulary + i] : 0));

    /// <summary>GPT-2's characters for bytes, as JSON writes them.</summary>
    private static IEnumerable<string> Letters()
    {
        var next = 0x100;
        for (var value = 0; value < 256; value++)
            yield return value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? $"\\u{value:X4}" : $"\\u{next++:X4}";
    }
}
