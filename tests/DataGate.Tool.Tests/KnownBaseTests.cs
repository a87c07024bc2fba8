using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A check of a change that knows what stood there from an earlier one says what one that reads all of it says, to the byte, and reads of it what went.</summary>
public sealed class KnownBaseTests
{
    private static string Entries(string home) => Path.Combine(home, "cache", "scans-1");

    private static string Check(GitFolder repository, string home, string since, params string[] args) => CheckWhole(repository, home, ["--since", since, .. args]);

    private static string CheckWhole(GitFolder repository, string home, params string[] args)
    {
        File.Delete(Path.Combine(home, "report.json"));
        var run = Tool.Run(repository.Path, new Dictionary<string, string>(StringComparer.Ordinal) { ["DATAGATE_CACHE"] = Path.Combine(home, "cache") }, ["check", "--format", "html", "--report", $"json={home}/report.json", .. args]);
        var report = Path.Combine(home, "report.json");
        return $"{run.Exit}\0{run.Out}\0{run.Error}\0{(File.Exists(report) ? File.ReadAllText(report) : "")}";
    }

    /// <summary>A set of some large files, committed and read once.</summary>
    private static GitFolder Read(string home)
    {
        var repository = Committed();
        Check(repository, home, "HEAD");
        return repository;
    }

