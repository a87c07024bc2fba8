using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Reports.Schemas;

/// <summary>The schemas of formats that others define.</summary>
internal static class Schema
{
    public static string File(string name) => Path.Combine(Repository.Root, "tests", "DataGate.Files.Tests", "Reports", "Schemas", name);

    private static readonly JsonDocument s_sarif = JsonDocument.Parse(System.IO.File.ReadAllText(File("sarif-2.1.0.json")));
    private static readonly JsonDocument s_codeQuality = JsonDocument.Parse(System.IO.File.ReadAllText(File("code-quality.json")));

    public static JsonElement Sarif => s_sarif.RootElement;

    public static JsonElement CodeQuality => s_codeQuality.RootElement;

    public static void Fits(JsonElement schema, string text)
    {
        using var json = JsonDocument.Parse(text);
        Assert.That(SchemaSubset.Errors(schema, json.RootElement), Is.Empty);
    }

    public static bool Refuses(JsonElement schema, string text)
    {
        using var json = JsonDocument.Parse(text);
        return SchemaSubset.Errors(schema, json.RootElement).Count > 0;
    }
}
