using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DataGate.Files.Tests.Reports;

/// <summary>As much of JSON Schema (drafts 4 and 7) as our own schemas and SARIF's use; a keyword beyond it is an error, not ignored.</summary>
internal static class SchemaSubset
{
    /// <summary>The characters of RFC 3986.</summary>
    private static readonly Regex s_address = new(@"^([A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant);

    private static readonly Regex s_scheme = new("^[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant);

    public static IReadOnlyList<string> Errors(JsonElement schema, JsonElement json) => [.. Errors(schema, schema, json, "$")];

    private static IEnumerable<string> Errors(JsonElement root, JsonElement schema, JsonElement json, string at)
    {
        // Beside a $ref, draft 7 reads nothing else.
        if (schema.TryGetProperty("$ref", out var reference)) return Errors(root, Resolve(root, reference.GetString()!), json, at);
        return schema.EnumerateObject().SelectMany(keyword => keyword.Name switch
        {
            "$schema" or "id" or "title" or "description" or "definitions" or "default" => [],
            "anyOf" => keyword.Value.EnumerateArray().Any(one => !Errors(root, one, json, at).Any()) ? [] : [$"{at}: fits none of anyOf"],
            "oneOf" => keyword.Value.EnumerateArray().Count(one => !Errors(root, one, json, at).Any()) == 1 ? [] : [$"{at}: doesn't fit one of oneOf"],
            "maximum" => json.ValueKind != JsonValueKind.Number || json.GetDouble() <= keyword.Value.GetDouble() ? [] : [$"{at}: {json} is above {keyword.Value}"],
            "minItems" => json.ValueKind != JsonValueKind.Array || json.GetArrayLength() >= keyword.Value.GetInt32() ? [] : [$"{at}: has fewer than {keyword.Value} items"],
            "uniqueItems" => json.ValueKind != JsonValueKind.Array || json.EnumerateArray().Select(item => item.GetRawText()).Distinct(StringComparer.Ordinal).Count() == json.GetArrayLength() ? [] : [$"{at}: has equal items"],
            "minLength" => json.ValueKind != JsonValueKind.String || json.GetString()!.Length >= keyword.Value.GetInt32() ? [] : [$"{at}: is too short"],
            "pattern" => json.ValueKind != JsonValueKind.String || Regex.IsMatch(json.GetString()!, keyword.Value.GetString()!, RegexOptions.ECMAScript) ? [] : [$"{at}: {json} doesn't match {keyword.Value}"],
            "format" => json.ValueKind != JsonValueKind.String || IsFormat(keyword.Value.GetString()!, json.GetString()!) ? [] : [$"{at}: {json} is no {keyword.Value}"],
            "type" => Is(json, keyword.Value) ? [] : [$"{at}: {json.ValueKind} is not of type {keyword.Value}"],
            "const" => JsonElement.DeepEquals(keyword.Value, json) ? [] : [$"{at}: is not {keyword.Value}"],
            "enum" => keyword.Value.EnumerateArray().Any(one => JsonElement.DeepEquals(one, json)) ? [] : [$"{at}: {json} is none of {keyword.Value}"],
            "minimum" => json.ValueKind != JsonValueKind.Number || json.GetDouble() >= keyword.Value.GetDouble() ? [] : [$"{at}: {json} is below {keyword.Value}"],
            "required" => Missing(keyword.Value, json, at),
            "properties" => Properties(root, keyword.Value, json, at),
            "additionalProperties" => Additional(root, schema, keyword.Value, json, at),
            "items" => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().SelectMany((item, i) => Errors(root, keyword.Value, item, $"{at}[{i}]")) : [],
            _ => [$"the keyword {keyword.Name} is not known here"],
        });
    }

    private static bool IsFormat(string format, string text) => format switch
    {
        "uri" => s_address.IsMatch(text) && s_scheme.IsMatch(text),
        "uri-reference" => s_address.IsMatch(text),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

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

    private static IEnumerable<string> Additional(JsonElement root, JsonElement schema, JsonElement allowed, JsonElement json, string at)
    {
        if (allowed.ValueKind == JsonValueKind.True || json.ValueKind != JsonValueKind.Object) return [];
        var own = json.EnumerateObject().Where(own => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(own.Name, out _));
        return allowed.ValueKind == JsonValueKind.False
            ? own.Select(own => $"{at}: {own.Name} is not allowed")
            : own.SelectMany(own => Errors(root, allowed, own.Value, $"{at}.{own.Name}"));
    }
}
