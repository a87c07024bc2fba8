using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DataGate.Files.PolicyFile;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>A policy as an editor with a JSON Schema sees it: YAML 1.2's core types.</summary>
internal static class JsonOfPolicy
{
    public static JsonNode? Of(PolicyNode node) => node switch
    {
        ScalarNode { IsNull: true } => null,
        ScalarNode { Plain: true, Text: "true" or "false" } flag => JsonValue.Create(flag.Text is "true"),
        ScalarNode { Plain: true } scalar when IsNumber(scalar.Text) => JsonValue.Create(double.Parse(scalar.Text, CultureInfo.InvariantCulture)),
        ScalarNode scalar => JsonValue.Create(scalar.Text),
        SequenceNode list => new JsonArray([.. list.Items.Select(Of)]),
        MappingNode map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Of(e.Value)))),
        _ => throw new InvalidOperationException(),
    };

    private static bool IsNumber(string text) => Regex.IsMatch(text, @"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z");
}
