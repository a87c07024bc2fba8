using System.Collections.Immutable;
using System.Globalization;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx.Causal;

/// <summary>Which of a model's inputs takes what, and which output holds the logits: found by name, and by shape where the names say nothing.</summary>
/// <param name="Ids">The input that takes token ids.</param>
/// <param name="Mask">The input that takes 1 for a token; null: none.</param>
/// <param name="Positions">The input that takes 0, 1, 2 …; null: none.</param>
/// <param name="Types">The input that takes a segment's number, always 0; null: none.</param>
/// <param name="Past">Inputs that take what was read before: nothing; and the mark that says so.</param>
/// <param name="Output">Logits [1, tokens, vocabulary].</param>
internal sealed record CausalSignature(string Ids, string? Mask, string? Positions, string? Types, ImmutableArray<BlankInput> Past, string Output)
{
    /// <exception cref="EmbeddingException">They don't fit a causal language model; the message names them all.</exception>
    public static CausalSignature Of(ImmutableArray<ModelPort> inputs, ImmutableArray<ModelPort> outputs)
    {
        var past = inputs.Select(Blank).OfType<BlankInput>().ToImmutableArray();
        var tokens = inputs.Where(input => past.All(blank => blank.Name != input.Name)).ToList();
        var ids = tokens is [var only] ? only : tokens.Find(input => Role(input) is "ids");
        if (ids is null || tokens.Exists(input => input.Element is not ("int64" or "int32") || input.Dimensions.Length is not (0 or 2) || (input != ids && Role(input) is not ("mask" or "positions" or "types"))))
        {
            throw Unfit($"its inputs are {List(inputs)}, and a causal language model takes int64 or int32 [batch, tokens]: input_ids, and maybe attention_mask, position_ids and token_type_ids; "
                + "and maybe past_key_values [batch, heads, tokens, components] with fixed heads and components");
        }
        string? Named(string role) => tokens.Find(input => input != ids && Role(input) == role)?.Name;
        return new CausalSignature(ids.Name, Named("mask"), Named("positions"), Named("types"), past, OutputOf(outputs));
    }

    private static string OutputOf(ImmutableArray<ModelPort> outputs)
    {
        var usable = outputs.Where(output => output.Element is "float" or "float16" && output.Dimensions.Length is 0 or 3).ToList();
        if (usable.Find(output => output.Name == "logits") is { } named) return named.Name;
        if (usable is [var only]) return only.Name;
        throw Unfit($"its outputs are {List(outputs)}, and one of them has to hold float or float16 logits [batch, tokens, vocabulary], called logits where there are several");
    }

    /// <summary>What a decoder takes of tokens read before, of which there are none, and the mark of one that is made for both cases.</summary>
    private static BlankInput? Blank(ModelPort input)
    {
        if (input.Element is "bool" && input.Name.Contains("cache", StringComparison.OrdinalIgnoreCase)) return new BlankInput(input.Name, [1]);
        return input.Name.StartsWith("past", StringComparison.OrdinalIgnoreCase) && input.Dimensions is [_, > 0, var length, > 0] && length <= 0
            ? new BlankInput(input.Name, [1, input.Dimensions[1], 0, input.Dimensions[3]])
            : null;
    }

    private static string Role(ModelPort input)
    {
        var name = input.Name.ToLowerInvariant();
        return name.Contains("mask", StringComparison.Ordinal) ? "mask"
            : name.Contains("position", StringComparison.Ordinal) ? "positions"
            : name.Contains("type", StringComparison.Ordinal) || name.Contains("segment", StringComparison.Ordinal) ? "types"
            : name.Contains("ids", StringComparison.Ordinal) || name.Contains("token", StringComparison.Ordinal) ? "ids"
            : "";
    }

    private static string List(IEnumerable<ModelPort> ports) => string.Join(
        ", ", ports.Select(port => $"{port.Name}: {port.Element} [{string.Join(", ", port.Dimensions.Select(size => size < 0 ? "any" : size.ToString(CultureInfo.InvariantCulture)))}]"));

    private static EmbeddingException Unfit(string why) => new(EmbeddingCodes.Model, "the model doesn't fit: " + why);
}
