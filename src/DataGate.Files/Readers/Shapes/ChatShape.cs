using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DataGate.Documents;

namespace DataGate.Files.Readers.Shapes;

/// <summary>A conversation, in the forms that are about: the first of them that a record has is read.</summary>
internal sealed class ChatShape : RecordShape
{
    private const int Messages = 0, Conversations = 1, Prompt = 2, Answers = 3;

    private static readonly string[] s_answers = ["completion", "response", "chosen"];

    public override ImmutableArray<FieldPath> Sources { get; } = [.. new[] { "messages", "conversations", "prompt" }.Concat(s_answers).Select(FieldPath.Parse)];

    public override Said? Read(Record record, int first, out string whyNot)
    {
        foreach (var (at, name) in new[] { (Messages, "messages"), (Conversations, "conversations") })
        {
            if (record.Kind(first + at) is ValueKind.Missing or ValueKind.Null) continue;
            whyNot = $"'{name}' is no list of turns, each with a role and a content";
            if (record.Kind(first + at) != ValueKind.Array) return null;
            try
            {
                return Turns(record.Utf8(first + at), ref whyNot);
            }
            catch (InvalidOperationException)
            {
                whyNot = "a turn has half of a surrogate pair in a name";
                return null;
            }
        }
        whyNot = "";
        if (Text(record, first + Prompt) is { } prompt)
        {
            var answer = Enumerable.Range(Answers, s_answers.Length).Select(at => Text(record, first + at)).FirstOrDefault(text => text is not null);
            return new Said(null, prompt, answer, answer is null ? prompt : prompt + "\n" + answer);
        }
        whyNot = "there are no 'messages', no 'conversations' and no text 'prompt'";
        return null;
    }

    private static Said? Turns(ReadOnlySpan<byte> json, ref string whyNot)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ReadingLimits.Default.Depth + 1 });
        using var turns = JsonDocument.ParseValue(ref reader);
        var (system, prompt, response, all) = (new List<string>(), new List<string>(), new List<string>(), new List<string>());
        foreach (var turn in turns.RootElement.EnumerateArray())
        {
            if (turn.ValueKind != JsonValueKind.Object || Role(turn) is not { } role) return null;
            if (Content(turn) is not { } content)
            {
                // A turn that only calls a tool says nothing.
                if (turn.TryGetProperty("tool_calls", out _) || turn.TryGetProperty("function_call", out _)) continue;
                return null;
            }
            (role.ToUpperInvariant() switch
            {
                "SYSTEM" or "DEVELOPER" => system,
                "ASSISTANT" or "GPT" or "BOT" or "MODEL" or "CHATGPT" or "BARD" => response,
                "USER" or "HUMAN" => prompt,
                // What tools answer is part of the conversation, of neither side.
                _ => new List<string>(),
            }).Add(content);
            all.Add(content);
        }
        whyNot = "it has no turns";
        return all.Count == 0 ? null : new Said(Join(system), Join(prompt), Join(response), Join(all));
    }

    private static string? Join(List<string> parts) => parts.Count == 0 ? null : string.Join('\n', parts);

    private static string? Role(JsonElement turn) => String(turn, "role") ?? String(turn, "from");

    /// <summary>A text, or the texts among the parts of one.</summary>
    private static string? Content(JsonElement turn)
    {
        if (String(turn, "content") is { } content) return content;
        if (String(turn, "value") is { } value) return value;
        if (!turn.TryGetProperty("content", out var parts) || parts.ValueKind != JsonValueKind.Array) return null;
        var text = new StringBuilder();
        foreach (var part in parts.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Object || String(part, "text") is not { } piece) continue;
            if (text.Length > 0) text.Append('\n');
            text.Append(piece);
        }
        return text.ToString();
    }

    private static string? String(JsonElement map, string name)
    {
        if (!map.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which the reader has reported.
            return "\uFFFD";
        }
    }
}
