using System.Text.Json.Nodes;
using DataGate.Files.Readers.Parquet.Apart;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>Parquet from policy to report: the same verdict as of the same rows in JSON Lines, and a place that says the row.</summary>
public sealed class ParquetTests
{
    private const string Records = """
        SELECT i AS id, 'where is my ' || ['card', 'bill', 'phone', 'order', 'key'][1 + i % 5] || ' number ' || (i * 7919 % 400) || ' and when' AS text, 'label ' || (i % 3) AS label,
            {'source': CASE WHEN i % 4 = 0 THEN 'model' ELSE 'human' END, 'scores': [i, NULL, i * 0.25]} AS meta, DATE '2026-01-01' + CAST(i % 200 AS INTEGER) AS made
        FROM range(0, 600) t(i)
        """;

    [SetUp]
    public void Library() => ParquetWriter.Need();

    private static string Policy(string files, string more = "") => $$"""
        version: 1
        datasets:
          d:
            files: ["{{files}}"]
            text: text
            label: label
            id: id
            created: made
            origin: { field: /meta/source, human: { values: [human] }, synthetic: { values: ["*"] } }
            diversity: { distinct-2: 0%, self-bleu-3: 100%, near-duplicates: 100%, exact-duplicates: 100%, label-entropy: 0% }
            synthetic: { ratio: 90%, age: 10000d }
            {{more}}

        """.Replace(", label-entropy: 0%", "", StringComparison.Ordinal);

    private static Folder With(string files, string more = "") => new Folder().Write("datagate.yaml", Policy(files, more));

    private static string At(Folder folder, string name) => Path.Combine(folder.Path, name);

    private static string Numbers(ToolRun run) => new JsonArray([.. JsonNode.Parse(run.Out)!["datasets"]!.AsArray().Select(dataset => dataset!.DeepClone())]).ToJsonString();

    [TestCase("FORMAT parquet")]
    [TestCase("FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100")]
    public void The_same_rows_measure_the_same(string options)
    {
        using var folder = With("d.parquet");
        ParquetWriter.Write(At(folder, "d.parquet"), Records, options);
        ParquetWriter.Write(At(folder, "d.jsonl"), Records, "FORMAT json");
        var parquet = Tool.Run(folder.Path, "check", "--format", "json");
        folder.Write("datagate.yaml", Policy("d.jsonl"));
        var json = Tool.Run(folder.Path, "check", "--format", "json");
        Assert.That((parquet.Exit, json.Exit), Is.EqualTo((0, 0)), parquet.Out + parquet.Error);
        Assert.That(Numbers(parquet), Is.EqualTo(Numbers(json)));
        Assert.That(parquet.Out, Does.Contain("\"documents\": 600").Or.Contain("\"documents\":600"));
    }

    [Test]
    public void Parts_come_to_the_whole()
    {
        using var folder = With("data/*.parquet");
        Directory.CreateDirectory(At(folder, "data"));
        for (var i = 0; i < 5; i++) ParquetWriter.Write(At(folder, $"data/{i}.parquet"), $"SELECT * FROM ({Records}) WHERE id % 5 = {i}");
        var whole = Tool.Run(folder.Path, "check", "--format", "json");
        string[] parts = [.. Enumerable.Range(1, 3).Select(part => $"{part}.part")];
        foreach (var (part, number) in parts.Zip(Enumerable.Range(1, 3)))
        {
            var run = Tool.Run(folder.Path, "check", "--part", $"{number}/3", "-o", part);
            Assert.That(run.Exit, Is.Zero, run.Error);
        }
        Assert.That(Tool.Run(folder.Path, ["check", "--parts", .. parts, "--format", "json"]).Out, Is.EqualTo(whole.Out));
        Assert.That(whole.Exit, Is.Zero, whole.Out);
    }

