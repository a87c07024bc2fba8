using System.Collections.Immutable;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx.Models;

/// <summary>Which of a model's inputs takes what, and which output holds the embedding: found by name, and by shape where the names say nothing.</summary>
/// <param name="Ids">The input that takes token ids.</param>
/// <param name="Mask">The input that takes 1 for a token and 0 for padding; null: none.</param>
/// <param name="Types">The input that takes a segment's number, always 0; null: none.</param>
/// <param name="Positions">The input that takes 0, 1, 2 …; null: none.</param>
/// <param name="Output">Embeddings of the tokens [1, tokens, components], or of the text [1, components].</param>
internal sealed record ModelSignature(string Ids, string? Mask, string? Types, string? Positions, string Output)
{
    private static readonly string[] s_sentences = ["sentence_embedding", "sentence_embeddings", "text_embeds", "embedding", "embeddings"];
    private static readonly string[] s_tokens = ["last_hidden_state", "token_embeddings", "hidden_states"];

    /// <exception cref="EmbeddingException">They don't fit an encoder of texts; the message names them all.</exception>
    public static ModelSignature Of(ImmutableArray<ModelPort> inputs, ImmutableArray<ModelPort> outputs)
    {
        var known = inputs.ToDictionary(input => input.Name, Role, StringComparer.Ordinal);
        var strange = inputs.FirstOrDefault(input => known[input.Name] is "" && inputs.Length > 1);
        var ids = inputs.Length == 1 ? inputs[0] : inputs.FirstOrDefault(input => known[input.Name] is "ids");
        if (ids is null || strange is not null || inputs.Any(input => !IsOfTokens(input)))
            throw Unfit($"its inputs are {List(inputs)}, and an encoder of texts takes int64 or int32 [batch, tokens]: input_ids, and maybe attention_mask, token_type_ids and position_ids");
        string? Named(string role) => inputs.FirstOrDefault(input => input != ids && known[input.Name] == role)?.Name;
        return new ModelSignature(ids.Name, Named("mask"), Named("types"), Named("positions"), OutputOf(outputs));
    }

    private static string OutputOf(ImmutableArray<ModelPort> outputs)
    {
        var usable = outputs.Where(output => output.Element is "float" && output.Dimensions.Length is 0 or 2 or 3).ToList();
        foreach (var name in s_sentences.Concat(s_tokens))
            if (usable.Find(output => output.Name == name) is { } found) return found.Name;
        foreach (var rank in new[] { 3, 2, 0 })
            if (usable.Where(output => output.Dimensions.Length == rank).ToList() is [var only]) return only.Name;
        throw Unfit($"its outputs are {List(outputs)}, and one of them has to hold float embeddings: [batch, tokens, components] or [batch, components], called last_hidden_state or sentence_embedding where there are several");
    }

    private static string Role(ModelPort input)
    {
        var name = input.Name.ToLowerInvariant();
        return name.Contains("mask", StringComparison.Ordinal) ? "mask"
            : name.Contains("type", StringComparison.Ordinal) || name.Contains("segment", StringComparison.Ordinal) ? "types"
            : name.Contains("position", StringComparison.Ordinal) ? "positions"
            : name.Contains("ids", StringComparison.Ordinal) || name.Contains("token", StringComparison.Ordinal) ? "ids"
            : "";
    }

    private static bool IsOfTokens(ModelPort input) => input.Element is "int64" or "int32" && input.Dimensions.Length is 0 or 2;

    private static string List(IEnumerable<ModelPort> ports) => string.Join(
        ", ", ports.Select(port => $"{port.Name}: {port.Element} [{string.Join(", ", port.Dimensions.Select(size => size < 0 ? "any" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]"));

    private static EmbeddingException Unfit(string why) => new(EmbeddingCodes.Model, "the model doesn't fit: " + why);
}