    /// <summary>A set of some large files, committed.</summary>
    private static GitFolder Committed(string memory = "64MB")
    {
        using var made = RealSet.Large(0.2);
        var repository = new GitFolder();
        var lines = Directory.GetFiles(Path.Combine(made.Path, "data")).Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).ToList();
        // Names the rows that went.
        var policy = File.ReadAllText(Path.Combine(made.Path, "datagate.yaml")).Replace("synthetic: { ", "synthetic: { human-retention: { min: 100% }, ", StringComparison.Ordinal)
            .Replace("memory: 64MB", $"memory: {memory}", StringComparison.Ordinal);
        repository.Write("datagate.yaml", policy).Write("reference.jsonl", File.ReadAllText(Path.Combine(made.Path, "reference.jsonl")));
        foreach (var (at, part) in lines.Chunk((lines.Count / 3) + 1).Index()) Write(repository, at, part);
        repository.Commit();
        return repository;
    }

    private static void Write(GitFolder repository, int file, IEnumerable<string> lines) => repository.Write($"data/{file}.jsonl", string.Concat(lines.Select(line => line + "\n")));

    private static List<string> Lines(GitFolder repository, int file) => [.. File.ReadAllLines(repository.At($"data/{file}.jsonl"))];

    private static string Other(string line, string mark) => line.Replace("\"text\": \"", $"\"text\": \"{mark} ", StringComparison.Ordinal);

    /// <summary>Takes what git has of a file away.</summary>
    private static void Lose(GitFolder repository, int file)
    {
        var id = repository.Git("rev-parse", $"HEAD:data/{file}.jsonl").Trim();
        var loose = repository.At($".git/objects/{id[..2]}/{id[2..]}");
        File.SetAttributes(loose, FileAttributes.Normal);
        File.Delete(loose);
    }

    [Test]
    public void Where_a_change_only_adds_nothing_is_read_of_what_stood_there()
    {
        using var home = new Folder();
        using var repository = Read(home.Path);
        var lines = Lines(repository, 1);
        lines.InsertRange(lines.Count / 2, lines[..40].Select(line => Other(line, "inserted")));
        Write(repository, 1, lines.Concat(lines[..40].Select(line => Other(line, "appended"))));
        var due = Check(repository, home.Path, "HEAD", "--no-cache");
        Assert.That(due, Does.Contain("80 added"));
        Lose(repository, 1);
        Assert.That(Check(repository, home.Path, "HEAD"), Is.EqualTo(due));
        Assert.That(Check(repository, home.Path, "HEAD", "--no-cache"), Does.Contain("this clone doesn't hold the content"));
    }

    /// <summary>Most fill the cache where nothing changed: on the main branch, or before they began.</summary>
    [TestCase("64MB")]
    [TestCase("80MB")]
    [TestCase("100MB")]
    [TestCase("1GB")]
    public void A_check_of_no_change_leaves_what_the_first_of_a_change_needs(string memory)
    {
        using var home = new Folder();
        using var repository = Committed(memory);
        CheckWhole(repository, home.Path);
        var entries = Directory.GetFiles(Entries(home.Path)).ToHashSet(StringComparer.Ordinal);
        Assert.That(entries, Has.Count.GreaterThan(30));
        var lines = Lines(repository, 1);
        Write(repository, 1, lines.Concat(lines[..40].Select(line => Other(line, "appended"))));
        var due = Check(repository, home.Path, "HEAD", "--no-cache");
        Assert.That(due, Does.Contain("40 added"));
        Lose(repository, 1);
        Assert.That(Check(repository, home.Path, "HEAD"), Is.EqualTo(due));
        Assert.That(Directory.GetFiles(Entries(home.Path)).Count(entry => !entries.Contains(entry) && new FileInfo(entry).Length > 20_000), Is.LessThan(6), "little is read");
    }

    [Test]
    public void What_was_read_of_what_stood_there_is_not_read_again()
    {
        using var home = new Folder();
        using var repository = Committed();
        var lines = Lines(repository, 1);
        Write(repository, 1, lines.Concat(lines[..40].Select(line => Other(line, "appended"))));
        Check(repository, home.Path, "HEAD");
        Write(repository, 1, lines.Concat(lines[..50].Select(line => Other(line, "appended"))));
        var due = Check(repository, home.Path, "HEAD", "--no-cache");
        Lose(repository, 1);
        Assert.That(Check(repository, home.Path, "HEAD"), Is.EqualTo(due));
    }

    [Test]
    public void Where_rows_went_they_are_read_or_it_is_told()
    {
        using var home = new Folder();
        using var repository = Read(home.Path);
        Write(repository, 1, Lines(repository, 1).Skip(3));
        Lose(repository, 1);
        var run = Check(repository, home.Path, "HEAD");
        Assert.That(run, Does.Contain("this clone doesn't hold the content of 'HEAD:data/1.jsonl'").And.Not.StartWith("0\0"));
    }

    [Test]
    public void Whatever_is_committed_and_changed()
    {
        using var home = new Folder();
        using var repository = Read(home.Path);
        var random = new Random(3);
        for (var round = 0; round < 8; round++)
        {
            var file = round < 6 ? round % 3 : 1;
            var lines = Lines(repository, file);
            var at = random.Next(lines.Count - 200);
            for (var row = at; row < at + 30; row++) lines[row] = Other(lines[row], $"round {round}");
            if (round % 2 == 0) lines.RemoveRange(at + 50, 60);
            // Fields alone, and copies of rows that stand elsewhere.
            if (round % 3 == 1) lines[at + 40] = lines[at + 40].Replace("{", "{\"extra\": 1, ", StringComparison.Ordinal);
            lines.AddRange(lines[..5]);
            Write(repository, file, lines);
            // The same rows in files of other names, and a file that is another's.
            if (round == 5) File.Move(repository.At("data/0.jsonl"), repository.At("data/7.jsonl"));
            if (round == 6) File.Copy(repository.At("data/1.jsonl"), repository.At("data/2.jsonl"), overwrite: true);
            if (round == 7) File.Move(repository.At("data/7.jsonl"), repository.At("data/0.jsonl"), overwrite: true);
            foreach (var since in (string[])["HEAD", "HEAD~1"])
            {
                if (round == 0 && since != "HEAD") continue;
                Assert.That(Check(repository, home.Path, since), Is.EqualTo(Check(repository, home.Path, since, "--no-cache")), $"round {round}, {since}");
            }
            if (round % 2 == 0) repository.Commit();
        }
    }

    /// <summary>Which of equal rows are new depends on which files count as the same.</summary>
    [Test]
    public void One_of_two_equal_files_that_moves()
    {
        using var home = new Folder();
        using var repository = new GitFolder();
        static string[] Rows(int seed, int count) => [.. Enumerable.Range(0, count).Select(row => $"{{\"text\": \"{seed} {row} and so on\"}}")];
        var rows = Rows(1, 6);
        Write(repository, 4, rows);
        Write(repository, 5, rows);
        Write(repository, 7, Rows(2, 400));
        repository.Write("datagate.yaml", "version: 1\ndatasets:\n  rows: { files: [\"data/*.jsonl\"], text: text, diversity: { exact-duplicates: { max: 1% } } }\n").Commit();
        Check(repository, home.Path, "HEAD");
        File.Move(repository.At("data/4.jsonl"), repository.At("data/9.jsonl"));
        Write(repository, 8, [rows[2], rows[2], .. Rows(3, 12), rows[2]]);
        var due = Check(repository, home.Path, "HEAD", "--no-cache");
        Assert.That(due, Does.Contain("15 added"));
        Assert.That(Check(repository, home.Path, "HEAD"), Is.EqualTo(due));
    }

    [Test]
    public void What_is_known_of_rows_and_is_broken_or_swapped_is_not_known()
    {
        using var home = new Folder();
        using var repository = Read(home.Path);
        var lines = Lines(repository, 1);
        lines[20] = Other(lines[20], "edited");
        lines.RemoveRange(lines.Count / 2, 20);
        Write(repository, 1, lines);
        var due = Check(repository, home.Path, "HEAD", "--no-cache");
        var entries = Directory.GetFiles(Entries(home.Path)).Order(StringComparer.Ordinal).ToArray();
        var random = new Random(1);
        for (var round = 0; round < 4; round++)
        {
            foreach (var entry in entries)
            {
                var bytes = File.ReadAllBytes(entry);
                if (random.Next(3) == 0) File.WriteAllBytes(entry, bytes[..random.Next(bytes.Length)]);
                else if (random.Next(2) == 0) bytes[random.Next(bytes.Length)] ^= 1;
                else bytes = File.ReadAllBytes(entries[random.Next(entries.Length)]);
                File.WriteAllBytes(entry, bytes);
            }
            if (Directory.Exists(Path.Combine(home.Path, "cache", "checks-1"))) Directory.Delete(Path.Combine(home.Path, "cache", "checks-1"), recursive: true);
            Assert.That(Check(repository, home.Path, "HEAD"), Is.EqualTo(due), $"round {round}");
        }
    }
}
