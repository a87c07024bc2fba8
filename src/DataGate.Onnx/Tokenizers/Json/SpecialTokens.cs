using System.Text.Json;

namespace DataGate.Onnx.Tokenizers.Json;

/// <summary>Tokens that a tokenizer puts around every text: <c>[CLS]</c> … <c>[SEP]</c>, <c>&lt;s&gt;</c> … <c>&lt;/s&gt;</c>.</summary>
internal static class SpecialTokens
{
    public static (IReadOnlyList<int> Before, IReadOnlyList<int> After) Of(JsonElement? processor)
    {
        if (processor is not { } part) return ([], []);
        return TokenizerJson.Text(part, "type", "") switch
        {
            "TemplateProcessing" => OfTemplate(part),
            // It moves offsets, and adds nothing.
            "ByteLevel" => ([], []),
            "Sequence" => OfSequence(part),
            "BertProcessing" or "RobertaProcessing" => ([part.GetProperty("cls")[1].GetInt32()], [part.GetProperty("sep")[1].GetInt32()]),
            var other => throw new InvalidDataException($"its special tokens are set by {other}; TemplateProcessing, BertProcessing and RobertaProcessing are known here"),
        };
    }

    /// <summary>What each of several adds; those of a later one stand outside.</summary>
    private static (IReadOnlyList<int> Before, IReadOnlyList<int> After) OfSequence(JsonElement part)
    {
        var all = part.GetProperty("processors").EnumerateArray().Select(inner => Of(inner)).ToList();
        return ([.. all.AsEnumerable().Reverse().SelectMany(one => one.Before)], [.. all.SelectMany(one => one.After)]);
    }

    private static (IReadOnlyList<int> Before, IReadOnlyList<int> After) OfTemplate(JsonElement part)
    {
        var (before, after, isPast) = (new List<int>(), new List<int>(), false);
        foreach (var item in part.GetProperty("single").EnumerateArray())
        {
            if (item.TryGetProperty("Sequence", out _)) isPast = true;
            else (isPast ? after : before).AddRange(Ids(part, item.GetProperty("SpecialToken").GetProperty("id").GetString()!));
        }
        return (before, after);
    }

    private static IEnumerable<int> Ids(JsonElement part, string token) =>
        part.GetProperty("special_tokens").GetProperty(token).GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
}