    [Test]
    public void A_revision_s_rows_are_read_too()
    {
        using var git = new GitFolder();
        git.Write("datagate.yaml", Policy("d.parquet").Replace("    text: text", "    text: text\n    reference: { revision: main }", StringComparison.Ordinal));
        ParquetWriter.Write(git.At("d.parquet"), Records);
        git.Commit();
        ParquetWriter.Write(git.At("d.parquet"), $"{Records} UNION ALL SELECT 1000 + i, 'something entirely new number ' || i, 'label 0', {{'source': 'human', 'scores': [NULL]}}, DATE '2026-02-02' FROM range(7) n(i)");
        var run = Tool.Run(git.Path, "check", "--since", "main", "--format", "json");
        Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
        var slices = JsonNode.Parse(run.Out)!["datasets"]![0]!["slices"]!.AsArray();
        Assert.That(slices.Single(slice => (string)slice!["name"]! == "added")!["documents"]!.GetValue<int>(), Is.EqualTo(7));
        Assert.That(Tool.Run(git.Path, "check", "--policy-from", "main").Exit, Is.Zero);
    }

    [Test]
    public void Without_its_library_nothing_passes()
    {
        using var folder = With("d.parquet");
        using var empty = new Folder();
        ParquetWriter.Write(At(folder, "d.parquet"), Records);
        var run = Tool.Run(folder.Path, new Dictionary<string, string> { ["DATAGATE_DUCKDB"] = empty.Path }, ["check"]);
        Assert.That(run.Exit, Is.EqualTo(3), run.Error);
        Assert.That(run.Out, Does.Contain("d.parquet: error DG9013: The file was not read: there is no libduckdb").Or.Contain("there is no duckdb.dll"));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero, "what was said without it doesn't stand with it");
    }

    [Test]
    public void A_broken_file_fails_the_check()
    {
        using var folder = With("d*.parquet");
        ParquetWriter.Write(At(folder, "d.parquet"), Records);
        var bytes = File.ReadAllBytes(At(folder, "d.parquet"));
        File.WriteAllBytes(At(folder, "d2.parquet"), bytes[..(bytes.Length / 2)]);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Not.Zero);
        Assert.That(run.Out, Does.Contain("d2.parquet: error DG9002: The file is cut off"));
    }

    private static Folder Dirty()
    {
        var folder = With("d.parquet", "min-records: 2");
        ParquetWriter.Write(At(folder, "d.parquet"), $"SELECT * REPLACE (CASE WHEN id = 16 THEN NULL ELSE text END AS text) FROM ({Records})");
        return folder;
    }

    [TestCase("text", "\nd.parquet: error DG9005: Row 17: The record has no 'text', which the policy's text names.")]
    [TestCase("msbuild", "d.parquet: error DG9005: Row 17: The record has no 'text'")]
    [TestCase("github", "::error file=d.parquet,title=DG9005::Row 17: The record has no 'text'")]
    [TestCase("azure", "##vso[task.logissue type=error;sourcepath=d.parquet;code=DG9005;]Row 17: The record has no 'text'")]
    public void The_row_is_told_in_every_format(string format, string says)
    {
        using var folder = Dirty();
        Assert.That(Tool.Run(folder.Path, "check", "--format", format).Out, Does.Contain(says));
    }

    [Test]
    public void Reports_say_the_row_and_no_line()
    {
        using var folder = Dirty();
        Tool.Run(folder.Path, "check", "--report", "sarif=r.sarif", "--report", "json=r.json", "--report", "gitlab=r.gitlab", "--report", "junit=r.xml", "--report", "html=r.html");
        var sarif = JsonNode.Parse(File.ReadAllText(At(folder, "r.sarif")))!["runs"]![0]!["results"]!.AsArray().Single(result => (string)result!["ruleId"]! == "DG9005")!;
        var place = sarif["locations"]![0]!["physicalLocation"]!;
        Assert.That(((string)place["artifactLocation"]!["uri"]!, place["region"]), Is.EqualTo(("d.parquet", (JsonNode?)null)));
        Assert.That((string)sarif["message"]!["text"]!, Does.StartWith("Row 17: "));
        var finding = JsonNode.Parse(File.ReadAllText(At(folder, "r.json")))!["findings"]!.AsArray().Single(found => (string)found!["code"]! == "DG9005")!;
        Assert.That(((string)finding["file"]!, finding["line"], (int)finding["row"]!, (string)finding["message"]!), Is.EqualTo(("d.parquet", (JsonNode?)null, 17, "The record has no 'text', which the policy's text names. It was left out.")));
        Assert.That(File.ReadAllText(At(folder, "r.gitlab")), Does.Contain("DG9005: Row 17: "));
        Assert.That(File.ReadAllText(At(folder, "r.xml")), Does.Contain("Row 17: "));
        Assert.That(File.ReadAllText(At(folder, "r.html")), Does.Contain("d.parquet: row 17"));
    }

    [Test]
    public void Evidence_names_rows()
    {
        using var folder = With("d.parquet", "tails: { t: { where: { label: \"label 2\" }, count: { min: 300 } } }");
        ParquetWriter.Write(At(folder, "d.parquet"), Records);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(1), run.Error);
        Assert.That(run.Out, Does.Contain("d.parquet: row 3\n"), run.Out);
    }

    [Test]
    public void Init_drafts_a_policy_that_its_data_passes()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(At(folder, "data"));
        ParquetWriter.Write(At(folder, "data/d.parquet"), Records);
        var init = Tool.Run(folder.Path, "init", "data");
        Assert.That(init.Exit, Is.Zero, init.Error);
        Assert.That(File.ReadAllText(At(folder, "datagate.yaml")), Does.Contain("text: text").And.Contain("label: label").And.Contain("data/**"));
        var check = Tool.Run(folder.Path, "check");
        Assert.That(check.Exit, Is.Zero, check.Out + check.Error);
    }

    [Test]
    public void Measure_prints_the_same_of_both()
    {
        using var folder = new Folder();
        ParquetWriter.Write(At(folder, "d.parquet"), Records);
        ParquetWriter.Write(At(folder, "d.jsonl"), Records, "FORMAT json");
        var (parquet, json) = (Tool.Run(folder.Path, "measure", "d.parquet", "--label", "/meta/source"), Tool.Run(folder.Path, "measure", "d.jsonl", "--label", "/meta/source"));
        Assert.That((parquet.Exit, parquet.Out), Is.EqualTo((0, json.Out)), parquet.Error);
    }

    /// <summary>What ends the native reader ends its own process: the file is told, the check is not judged, and nothing of it is kept for the next one.</summary>
    [Test]
    [Platform("Linux")]
    public void A_reader_that_crashes_is_told_and_the_next_check_reads_again()
    {
        using var folder = With("d.parquet");
        using var cache = new Folder();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = cache.Path };
        ParquetWriter.Write(At(folder, "d.parquet"), Records);
        ParquetApart.Start = new ParquetStart("sh", ["-c", "kill -SEGV $$"]);
        try
        {
            var run = Tool.Run(folder.Path, variables, ["check"]);
            Assert.That(run.Exit, Is.EqualTo(3), run.Out + run.Error);
            Assert.That(run.Out, Does.Contain("d.parquet: error DG9010: The file was not read to its end: reading it ended the process that reads Parquet (exit 139): it is damaged, or was made to do that."));
        }
        finally
        {
            ParquetApart.Start = null;
        }
        Assert.That(Tool.Run(folder.Path, variables, ["check"]).Exit, Is.Zero);
    }

    /// <summary>The tool as it ships reads in a process apart, which is ended here as soon as it is there.</summary>
    [Test]
    [Platform("Linux")]
    public void The_tool_survives_the_end_of_its_reader()
    {
        using var folder = With("d.parquet");
        ParquetWriter.Write(At(folder, "d.parquet"), Records);
        var here = Tool.Run(folder.Path, "check", "--format", "json");
        Assert.That(Shell(folder, "dotnet \"$TOOL\" check --format json --no-cache --today 2026-11-21"), Is.EqualTo((here.Exit, here.Out)));
        // It may be over before this sees it, of which the tool then says nothing: only a reader that was ended while it was at work is told.
        var (exit, told) = (0, "");
        for (var round = 0; round < 20 && exit == 0; round++)
        {
            (exit, told) = Shell(folder, """
                dotnet "$TOOL" check --no-cache & tool=$!
                while kill -0 $tool; do
                    reader=
                    read -r reader _ < <(cat /proc/$tool/task/*/children)
                    [ -n "$reader" ] && kill -9 $reader && break
                done 2> /dev/null
                wait $tool
                """);
            if (exit == 0) Assert.That(told, Does.Contain("600 records"), "green is only what was read to its end");
        }
        Assert.That(exit, Is.EqualTo(3), told);
        Assert.That(told, Does.Contain("d.parquet: error DG9010: ").And.Contain("reading it ended the process that reads Parquet (exit 137)"));
    }

    private static (int Exit, string Text) Shell(Folder folder, string script)
    {
        var start = new System.Diagnostics.ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["TOOL"] = Tool.Assembly;
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
