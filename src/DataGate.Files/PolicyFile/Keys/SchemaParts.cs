using System.Text.Json.Nodes;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Small pieces of JSON Schema that several kinds of value share.</summary>
internal static class SchemaParts
{
    public static JsonObject Text(string? pattern = null)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is null)
            schema["minLength"] = 1;
        else
            schema["pattern"] = pattern;
        return schema;
    }

    /// <summary>A text that YAML may take for a number or a truth value where it isn't quoted.</summary>
    public static JsonObject AnyText() => new() { ["type"] = new JsonArray("string", "number", "boolean"), ["minLength"] = 1 };

    public static JsonObject Either(params ReadOnlySpan<JsonObject> choices) => new() { ["anyOf"] = new JsonArray([.. choices]) };

    public static JsonObject Enum(IEnumerable<string> words) =>
        new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)JsonValue.Create(w))]) };
}
