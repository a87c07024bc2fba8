using System.Text.Json;

namespace DataGate.Tool.Tests;

/// <summary>Ancestry, laundered text, labels, rare words and a taxonomy, from policy to report.</summary>
public sealed class TailsTests
{
    private const string Policy = """
        version: 1
        datasets:
          d:
            files: ["data/*.jsonl"]
            text: text
            label: intent
            id: id
            parent: seeds
            origin: { field: source, human: [human], synthetic: ["*"] }
            reference: { files: [ref.jsonl] }
            diversity:
              label-entropy: { min: 0.99 }
              missing-mass: { min: 80% }
            divergence:
              label-coverage: { min: 100% }
              label-js: { max: 0.01 }
              rare-retention: { min: 90% }
            synthetic:
              depth: { max: 1 }
              anchored: { min: 95%, severity: warning }
              laundered: { max: 0 }
            taxonomy: { field: topic, leaves: topics.txt, covered: { min: 90% } }

        """;

    private static Folder Rows()
    {
        var folder = new Folder().Write("datagate.yaml", Policy).Write("topics.txt", "cards\nfraud\n")
            .Write("ref.jsonl", """
                {"id": "r1", "text": "seed of the reference with zebra", "intent": "a"}
                {"id": "r2", "text": "another one with quagga", "intent": "b"}

                """);
        string[] made =
        [
            """{"id": 1, "text": "where is my card", "source": "human", "intent": "a", "topic": "cards"}""",
            """{"id": 2, "text": "my card, where is it", "source": "m", "intent": "a", "seeds": 1}""",
            """{"id": 3, "text": "whither my card", "source": "m", "intent": "a", "seeds": [1, "2"]}""",
            """{"id": 4, "text": "of the reference", "source": "m", "intent": "c", "seeds": "r1", "topic": "pins"}""",
            """{"id": 5, "text": "of nothing", "source": "m", "intent": "a", "seeds": ["r1", "r9"]}""",
            """{"id": 6, "text": "of nothing", "source": "human", "intent": "a"}""",
            """{"id": 7, "text": "of itself", "source": "m", "intent": "a", "seeds": [7]}""",
            """{"id": 7, "text": "of its namesakes", "source": "m", "intent": "a"}""",
        ];
        for (var i = 0; i < made.Length; i++) folder.Write($"data/{i}.jsonl", made[i] + "\n");
        return folder;
    }

    [Test]
    public void Every_finding_stands_in_the_report_whatever_the_parts_and_threads()
    {
        using var folder = Rows();
        var whole = Tool.Run(folder.Path, "check", "--format", "json", "--threads", "1");
        Assert.That(whole.Exit, Is.EqualTo(1), whole.Out + whole.Error);
        using var json = JsonDocument.Parse(whole.Out);
        var findings = json.RootElement.GetProperty("findings").EnumerateArray()
            .Select(finding => $"{finding.GetProperty("code").GetString()} {finding.GetProperty("severity").GetString()} {finding.GetProperty("file").GetString()}").ToArray();
        Assert.That(findings, Is.SupersetOf((string[])
        [
            "DG2003 error ref.jsonl", "DG3005 error data/2.jsonl", "DG3007 warning data/4.jsonl", "DG3008 error data/5.jsonl", "DG3009 error data/4.jsonl",
            "DG3009 error data/6.jsonl", "DG4004 error ref.jsonl", "DG4005 error data/0.jsonl", "DG4006 error data/1.jsonl", "DG4007 error ref.jsonl", "DG4009 note data/3.jsonl",
        ]), string.Join('\n', findings));
        Assert.That(findings.Count(finding => finding.StartsWith("DG3009", StringComparison.Ordinal)), Is.EqualTo(3), "a parent that is nowhere, a circle, an id twice");
        Assert.That(findings, Has.Some.StartsWith("DG4008 error"));
        Assert.That(Tool.Run(folder.Path, "check", "--format", "json", "--threads", "7").Out, Is.EqualTo(whole.Out));
        var files = new List<string>();
        foreach (var part in new[] { 2, 3, 1 })
        {
            files.Add($"part{part}");
            Assert.That(Tool.Run(folder.Path, "check", "--part", $"{part}/3", "-o", files[^1]).Exit, Is.Zero);
        }
        Assert.That(Tool.Run(folder.Path, ["check", "--format", "json", "--parts", .. files]).Out, Is.EqualTo(whole.Out));
    }

    [Test]
    public void Measure_prints_them_where_the_options_name_the_fields()
    {
        using var folder = Rows();
        string[] all = ["measure", "data/*.jsonl", "--origin", "source", "--label", "intent", "--id", "id", "--parent", "seeds", "--reference", "ref.jsonl"];
        var run = Tool.Run(folder.Path, all);
        Assert.That(run.Exit, Is.Zero, run.Error);
        Assert.Multiple(() =>
        {
            foreach (var metric in new[] { "label-entropy", "missing-mass", "label-coverage", "label-js", "rare-retention", "depth", "anchored", "laundered" })
                Assert.That(run.Out, Does.Contain(metric));
            Assert.That(run.Error, Does.Contain("DG3009"));
            Assert.That(Tool.Run(folder.Path, "measure", "data/*.jsonl", "--origin", "source").Out, Does.Not.Contain("anchored").And.Not.Contain("label-"));
        });
    }

