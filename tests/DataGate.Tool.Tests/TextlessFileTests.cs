using System.IO.Compression;
using System.Text;

namespace DataGate.Tool.Tests;

/// <summary>A file of another schema among the files of a set is one finding, and never green.</summary>
public sealed class TextlessFileTests
{
    private static readonly string s_good = Rows(30, i => $$"""{"text": "where is my card {{i}}"}""");

    private static string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));

    private static string Other(int count, string more = "") => Rows(count, i => $$"""{"prompt": "q {{i}}", "completion": "a {{i}}"{{more}}}""");

    private static Folder Set(string more = "", string text = "text") => new Folder()
        .Write("datagate.yaml", $"version: 1\ndatasets:\n  d:\n    files: [\"data/*\"]\n    text: \"{text}\"\n    min-records: 1\n{more}    diversity: {{ exact-duplicates: 100%, distinct-1: 0% }}\n")
        .Write("data/a.jsonl", s_good).Write("data/z.jsonl", s_good);

    private static string[] Findings(ToolRun run) => [.. run.Out.Split('\n').Where(row => row.Contains(" DG9005: ", StringComparison.Ordinal) || row.Contains(" DG9015: ", StringComparison.Ordinal))];

    private static ToolRun Check(Folder folder, params string[] args) => Tool.Run(folder.Path, ["check", "--format", "msbuild", .. args]);

    private static string Says(string file, string records, string fields) =>
        $"{file}: error DG9015: None of {records} of this file has 'text', which the policy's text names; they were left out.{fields} Correct the file, or leave it out of the set's files.";

    [TestCase("m.jsonl", "{\"prompt\": \"one\", \"\\u001b[31mid\": 1}\n{\"prompt\": \"two\", \"completion\": null}\n", " Its fields: '\\u001B(31mid', 'completion', 'prompt'.")]
    [TestCase("m.csv", "id,body\n1,one\n2,two\n", " Its fields: 'body', 'id'.")]
    [TestCase("m.json", "[{\"body\": \"one\"}, {\"text\": null}]", " Its fields: 'body', 'text'.")]
    [TestCase("m.jsonl", "{}\n{}\n", "")]
    public void It_is_told_once_at_the_file_with_the_fields_that_it_has(string name, string content, string fields)
    {
        using var folder = Set().Write("data/" + name, content);
        var run = Check(folder);
        Assert.That((run.Exit, Findings(run)), Is.EqualTo((3, new[] { Says("data/" + name, "2 records", fields) })), run.Out + run.Error);
    }

    [Test]
    public void As_it_is_in_an_archive()
    {
        using var folder = Set();
        using (var packed = new GZipStream(File.Create(Path.Combine(folder.Path, "data", "m.jsonl.gz")), CompressionLevel.Fastest)) packed.Write(Encoding.UTF8.GetBytes(Other(1000)));
        var run = Check(folder);
        Assert.That((run.Exit, Findings(run)), Is.EqualTo((3, new[] { Says("data/m.jsonl.gz", "1,000 records", " Its fields: 'completion', 'prompt'.") })), run.Out + run.Error);
    }

    /// <summary>What a policy forgives are rows.</summary>
    [TestCase("off")]
    [TestCase("warning")]
    public void Whatever_a_record_without_text_is_worth(string severity)
    {
        using var folder = Set($"    reading: {{ missing-text: {severity} }}\n").Write("data/m.jsonl", Other(40));
        var run = Check(folder);
        Assert.That((run.Exit, Findings(run)), Is.EqualTo((3, new[] { Says("data/m.jsonl", "40 records", " Its fields: 'completion', 'prompt'.") })), run.Out + run.Error);
    }

    [Test]
    public void One_record_is_no_schema()
    {
        using var folder = Set("    reading: { missing-text: off }\n").Write("data/m.jsonl", Other(1));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(Findings(run).Single(), Does.EndWith("note DG9005: 1 record of 61 was left out: 'reading' says that missing-text is off."));
    }

    /// <summary>Rows that lack their text in files that have some are told as ever.</summary>
    [Test]
    public void Records_of_other_files_are_told_at_their_lines()
    {
        using var folder = Set().Write("data/m.jsonl", Other(5)).Write("data/n.jsonl", Other(2) + s_good);
        Assert.That(Findings(Check(folder)), Is.EqualTo(new[]
        {
            "data/n.jsonl(1,1): error DG9005: The record has no 'text', which the policy's text names. It was left out.",
            "data/n.jsonl(2,1): error DG9005: The record has no 'text', which the policy's text names. It was left out.",
            Says("data/m.jsonl", "5 records", " Its fields: 'completion', 'prompt'."),
        }));
    }

    [TestCase(18, "data/n.jsonl(2,1): error DG9005: The record has no 'text', which the policy's text names. It was left out. 1 more like this are not listed.")]
    [TestCase(40, "datagate.yaml(3,3): error DG9005: 3 records of other files have no 'text', which the policy's text names. They were left out.")]
    public void Records_that_were_not_kept_behind_those_of_such_a_file_are_counted(int records, string last)
    {
        using var folder = Set().Write("data/m.jsonl", Other(records)).Write("data/n.jsonl", Other(3) + s_good);
        Assert.That(Findings(Check(folder)), Has.One.EqualTo(last));
    }

    [Test]
    public void Under_off_what_is_left_out_of_other_files_is_counted()
    {
        using var folder = Set("    reading: { missing-text: off }\n").Write("data/m.jsonl", Other(40)).Write("data/n.jsonl", Other(3) + s_good);
        var found = Findings(Tool.Run(folder.Path, "check"));
        Assert.That(found, Has.Length.EqualTo(2));
        Assert.That(found, Has.One.Contains("3 records of 133 were left out: 'reading' says that missing-text is off."));
    }

    /// <summary>A file is read in pieces of 1 MiB.</summary>
    [TestCase("", "", true)]
    [TestCase("{\"text\": \"one\"}\n", "", false)]
    [TestCase("", "{\"text\": \"one\"}\n", false)]
    [TestCase("", "{\"text\": 1}\n", false)]
    [TestCase("not json\n", "\n\n", true)]
    public void A_file_of_several_pieces_is_judged_as_a_whole(string before, string behind, bool isTold)
    {
        using var folder = Set().Write("data/m.jsonl", before + Other(3500, ", \"x\": \"" + new string('x', 1000) + "\"") + behind);
        Assert.That(Findings(Check(folder)).Where(row => row.Contains("DG9015", StringComparison.Ordinal)),
            Is.EqualTo(isTold ? [Says("data/m.jsonl", "3,500 records", " Its fields: 'completion', 'prompt', 'x'.")] : Array.Empty<string>()));
    }

    [Test]
    public void The_fields_of_a_template_are_named()
    {
        using var folder = Set(text: "{question} {answer}").Write("data/a.jsonl", Rows(3, i => $$"""{"question": "q {{i}}", "answer": "a"}""")).Write("data/z.jsonl", Rows(4, i => i % 2 == 0 ? "{\"question\": \"q\"}" : "{\"answer\": \"a\"}"));
        Assert.That(Findings(Check(folder)), Is.EqualTo(new[] { "data/z.jsonl: error DG9015: None of 4 records of this file has all of 'question' and 'answer', which the policy's text names; they were left out. Its fields: 'answer', 'question'. Correct the file, or leave it out of the set's files." }));
    }

    [Test]
    public void Files_of_the_reference_are_looked_at_as_well()
    {
        using var folder = Set("    reference: { files: [\"human/*\"] }\n").Write("human/a.jsonl", s_good).Write("human/b.jsonl", Other(7));
        var run = Check(folder);
        Assert.That((run.Exit, Findings(run)), Is.EqualTo((3, new[] { Says("human/b.jsonl", "7 records", " Its fields: 'completion', 'prompt'.") })), run.Out);
    }

    [Test]
    public void Of_many_files_20_are_named_and_all_are_counted()
    {
        using var folder = Set();
        for (var i = 0; i < 25; i++) folder.Write($"data/m{i:D2}.jsonl", Other(2));
        var found = Findings(Check(folder));
        Assert.That(found, Has.Length.EqualTo(20));
        Assert.Multiple(() =>
        {
            Assert.That(found[0], Is.EqualTo(Says("data/m00.jsonl", "2 records", " Its fields: 'completion', 'prompt'.")));
            Assert.That(found[19], Is.EqualTo(Says("data/m19.jsonl", "2 records", " Its fields: 'completion', 'prompt'.") + " 5 more files like this are not listed; they hold 10 records."));
        });
    }

    /// <summary>One that no record of the whole set follows is the policy's fault, and told as that.</summary>
    [Test]
    public void A_name_that_no_file_has_is_told_once()
    {
        using var folder = Set(text: "body").Write("data/m.jsonl", Other(3));
        Assert.That(Findings(Check(folder)).Single(), Does.Contain("error DG9005: None of 63 records has 'body', which the policy's text names."));
    }

    [Test]
    public void On_any_threads_in_any_parts_and_from_the_cache()
    {
        using var folder = Set().Write("data/b.jsonl", Other(2)).Write("data/m.jsonl", Other(3500, ", \"x\": \"" + new string('x', 1000) + "\"")).Write("data/n.jsonl", s_good + Other(4)).Write("data/y.jsonl", "");
        for (var i = 0; i < 22; i++) folder.Write($"data/m{i:D2}.jsonl", Other(2 + i));
        using var home = new Folder();
        var whole = Tool.Reports(folder.Path, "check", "--threads", "1");
        Assert.That(whole, Does.Contain("DG9015").And.Contain("4 more files like this"));
        Assert.That(Tool.Reports(folder.Path, "check", "--threads", "8"), Is.EqualTo(whole));
        foreach (var count in new[] { 1, 2, 3, 7, 40 })
        {
            string[] parts = [.. Enumerable.Range(1, count).Select(i => $"{home.Path}/part-{count}-{i}")];
            for (var i = 0; i < count; i++) Assert.That(Tool.Run(folder.Path, "check", "--part", $"{i + 1}/{count}", "-o", parts[i]).Exit, Is.Zero);
            new Random(1).Shuffle(parts);
            Assert.That(Tool.Reports(folder.Path, ["check", "--parts", .. parts]), Is.EqualTo(whole), $"{count} parts");
        }
        var cache = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = home.Path + "/cache" };
        string Kept() => Tool.Run(folder.Path, cache, ["check", "--format", "html"]).Out;
        string Fresh() => Tool.Run(folder.Path, "check", "--format", "html", "--no-cache").Out;
        Assert.That(Kept(), Is.EqualTo(Fresh()));
        // The rest is known, and has other numbers now.
        folder.Write("data/0.jsonl", Other(3));
        Assert.That(Kept(), Is.EqualTo(Fresh()).And.Contain("data/0.jsonl"));
        File.Delete(Path.Combine(folder.Path, "data", "b.jsonl"));
        Assert.That(Kept(), Is.EqualTo(Fresh()));
    }
}
