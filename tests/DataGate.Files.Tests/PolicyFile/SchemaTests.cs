using System.Text.Json.Nodes;
using DataGate.Files.PolicyFile;
using DataGate.Files.PolicyFile.Keys;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>The JSON Schema and the reader know the same keys and take the same values.</summary>
internal sealed class SchemaTests
{
    private static readonly JsonObject s_json = JsonNode.Parse(PolicySchema.ToJson())!.AsObject();
    private static readonly DraftSevenSchema s_schema = new(s_json);

    [Test]
    public void It_is_draft_7_and_the_same_at_every_call()
    {
        Assert.That((string)s_json["$schema"]!, Is.EqualTo("http://json-schema.org/draft-07/schema#"));
        var text = PolicySchema.ToJson();
        Assert.That(PolicySchema.ToJson(), Is.EqualTo(text));
        Assert.That(text, Does.Not.Contain('\r').And.EndsWith("}\n"));
    }

    [Test]
    public void Each_map_of_the_description_is_a_closed_definition_with_the_same_keys()
    {
        var maps = KeyWalk.Maps(RootKeys.Map);
        Assert.That(maps.Select(m => m.Name), Is.Unique);
        Assert.That(s_json["definitions"]!.AsObject().Select(d => d.Key), Is.EqualTo(maps.Skip(1).Select(m => m.Name)));
        foreach (var map in maps)
        {
            var schema = map == RootKeys.Map ? s_json : s_schema.Definition("#/definitions/" + map.Name);
            Assert.That(schema["properties"]!.AsObject().Select(p => p.Key), Is.EqualTo(map.Keys.Select(k => k.Name)), map.Name);
            Assert.That((bool)schema["additionalProperties"]!, Is.False, map.Name);
            Assert.That(map.Keys.Select(k => k.Name), Is.Unique, map.Name);
        }
    }

    [Test]
    public void Each_key_is_described_and_told_where_it_is_not_available_yet()
    {
        foreach (var map in KeyWalk.Maps(RootKeys.Map))
        {
            foreach (var key in map.Keys)
            {
                var schema = map == RootKeys.Map ? s_json : s_schema.Definition("#/definitions/" + map.Name);
                var text = (string)schema["properties"]![key.Name]!["description"]!;
                Assert.That(text, Does.Contain(key.Doc).And.Length.GreaterThan(10), $"{map.Name}.{key.Name}");
                Assert.That(text.StartsWith("(Not available yet.)", StringComparison.Ordinal), Is.EqualTo(!key.Available), $"{map.Name}.{key.Name}");
            }
        }
    }

    [Test]
    public void The_reader_knows_each_key_that_the_schema_has()
    {
        var known = Wrap(s_json, []).ToArray();
        Assert.That(known, Has.Length.GreaterThan(400));
        foreach (var (yaml, key) in known)
        {
            Assert.That(Unknown(yaml), Is.Empty, yaml);
            Assert.That(Unknown(yaml.Replace($"?{key}?", $"?{key}-zzz?", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal)), Is.EqualTo(new[] { $"{key}-zzz" }), yaml);
        }
    }

    [Test]
    public void The_full_example_fits()
    {
        using var folder = new PolicyFolder().With("datagate.base.yaml", FullExample.Base).With("datagate.yaml", FullExample.Text);
        var json = JsonOfPolicy.Of(folder.Read().Resolved!)!.AsObject();
        Assert.That(s_schema.Allows(json), Is.True);
        json["extends"] = new JsonArray("datagate.base.yaml");
        Assert.That(s_schema.Allows(json), Is.True);
    }

    [TestCase("version: 1\ndatasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndefaults: { sample: all, seed: 18446744073709551615 }\ndatasets: { d: { files: [x, '!y'], text: '{a}{b}', allow-empty: true } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, diversity: { distinct-2: 40%, distinct-3: 0.4, opening-share: { max: '2%', warn: 1.5% } } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, origin: { field: s, human: [a, 5, null, true] }, created: c, synthetic: { age: 26w, effective-sources: 3 } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, reference: { files: r }, tails: { 'a b': { where: { f: v, /p: [1] }, share: reference − 3%, count: 5 } } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, reference: { files: r }, tails: { t: { matches: y, share: { min: 0.9 × reference } } } } }")]
    public void Both_take_a_good_policy(string yaml)
    {
        var result = Reading.Read(yaml);
        Assert.That(result.Problems.Select(Reading.Show), Is.Empty);
        Assert.That(s_schema.Allows(JsonOfPolicy.Of(result.Resolved!)), Is.True);
    }

    [TestCase("version: 2\ndatasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndatasets: {}")]
    [TestCase("version: 1")]
    [TestCase("datasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x } }")]
    [TestCase("version: 1\ndatasets: { d: { files: [], text: t } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, foo: 1 } }")]
    [TestCase("version: 1\nfoo: 1\ndatasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndefaults: { severity: eror }\ndatasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndefaults: { min-records: '5' }\ndatasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndefaults: { memory: 1TB }\ndatasets: { d: { files: x, text: t } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, diversity: { distinct-2: 1.5 } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, diversity: { distinct-2: { severity: note } } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, diversity: { distinct-2: { min: 1%, foo: 1 } } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, diversity: { distinct-2: 0.9 x refrence } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, tails: { t: { count: 5 } } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, tails: { t: { matches: x, count: 5.5 } } } }")]
    [TestCase("version: 1\ndatasets: { d: { files: x, text: t, created: c, origin: { field: f, human: h }, synthetic: { age: 180 } } }")]
    public void Both_refuse_a_bad_policy(string yaml)
    {
        var result = Reading.Read(yaml);
        Assert.That(result.Problems, Is.Not.Empty);
        Assert.That(s_schema.Allows(JsonOfPolicy.Of(result.Resolved!)), Is.False);
    }

    private static string[] Unknown(string yaml) =>
    [
        .. Reading.Read(yaml.Replace("?", "", StringComparison.Ordinal)).Problems
            .Where(p => p.Code == PolicyCodes.UnknownKey).Select(p => p.Message.Split('\'')[1]),
    ];

    /// <summary>For each key that the schema has, a policy with that key alone in its place; the key is marked by question marks.</summary>
    private static IEnumerable<(string Yaml, string Key)> Wrap(JsonObject schema, string[] path)
    {
        if (schema["$ref"] is { } reference) schema = s_schema.Definition((string)reference!);
        foreach (var (key, value) in schema["properties"]?.AsObject() ?? [])
        {
            string[] at = [.. path, key];
            yield return (Flow([.. path, $"?{key}?"]), key);
            foreach (var deeper in Wrap(value!.AsObject(), at)) yield return deeper;
        }
        foreach (var (_, value) in schema["patternProperties"]?.AsObject() ?? [])
            foreach (var deeper in Wrap(value!.AsObject(), [.. path, "any"])) yield return deeper;
        foreach (var rule in (string[])["allOf", "anyOf"])
            foreach (var choice in schema[rule]?.AsArray() ?? [])
                foreach (var deeper in Wrap(choice!.AsObject(), path)) yield return deeper;
        if (schema["items"] is JsonObject item)
            foreach (var deeper in Wrap(item, [.. path, "-"])) yield return deeper;
    }

    private static string Flow(string[] path)
    {
        var yaml = "1";
        foreach (var step in path.Reverse()) yaml = step is "-" ? $"[{yaml}]" : $"{{\"{step}\": {yaml}}}";
        return yaml;
    }
}
