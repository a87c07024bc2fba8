using System.Text.Json;

namespace DataGate.Files.Tests.Reports;

/// <summary>As much of JSON Schema (draft 7) as our own schemas use; a keyword beyond it is an error, not ignored.</summary>
internal static class SchemaSubset
{
    public static IReadOnlyList<string> Errors(JsonElement schema, JsonElement json) => [.. Errors(schema, schema, json, "$")];

    private static IEnumerable<string> Errors(JsonElement root, JsonElement schema, JsonElement json, string at)
    {
        // Beside a $ref, draft 7 reads nothing else.
        if (schema.TryGetProperty("$ref", out var reference)) return Errors(root, Resolve(root, reference.GetString()!), json, at);
        return schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "$schema" or "title" or "description" or "definitions" => [],
            "type" => Is(json, keyword.Value) ? [] : [$"{at}: {json.ValueKind} is not of type {keyword.Value}"],
            "const" => JsonElement.DeepEquals(keyword.Value, json) ? [] : [$"{at}: is not {keyword.Value}"],
            "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, json)) ? [] : [$"{at}: {json} is none of {keyword.Value}"],
            "minimum" => json.ValueKind != JsonValueKind.Number || json.GetDouble() >= keyword.Value.GetDouble() ? [] : [$"{at}: {json} is below {keyword.Value}"],
            "required" => Missing(keyword.Value, json, at),
            "properties" => Properties(root, keyword.Value, json, at),
            "additionalProperties" => Additional(schema, keyword.Value, json, at),
            "items" => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany((item, i) => Errors(root, keyword.Value, item, $"{at}[{i}]")) : [],
            _ => [$"the keyword {keyword.Name} is not known here"],
        });
    }

    private static JsonElement Resolve(JsonElement root, string reference)
    {
        var at = root;
        foreach (var name in reference["#/".Length..].Split('/')) at = at.GetProperty(name);
        return at;
    }

    private static bool Is(JsonElement json, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => Is(json, one))
        : type.GetString() switch
        {
            "object" => json.ValueKind == JsonValueKind.Object,
            "array" => json.ValueKind == JsonValueKind.Array,
            "string" => json.ValueKind == JsonValueKind.String,
            "boolean" => json.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => json.ValueKind == JsonValueKind.Null,
            "number" => json.ValueKind == JsonValueKind.Number,
            "integer" => json.ValueKind == JsonValueKind.Number && (json.TryGetInt64(out _) || json.TryGetUInt64(out _)),
            _ => false,
        };

    private static IEnumerable<string> Missing(JsonElement required, JsonElement json, string at) =>
        json.ValueKind != JsonValueKind.Object ? []
        : required.EnumerateArray().Where(name => !json.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: lacks {name}");

    private static IEnumerable<string> Properties(JsonElement root, JsonElement properties, JsonElement json, string at) =>
        json.ValueKind != JsonValueKind.Object ? []
        : json.EnumerateObject().Where(own => properties.TryGetProperty(own.Name, out _))
            .SelectMany(own => Errors(root, properties.GetProperty(own.Name), own.Value, $"{at}.{own.Name}"));

    private static IEnumerable<string> Additional(JsonElement schema, JsonElement allowed, JsonElement json, string at) =>
        allowed.ValueKind != JsonValueKind.False || json.ValueKind != JsonValueKind.Object ? []
        : json.EnumerateObject().Where(own => !schema.GetProperty("properties").TryGetProperty(own.Name, out _)).Select(own => $"{at}: {own.Name} is not allowed");
}
