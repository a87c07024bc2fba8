using System.Diagnostics;

namespace DataGate.Tool.Tests;

/// <summary>A pipe that stands where a file should: to open one waits for whoever writes to it, so that none is opened, and each is told.</summary>
[Platform("Linux")]
public sealed class SpecialFileTests
{
    private const string Told = "it is no file but a pipe, a socket or a device";
    private const string Set = "    files: [a.jsonl]\n    text: text\n    diversity: { exact-duplicates: 100% }\n";
    private const string Policy = "version: 1\ndatasets:\n  set:\n" + Set;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private static Folder With(string policy = Policy) =>
        new Folder().Write("datagate.yaml", policy).Write("a.jsonl", string.Concat(Enumerable.Range(0, 300).Select(i => $"{{\"text\": \"question {i} about order {i * i}\"}}\n")));

    private static void Pipe(Folder folder, string name)
    {
        var path = Path.Combine(folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        using var make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        Assert.That(make.ExitCode, Is.Zero);
    }

    /// <summary>A run that hangs fails the test, and doesn't hang it.</summary>
    private static ToolRun Run(Folder folder, params string[] args) => Run(folder, [], args);

    private static ToolRun Run(Folder folder, Dictionary<string, string> variables, params string[] args)
    {
        var run = Task.Run(() => Tool.Run(folder.Path, variables, args));
        Assert.That(run.Wait(s_patience), Is.True, $"'{string.Join(' ', args)}' waits for a pipe");
        return run.Result;
    }

    private static void Expect(ToolRun run, int exit, string code)
    {
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        Assert.That(run.Out + run.Error, Does.Contain(code).And.Contain(Told));
    }

    [TestCase("check")]
    [TestCase("check datagate.yaml")]
    [TestCase("policy --resolved")]
    [TestCase("baseline")]
    [TestCase("history")]
    [TestCase("check --all")]
    public void As_the_policy(string args)
    {
        using var folder = With();
        Pipe(folder, "datagate.yaml");
        Expect(Run(folder, args.Split(' ')), 2, "datagate.yaml(1,1): error DG0001: ");
    }

    [Test]
    public void As_what_it_extends()
    {
        using var folder = With("extends: [base.yaml]\n" + Policy);
        Pipe(folder, "base.yaml");
        Expect(Run(folder, "check"), 2, "base.yaml(1,1): error DG0001: ");
    }

    [Test]
    public void As_the_leaves_of_a_taxonomy()
    {
        using var folder = With(Policy + "    taxonomy: { field: label, leaves: leaves.txt, covered: { min: 1% } }\n");
        Pipe(folder, "leaves.txt");
        Expect(Run(folder, "check"), 2, "leaves.txt(1,1): error DG0001: ");
    }

    [Test]
    public void As_the_baseline()
    {
        using var folder = With(Policy + "    history: { worse-by: 5% }\n");
        Pipe(folder, "datagate.baseline");
        Expect(Run(folder, "check"), 3, "DG5003");
        Assert.That(Run(folder, "baseline").Exit, Is.Zero, "what stands in its place is replaced, not read");
        Assert.That(Run(folder, "check").Exit, Is.Zero);
    }

    [Test]
    public void As_a_part()
    {
        using var folder = With();
        Assert.That(Run(folder, "check", "--part", "1/2", "-o", "1.part").Exit, Is.Zero);
        Pipe(folder, "2.part");
        Expect(Run(folder, "check", "--parts", "1.part", "2.part"), 2, "DG0024");
    }

    [TestCase("measure a.jsonl")]
    [TestCase("init a.jsonl --text text -o x.yaml")]
    [TestCase("init .")]
    public void As_data_that_the_command_line_names(string args)
    {
        using var folder = With();
        File.Delete(Path.Combine(folder.Path, "datagate.yaml"));
        Pipe(folder, "a.jsonl");
        var run = Run(folder, args.Split(' '));
        Assert.That(run.Exit, Is.EqualTo(3).Or.EqualTo(2), run.Out + run.Error);
        Assert.That(run.Out + run.Error, Does.Contain(Told).And.Contain("a.jsonl"));
    }

    [Test]
    public void As_the_card_of_a_hub()
    {
        using var folder = With();
        File.Delete(Path.Combine(folder.Path, "datagate.yaml"));
        File.Move(Path.Combine(folder.Path, "a.jsonl"), Path.Combine(folder.Write("set/data/x", "").Path, "set/data/train-00000-of-00001.jsonl"));
        File.Delete(Path.Combine(folder.Path, "set/data/x"));
        Pipe(folder, "set/README.md");
        Assert.That(Run(folder, "init", "set", "--text", "text", "-o", "x.yaml").Error, Does.Contain("README.md").And.Contain(Told));
    }

    [Test]
    public void As_an_entry_of_the_cache()
    {
        using var folder = With();
        using var cache = new Folder();
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = cache.Path };
        var first = Run(folder, variables, "check");
        var entries = Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories);
        Assert.That(entries, Is.Not.Empty);
        foreach (var entry in entries) Pipe(cache, Path.GetRelativePath(cache.Path, entry));
        Assert.That(Run(folder, variables, "check"), Is.EqualTo(first));
        Assert.That(Run(folder, variables, "check"), Is.EqualTo(first));
    }
}
