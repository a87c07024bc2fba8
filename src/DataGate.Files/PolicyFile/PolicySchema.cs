using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataGate.Files.PolicyFile.Keys;

namespace DataGate.Files.PolicyFile;

/// <summary>The JSON Schema (draft 7) of a policy, made of the same description of the keys that the reader follows.</summary>
public static class PolicySchema
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema's text: indented, the same at every call.</summary>
    public static string ToJson()
    {
        var definitions = new JsonObject();
        foreach (var map in KeyWalk.Maps(RootKeys.Map).Skip(1)) definitions[map.Name] = Map(map);
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "DataGate policy (datagate.yaml)",
        };
        foreach (var (name, value) in Map(RootKeys.Map)) schema[name] = value?.DeepClone();
        schema["definitions"] = definitions;
        return schema.ToJsonString(s_json) + "\n";
    }

    private static JsonObject Map(MapShape map)
    {
        var properties = new JsonObject();
        foreach (var key in map.Keys) properties[key.Name] = Property(key);
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var required = map.Keys.Where(k => k.Required).Select(k => k.Name).ToArray();
        if (required.Length > 0) schema["required"] = Names(required);
        if (map.OneOf.Length > 0)
            schema["anyOf"] = new JsonArray([.. map.OneOf.Select(k => new JsonObject { ["required"] = Names(k.Name) })]);
        return schema;
    }

    private static JsonObject Property(PolicyKey key)
    {
        var schema = Value(key.Shape);
        var described = new JsonObject { ["description"] = key.Available ? key.Doc : $"(Not available yet.) {key.Doc}" };
        if (schema.ContainsKey("$ref"))
        {
            // Draft 7 ignores whatever stands beside a $ref.
            described["allOf"] = new JsonArray(schema);
            return described;
        }
        foreach (var (name, value) in schema) described[name] = value?.DeepClone();
        return described;
    }

    private static JsonObject Value(Shape shape) => shape switch
    {
        ScalarShape scalar => scalar.Schema(),
        ListShape list => List(list),
        NamedShape named => Named(named),
        ChoiceShape choice => SchemaParts.Either([.. choice.Choices.Select(Value)]),
        MapShape map => new JsonObject { ["$ref"] = $"#/definitions/{map.Name}" },
        _ => throw new InvalidOperationException($"no schema for {shape.GetType().Name}"),
    };

    private static JsonObject List(ListShape list)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = Value(list.Item) };
        if (!list.MayBeEmpty) schema["minItems"] = 1;
        return list.OrOne ? SchemaParts.Either(Value(list.Item), schema) : schema;
    }

    private static JsonObject Named(NamedShape named)
    {
        var pattern = (string?)named.Key.Schema()["pattern"] ?? "[\\s\\S]";
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["patternProperties"] = new JsonObject { [pattern] = Value(named.Value) },
        };
        if (!named.MayBeEmpty) schema["minProperties"] = 1;
        return schema;
    }

    private static JsonArray Names(params IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)JsonValue.Create(n))]);
}
