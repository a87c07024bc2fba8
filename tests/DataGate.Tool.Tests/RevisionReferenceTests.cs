using DataGate.TestSupport;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>A reference that is an older revision: of the dataset's own files, or of files of its own.</summary>
public sealed class RevisionReferenceTests
{
    private static string[] Humans(string set) => File.ReadAllLines(Path.Combine(Repository.Root, "samples", "support-intents", set, "human.jsonl"));

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static GitFolder With(string reference)
    {
        var folder = new GitFolder().Write("datagate.yaml", $$"""
            version: 1
            datasets:
              d: { files: ["data/*.jsonl"], text: text, reference: {{{reference}}}, diversity: { distinct-2: { min: 0.9 x reference } }, divergence: { token-js: { max: null + 0.02 }, token-kl: { max: 1 } } }

            """);
        folder.Write("data/a.jsonl", Text(Humans("reference"))).Write("reference.jsonl", Text(Humans("reference")));
        folder.Commit();
        folder.Git("tag", "v1");
        return folder;
    }

    [TestCase(" revision: v1 ")]
    [TestCase(" revision: v1, files: [reference.jsonl] ")]
    public void The_old_files_are_the_reference_whatever_stands_there_now(string reference)
    {
        using var folder = With(reference);
        var fresh = Humans("data");
        folder.Write("data/a.jsonl", Text(fresh)).Write("reference.jsonl", "");
        var good = Tool.Run(folder.Path, "check");
        Assert.That((good.Exit, good.Error), Is.EqualTo((0, "")), good.Out);
        Assert.That(good.Out, Does.Contain("600 reference records"));
        folder.Write("data/a.jsonl", Text(Enumerable.Range(0, 300).Select(i => fresh[i % 30])));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.EqualTo(1));
    }

    [TestCase(" revision: nowhere ", 2, "DG0032")]
    [TestCase(" revision: '--all' ", 2, "DG0032")]
    [TestCase(" revision: v1, slice: human ", 2, "DG0004")]
    [TestCase(" revision: v1, files: [none.jsonl] ", 3, "DG0503")]
    public void What_can_not_be_read_is_told(string reference, int exit, string code)
    {
        using var folder = With(reference);
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, (run.Out + run.Error).Contains(code, StringComparison.Ordinal)), Is.EqualTo((exit, true)), run.Out + run.Error);
    }

    [Test]
    public void Without_a_repository()
    {
        using var folder = new Folder().Write("a.jsonl", Text(Humans("data"))).Write(
            "datagate.yaml", "version: 1\ndatasets:\n  d: { files: [a.jsonl], text: text, reference: { revision: main }, divergence: { token-js: { max: null + 0.02 } } }\n");
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Error, Does.StartWith("datagate: error DG0031: "));
    }

    [Test]
    public void Evidence_of_the_reference_names_the_revision()
    {
        using var folder = With(" revision: v1 ");
        folder.Write("data/a.jsonl", Text(Enumerable.Range(0, 300).Select(i => $"{{\"text\": \"something else {i} entirely\"}}")));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("        @v1/data/a.jsonl("));
    }

    [Test]
    public void Parts_give_the_same_report_and_a_branch_that_moved_between_them_does_not_mix()
    {
        using var folder = With(" revision: main ");
        folder.Write("data/a.jsonl", Text(Humans("data")));
        var whole = Tool.Run(folder.Path, "check").Out;
        foreach (var part in (string[])["1", "2"]) Assert.That(Tool.Run(folder.Path, "check", "--part", part + "/2", "-o", part).Exit, Is.Zero);
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "1", "2").Out, Is.EqualTo(whole));
        folder.Commit();
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "1", "2").Error, Does.Contain("error DG0024"));
    }

    [Test]
    public void A_policy_is_drafted_from_a_revision_where_no_file_is_called_so()
    {
        using var folder = With(" revision: v1 ");
        folder.Write("data/a.jsonl", Text(Humans("data")));
        var drafted = Tool.Run(folder.Path, "init", "data/*.jsonl", "--reference", "v1", "-o", "new.yaml");
        Assert.That(drafted.Exit, Is.Zero, drafted.Error);
        Assert.That(drafted.Error, Does.Contain("random splits of the reference (600 records)"));
        Assert.That(File.ReadAllText(folder.At("new.yaml")), Does.Contain("    reference: { revision: v1 }\n").And.Contain("token-js:"));
        Assert.That(Tool.Run(folder.Path, "check", "new.yaml").Exit, Is.Zero);
        folder.Write("v1", Text(Humans("reference")));
        var byFile = Tool.Run(folder.Path, "init", "data/*.jsonl", "--reference", "v1", "-o", "-");
        Assert.That((byFile.Exit, byFile.Out.Contains("revision", StringComparison.Ordinal)), Is.EqualTo((3, false)), "a file of that name wins, and has no format: " + byFile.Error);
    }

    private static string Shown(string page) => PageCatalog.Find(page)!.Text.Split('\n').First(line => line.StartsWith("datagate: error", StringComparison.Ordinal));

    /// <summary>What a check against the revision says.</summary>
    private static string Says(string folder, string revision)
    {
        File.WriteAllText(Path.Combine(folder, "datagate.yaml"), $"version: 1\ndatasets:\n  d: {{ files: [\"data/*.jsonl\"], text: text, reference: {{ revision: {revision} }}, divergence: {{ token-js: {{ max: null + 0.02 }} }} }}\n");
        return Tool.Run(folder, "check").Error.TrimEnd();
    }

    [Test]
    public void The_pages_of_git_show_what_is_said()
    {
        using var origin = With(" revision: v1 ");
        origin.Git("checkout", "--quiet", "-b", "topic");
        origin.Commit();
        using var clone = origin.Clone("--branch=topic");
        using var shallow = origin.Clone("--depth=1", "--branch=topic");
        using var pointers = new GitFolder().Write("data/a.jsonl", $"version https://git-lfs.github.com/spec/v1\noid sha256:{new string('0', 64)}\nsize 7\n");
        pointers.Commit();
        using var plain = new Folder().Write("data/a.jsonl", "{\"text\": \"a\"}\n");
        var path = Environment.GetEnvironmentVariable("PATH");
        Assert.Multiple(() =>
        {
            Assert.That(Says(plain.Path, "main"), Is.EqualTo(Shown("DG0031").Replace("…", plain.Path, StringComparison.Ordinal)));
            Assert.That(Says(clone.Path, "main"), Is.EqualTo(Shown("DG0032")));
            Assert.That(Says(shallow.Path, "main"), Is.EqualTo(Shown("DG0033")));
            Assert.That(Says(pointers.Path, "main"), Is.EqualTo(Shown("DG0034")));
            Environment.SetEnvironmentVariable("PATH", "");
            try
            {
                Assert.That(Says(clone.Path, "main"), Is.EqualTo(Shown("DG0030")));
            }
            finally
            {
                Environment.SetEnvironmentVariable("PATH", path);
            }
        });
    }
}
