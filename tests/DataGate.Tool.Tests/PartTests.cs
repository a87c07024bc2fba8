namespace DataGate.Tool.Tests;

/// <summary>A check in parts says what the check of the whole says, byte for byte.</summary>
public sealed class PartTests
{
    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.95)]
    public void Any_number_of_parts_in_any_order_gives_the_report_of_the_whole(double duplicates)
    {
        using var folder = RealSet.Large(duplicates);
        MakeTheReportOfTheWhole(folder);
    }

    [TestCase(0.1)]
    [TestCase(0.5)]
    [TestCase(0.95)]
    public void Any_number_of_parts_of_many_small_files_gives_the_report_of_the_whole(double duplicates)
    {
        using var folder = RealSet.Small(duplicates);
        MakeTheReportOfTheWhole(folder);
    }

    private static void MakeTheReportOfTheWhole(Folder folder)
    {
        var whole = Tool.Reports(folder.Path, "check", "--threads", "1");
        Assert.That(whole, Does.Contain("repeated text").And.StartWith("exit 1\n"));
        Assert.That(Tool.Reports(folder.Path, "check", "--threads", "8"), Is.EqualTo(whole), "8 threads");
        foreach (var count in new[] { 1, 2, 7, 100 })
        {
            var files = Enumerable.Range(1, count).Select(i => $"part-{count}-{i}").ToArray();
            for (var i = 0; i < count; i++)
            {
                var part = Tool.Run(folder.Path, "check", "--part", $"{i + 1}/{count}", "-o", files[i]);
                Assert.That(part.Exit, Is.Zero, part.Error);
            }
            new Random(1).Shuffle(files);
            Assert.That(Tool.Reports(folder.Path, ["check", "--parts", .. files]), Is.EqualTo(whole), $"{count} parts");
        }
    }

    [Test]
    public void The_data_is_not_needed_to_judge_its_parts()
    {
        using var folder = RealSet.Small(0.1);
        var whole = Tool.Run(folder.Path, "check");
        Tool.Run(folder.Path, "check", "--part", "1/2", "-o", "a");
        Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "b");
        Directory.Delete(Path.Combine(folder.Path, "data"), recursive: true);
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "b", "a").Out, Is.EqualTo(whole.Out));
    }

    [Test]
    public void Parts_that_dont_belong_together_are_refused()
    {
        using var folder = Small();
        Tool.Run(folder.Path, "check", "--part", "1/2", "-o", "a");
        Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "b");
        Tool.Run(folder.Path, "check", "--part", "2/3", "-o", "c");
        Tool.Run(folder.Path, "check", "--words", "whitespace", "--part", "2/2", "-o", "d");
        Tool.Run(folder.Path, "check", "--memory", "64MB", "--part", "2/2", "-o", "small");
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "a", "b").Exit, Is.EqualTo(1));
        Refused(folder, "1 are missing: 2", "a");
        Refused(folder, "is part 1/2 as well", "a", "a");
        Refused(folder, "it is one of 3, the others of 2", "a", "c");
        Refused(folder, "another policy or other options", "a", "d");
        Refused(folder, "another policy or other options", "a", "small");
        Tool.Run(folder.Path, "check", "--memory", "1GB", "--part", "2/2", "-o", "usual");
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "a", "usual").Exit, Is.EqualTo(1), "the policy's own memory, by another name");
        Refused(folder, "can't be used", "a", "missing");

        folder.Write("more.jsonl", "{\"text\": \"late\"}\n");
        Tool.Run(folder.Path, "check", "--part", "2/2", "-o", "e");
        Refused(folder, "different files", "a", "e");

        folder.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("0%", "1%", StringComparison.Ordinal));
        Refused(folder, "another policy", "a", "b");
    }

    [Test]
    public void A_part_that_was_cut_off_or_changed_is_refused()
    {
        using var folder = Small();
        Tool.Run(folder.Path, "check", "--part", "1/1", "-o", "a");
        var path = Path.Combine(folder.Path, "a");
        var bytes = File.ReadAllBytes(path);
        foreach (var length in new[] { 0, 5, 16, 40, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Refused(folder, "can't be used", "a");
        }
        for (var i = 0; i < bytes.Length; i += Math.Max(1, bytes.Length / 50))
        {
            var changed = bytes.ToArray();
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Refused(folder, "can't be used", "a");
        }
    }

    [TestCase("--part", "1/2")]
    [TestCase("-o", "x")]
    [TestCase("--part", "0/2", "-o", "x")]
    [TestCase("--part", "3/2", "-o", "x")]
    [TestCase("--part", "half", "-o", "x")]
    [TestCase("--part", "1/1", "-o", "x", "--parts", "y")]
    public void A_wrong_way_to_ask_for_parts(params string[] args)
    {
        using var folder = Small();
        var run = Tool.Run(folder.Path, ["check", .. args]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("DG0020"));
        });
    }

    [Test]
    public void What_is_no_file_is_no_part()
    {
        using var folder = Small();
        Refused(folder, "the part '' can't be used: its name is empty", "");
        Refused(folder, "the part '.' can't be used: it is a folder", ".");
    }

    private static Folder Small() => new Folder()
        .Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [\"*.jsonl\"], text: text, diversity: { exact-duplicates: 0% } }\n")
        .Write("a.jsonl", "{\"text\": \"twice\"}\n{\"text\": \"once\"}\n")
        .Write("b.jsonl", "{\"text\": \"twice\"}\n{\"text\": \"else\"}\n");

    private static void Refused(Folder folder, string why, params string[] parts)
    {
        var run = Tool.Run(folder.Path, ["check", "--parts", .. parts]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("error DG0024").And.Contain(why));
            Assert.That(run.Out, Is.Empty);
        });
    }
}
