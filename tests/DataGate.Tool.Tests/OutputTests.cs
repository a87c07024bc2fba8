namespace DataGate.Tool.Tests;

/// <summary>Files that the tool writes: whole or not at all, and where they were named.</summary>
public sealed class OutputTests
{
    private static Folder Repository()
    {
        var folder = new Folder();
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
        return folder
            .Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 100% } }\n")
            .Write("a.jsonl", "{\"text\": \"one\"}\n{\"text\": \"two\"}\n");
    }

    [TestCase(2, "DG0022", "check", "--report", "json=link/x.json")]
    [TestCase(2, "DG0024", "check", "--part", "1/1", "-o", "link/x")]
    [TestCase(2, "DG0008", "baseline", "link/datagate.yaml")]
    public void A_link_of_the_repository_leads_nothing_out_of_it(int exit, string code, params string[] args)
    {
        using var folder = Repository();
        using var outside = new Folder();
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), outside.Path);
        outside.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml"))).Write("a.jsonl", "{\"text\": \"one\"}\n");
        var before = Directory.GetFiles(outside.Path);
        var run = Tool.Run(folder.Path, args);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
            Assert.That(run.Error, Does.Contain(code));
            Assert.That(Directory.GetFiles(outside.Path), Is.EqualTo(before));
        });
        if (args[0] != "check") return;
        Assert.That(Tool.Run(folder.Path, [.. args, "--allow-outside"]).Exit, Is.Zero);
        Assert.That(Directory.GetFiles(outside.Path), Has.Length.EqualTo(before.Length + 1));
    }

    [Test]
    public void A_link_at_a_reports_place_is_replaced_and_what_it_leads_to_is_left()
    {
        using var folder = Repository();
        using var outside = new Folder();
        outside.Write("keys", "mine");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "x.json"), Path.Combine(outside.Path, "keys"));
        var run = Tool.Run(folder.Path, "check", "--report", "json=x.json");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Error);
            Assert.That(File.ReadAllText(Path.Combine(outside.Path, "keys")), Is.EqualTo("mine"));
            Assert.That(File.ReadAllText(Path.Combine(folder.Path, "x.json")), Does.StartWith("{"));
        });
    }

    [Test]
    public void What_a_killed_process_left_goes_when_it_is_old()
    {
        using var folder = Repository();
        string[] names = ["x.json.0123456789abcdef.tmp", "x.json.fedcba9876543210.tmp", "x.json.notes.tmp", "y.json.0123456789abcdef.tmp"];
        foreach (var name in names)
        {
            folder.Write(name, "half");
            if (name != names[1]) File.SetLastWriteTimeUtc(Path.Combine(folder.Path, name), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
        Tool.Run(folder.Path, "check", "--report", "json=x.json");
        Assert.That(names.Where(name => File.Exists(Path.Combine(folder.Path, name))), Is.EqualTo(names[1..]), "only the old one, and only this report's own");
    }

    /// <summary>A clock that was set while it is written makes it old.</summary>
    [Test]
    public void What_another_process_writes_stays_however_old_it_is()
    {
        using var folder = Repository();
        var written = Path.Combine(folder.Path, "x.json.0123456789abcdef.tmp");
        using (var other = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            other.WriteByte(1);
            other.Flush();
            File.SetLastWriteTimeUtc(written, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            Tool.Run(folder.Path, "check", "--report", "json=x.json");
            Assert.That(File.Exists(written), "in use");
        }
        Tool.Run(folder.Path, "check", "--report", "json=x.json");
        Assert.That(File.Exists(written), Is.False, "left");
    }
}