    [Test]
    public void Within_a_group_lines_are_followed_through_the_whole_dataset()
    {
        using var folder = new Folder().Write("datagate.yaml", """
            version: 1
            datasets:
              d:
                files: [a.jsonl]
                text: text
                id: id
                parent: seed
                origin: { field: source, human: [human], synthetic: ["*"] }
                synthetic: { anchored: { min: 50%, by: lang }, depth: { max: 1, by: lang } }

            """).Write("a.jsonl", """
            {"id": "h", "text": "one", "source": "human", "lang": "en"}
            {"id": "a", "text": "two", "source": "m", "lang": "de", "seed": "h"}
            {"id": "b", "text": "three", "source": "m", "lang": "fr", "seed": "a"}
            {"id": "c", "text": "four", "source": "m", "lang": "it"}

            """);
        var run = Tool.Run(folder.Path, "check");
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.Contain("a.jsonl(4,1): error DG3007: anchored of lang=it is 0%, below the required 50%, in 1 record."));
            Assert.That(run.Out, Does.Contain("a.jsonl(3,1): error DG3005: depth of lang=fr is 2, above the allowed 1, in 1 record."));
            Assert.That(run.Out.Split("DG3007: ").Length + run.Out.Split("DG3005: ").Length, Is.EqualTo(4), run.Out);
        });
    }

    [Test]
    public void Bounds_relative_to_the_reference_compare_words_at_equal_size()
    {
        using var folder = new Folder();
        var random = new Random(1);
        string Row() => $"{{\"text\": \"{string.Join(' ', Enumerable.Range(0, 10).Select(_ => "w" + (int)Math.Pow(3_000, random.NextDouble())))}\"}}\n";
        folder.Write("ref.jsonl", string.Concat(Enumerable.Range(0, 400).Select(_ => Row())))
            .Write("good.jsonl", string.Concat(Enumerable.Range(0, 700).Select(_ => Row())))
            .Write("poor.jsonl", string.Concat(Enumerable.Range(0, 700).Select(i => $"{{\"text\": \"w1 w2 w3 w{i % 20} w5\"}}\n")));
        ToolRun Check(string file) => Tool.Run(folder.Write("datagate.yaml", $$"""
            version: 1
            datasets:
              d:
                files: [{{file}}]
                text: text
                reference: { files: [ref.jsonl] }
                diversity: { missing-mass: { min: 0.8 x reference } }
                divergence: { rare-retention: { min: 0.7 x null } }

            """).Path, "check");
        var (good, poor) = (Check("good.jsonl"), Check("poor.jsonl"));
        Assert.Multiple(() =>
        {
            Assert.That(good.Exit, Is.Zero, good.Out);
            Assert.That(poor.Exit, Is.EqualTo(1), poor.Out);
            Assert.That(poor.Out, Does.Contain("DG4006").And.Contain("DG4007"));
        });
    }

    [TestCase("0.7 x reference", "holds", 0)]
    [TestCase("0.9 x reference", "broken", 1)]
    public void Evenness_of_labels_may_be_that_of_the_reference(string bound, string outcome, int exit)
    {
        using var folder = new Folder().Write("datagate.yaml", $$"""
            version: 1
            datasets:
              d:
                files: [a.jsonl]
                text: text
                label: l
                reference: { files: [ref.jsonl] }
                diversity: { label-entropy: { min: {{bound}} } }

            """)
            .Write("a.jsonl", string.Concat(Enumerable.Repeat("xxxxy", 40).SelectMany(letters => letters).Select(l => $"{{\"text\": \"t\", \"l\": \"{l}\"}}\n")))
            .Write("ref.jsonl", string.Concat(Enumerable.Repeat("xy", 100).SelectMany(letters => letters).Select(l => $"{{\"text\": \"t\", \"l\": \"{l}\"}}\n")));
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains(outcome, StringComparison.Ordinal)), Is.EqualTo((exit, true)), run.Out);
    }

    [TestCase("xxxxy", "broken", 1)]
    [TestCase("xyxy", "holds", 0)]
    public void Labels_may_stray_as_far_as_halves_of_the_reference_do(string labels, string outcome, int exit)
    {
        using var folder = new Folder().Write("datagate.yaml", """
            version: 1
            datasets:
              d:
                files: [a.jsonl]
                text: text
                label: l
                reference: { files: [ref.jsonl] }
                divergence: { label-js: { max: null + 0.01 }, label-coverage: { min: null - 5% } }

            """)
            .Write("a.jsonl", string.Concat(Enumerable.Repeat(labels, 50).SelectMany(letters => letters).Select(l => $"{{\"text\": \"t\", \"l\": \"{l}\"}}\n")))
            .Write("ref.jsonl", string.Concat(Enumerable.Repeat("xy", 100).SelectMany(letters => letters).Select(l => $"{{\"text\": \"t\", \"l\": \"{l}\"}}\n")));
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains(outcome, StringComparison.Ordinal)), Is.EqualTo((exit, true)), run.Out);
    }
}
