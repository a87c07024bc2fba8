using System.IO.Compression;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A file without a single record is told once and fails nothing.</summary>
public sealed class BlankFileTests
{
    private const string Says = "warning DG9016: This file has no records. Fill it or leave it out of the set's files; allow-empty: true says that it may be so.";

    private static readonly string s_rows = string.Concat(Enumerable.Range(0, 30).Select(i => $$"""{"text": "where is my card {{i}}"}""" + "\n"));

    private static Folder Set(string more = "") => new Folder()
        .Write("datagate.yaml", $"version: 1\ndatasets:\n  d:\n    files: [\"data/*\"]\n    text: text\n    min-records: 1\n{more}    diversity: {{ exact-duplicates: 100% }}\n")
        .Write("data/a.jsonl", s_rows);

    private static ToolRun Check(Folder folder, params string[] args) => Tool.Run(folder.Path, ["check", "--format", "msbuild", .. args]);

    private static string[] Told(ToolRun run) => [.. run.Out.Split('\n').Where(row => row.Contains(" DG9016: ", StringComparison.Ordinal))];

    [TestCase("m.jsonl", "")]
    [TestCase("m.jsonl", "\n")]
    [TestCase("m.jsonl", "\r\n \n\n")]
    [TestCase("m.jsonl", "\uFEFF")]
    [TestCase("m.json", "[]")]
    [TestCase("m.json", " [ ]\n")]
    [TestCase("m.csv", "")]
    [TestCase("m.csv", "id,text\n")]
    [TestCase("m.tsv", "text\n\n")]
    [TestCase("m.txt", "\n\n")]
    public void It_is_told_at_the_file(string name, string content)
    {
        using var folder = Set().Write("data/" + name, content);
        var run = Check(folder);
        Assert.That((run.Exit, Told(run)), Is.EqualTo((0, new[] { $"data/{name}: {Says}" })), run.Out + run.Error);
    }

    [Test]
    public void As_it_is_in_an_archive()
    {
        using var folder = Set();
        File.WriteAllBytes(Path.Combine(folder.Path, "data", "m.jsonl.gz"), Packed("\n"));
        Assert.That(Told(Check(folder)), Is.EqualTo(new[] { $"data/m.jsonl.gz: {Says}" }));
    }

    [Test]
    public void A_table_without_rows_is_one()
    {
        ParquetWriter.Need();
        using var folder = Set();
        ParquetWriter.Write(Path.Combine(folder.Path, "data", "m.parquet"), "SELECT 'a' AS text WHERE false");
        Assert.That(Told(Check(folder)), Is.EqualTo(new[] { $"data/m.parquet: {Says}" }));
    }

    private static byte[] Packed(string content)
    {
        using var bytes = new MemoryStream();
        using (var packed = new GZipStream(bytes, CompressionLevel.Fastest)) packed.Write(System.Text.Encoding.UTF8.GetBytes(content));
        return bytes.ToArray();
    }

    /// <summary>What can't be read is there; what lacks its text is told as that.</summary>
    [TestCase("not json\n")]
    [TestCase("{\"prompt\": \"a\"}\n")]
    [TestCase("{\"text\": \"\"}\n")]
    public void A_file_with_something_in_it_is_not_without_records(string content)
    {
        using var folder = Set("    reading: { malformed: off, missing-text: off, empty-text: off }\n").Write("data/m.jsonl", content);
        Assert.That(Told(Check(folder)), Is.Empty);
    }

    [Test]
    public void A_set_that_may_be_empty_or_is_empty_as_a_whole_says_nothing_of_files()
    {
        using var folder = Set("    allow-empty: true\n").Write("data/m.jsonl", "\n");
        Assert.That(Told(Check(folder)), Is.Empty);
        using var empty = Set().Write("data/a.jsonl", "\n").Write("data/m.jsonl", "");
        var run = Check(empty);
        Assert.That((run.Exit, Told(run).Length, run.Out.Contains("DG0504", StringComparison.Ordinal)), Is.EqualTo((3, 0, true)), run.Out);
    }

    [Test]
    public void Files_of_the_reference_are_looked_at_as_well()
    {
        using var folder = Set("    reference: { files: [\"human/*\"] }\n").Write("human/a.jsonl", s_rows).Write("human/b.jsonl", "\n");
        Assert.That(Told(Check(folder)), Is.EqualTo(new[] { $"human/b.jsonl: {Says}" }));
    }

    /// <summary>A file is read in pieces of 1 MiB.</summary>
    [TestCase("", true)]
    [TestCase("{\"text\": \"one\"}\n", false)]
    public void Of_many_pieces_all_are_blank(string behind, bool isTold)
    {
        using var folder = Set().Write("data/m.jsonl", new string('\n', 3 << 20) + behind);
        Assert.That(Told(Check(folder)), Has.Length.EqualTo(isTold ? 1 : 0));
    }

    [Test]
    public void Of_many_20_are_named_and_all_counted_on_any_threads_in_any_parts_and_from_the_cache()
    {
        using var folder = Set();
        for (var i = 0; i < 25; i++) folder.Write($"data/m{i:D2}.jsonl", i % 2 == 0 ? "" : "\n");
        using var home = new Folder();
        var found = Told(Check(folder));
        Assert.That((found.Length, found[0], found[19]), Is.EqualTo((20, $"data/m00.jsonl: {Says}", $"data/m19.jsonl: {Says} 5 more files like this are not listed.")));
        var whole = Tool.Reports(folder.Path, "check", "--threads", "1");
        Assert.That(Tool.Reports(folder.Path, "check", "--threads", "8"), Is.EqualTo(whole));
        foreach (var count in new[] { 1, 3, 40 })
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
        folder.Write("data/0.jsonl", "\n");
        Assert.That(Kept(), Is.EqualTo(Fresh()).And.Contain("data/0.jsonl"));
    }
}
