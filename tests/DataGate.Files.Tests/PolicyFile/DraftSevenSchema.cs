using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>As much of JSON Schema draft 7 as the policy's schema is made of; anything else in a schema is an error of the test.</summary>
internal sealed class DraftSevenSchema(JsonObject root)
{
    private static readonly string[] s_notes = ["$schema", "title", "description", "definitions"];

    public bool Allows(JsonNode? value) => Allows(root, value);

    private bool Allows(JsonObject schema, JsonNode? value) =>
        schema.All(rule => s_notes.Contains(rule.Key) || Allows(rule.Key, rule.Value!, schema, value));

    private bool Allows(string rule, JsonNode argument, JsonObject schema, JsonNode? value) => rule switch
    {
        "$ref" => Allows(Definition((string)argument!), value),
        "allOf" => argument.AsArray().All(s => Allows(s!.AsObject(), value)),
        "anyOf" => argument.AsArray().Any(s => Allows(s!.AsObject(), value)),
        "const" => JsonNode.DeepEquals(argument, value),
        "enum" => argument.AsArray().Any(c => JsonNode.DeepEquals(c, value)),
        "type" => argument is JsonArray types ? types.Any(t => IsOf((string)t!, value)) : IsOf((string)argument!, value),
        "required" => value is not JsonObject map || argument.AsArray().All(k => map.ContainsKey((string)k!)),
        "properties" or "patternProperties" => true,
        "additionalProperties" => value is not JsonObject map || map.All(entry => Property(schema, entry.Key, entry.Value)),
        "minProperties" => value is not JsonObject map || map.Count >= (int)argument,
        "items" => value is not JsonArray list || list.All(item => Allows(argument.AsObject(), item)),
        "minItems" => value is not JsonArray list || list.Count >= (int)argument,
        "minimum" => Number(value) is not { } number || number >= (double)argument,
        "exclusiveMinimum" => Number(value) is not { } number || number > (double)argument,
        "maximum" => Number(value) is not { } number || number <= (double)argument,
        "minLength" => Text(value) is not { } text || text.Length >= (int)argument,
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, (string)argument!, RegexOptions.ECMAScript),
        _ => throw new NotSupportedException($"the test's validator doesn't know '{rule}'"),
    };

    /// <summary>Every schema of the policy closes its maps.</summary>
    private bool Property(JsonObject schema, string key, JsonNode? value)
    {
        if (schema["additionalProperties"]!.GetValue<bool>()) throw new NotSupportedException("an open map");
        if (schema["properties"]?[key] is JsonObject known) return Allows(known, value);
        return schema["patternProperties"] is JsonObject patterns
            && patterns.Where(p => Regex.IsMatch(key, p.Key, RegexOptions.ECMAScript)).ToArray() is { Length: > 0 } fitting
            && fitting.All(p => Allows(p.Value!.AsObject(), value));
    }

    public JsonObject Definition(string reference) =>
        root["definitions"]![reference["#/definitions/".Length..]]?.AsObject() ?? throw new KeyNotFoundException(reference);

    private static bool IsOf(string type, JsonNode? value) => type switch
    {
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "boolean" => value is JsonValue flag && flag.TryGetValue<bool>(out _),
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && double.IsInteger(number),
        "null" => value is null,
        _ => throw new NotSupportedException(type),
    };

    private static string? Text(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var found) ? found : null;

    private static double? Number(JsonNode? value) => value is JsonValue number && number.TryGetValue<double>(out var found) ? found : null;
}
