using System.Diagnostics;
using System.Globalization;

namespace DataGate.Tool.Tests;

/// <summary>
/// What the machine does to the tool: it is killed, its disks are full, folders that it counts on aren't there. DATAGATE_FUZZ is how often it is killed, 6 times by default.
/// </summary>
[Platform("Linux")]
public sealed class FaultTests
{
    private const string Policy = "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 100%, distinct-2: 1%, self-bleu-2: 100% } }\n";

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("DATAGATE_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? Math.Min(kills, 1_000) : 6;

    private static (int Exit, string Text) Run(string folder, string shell)
    {
        var start = new ProcessStartInfo("bash", ["-c", shell]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TOOL"] = Tool.Assembly;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    private static Folder Set(int records = 3_000)
    {
        var folder = new Folder().Write("datagate.yaml", Policy);
        return folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, records).Select(i => $"{{\"text\": \"question {i * 7919 % 601} about order {i * i}\"}}\n")));
    }

    [Test]
    public void Killed_at_any_moment_it_leaves_each_file_as_it_was_or_whole()
    {
        const string Write = "dotnet \"$TOOL\" check --report json=x.json --report html=x.html --report sarif=x.sarif --verbosity quiet --no-cache & dotnet \"$TOOL\" check --part 1/1 -o x.part & dotnet \"$TOOL\" baseline beside &";
        string[] names = ["x.json", "x.html", "x.sarif", "x.part", "beside/datagate.baseline"];
        using var folder = Set();
        folder.Write("beside/datagate.yaml", Policy).Write("beside/a.jsonl", File.ReadAllText(Path.Combine(folder.Path, "a.jsonl")));
        var (_, told) = Run(folder.Path, Write + " wait");
        var whole = names.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder.Path, name)), StringComparer.Ordinal);
        Assert.That(whole.Values, Is.All.Not.Empty, told);
        var random = new Random(20261121);
        for (var kill = 0; kill < Kills; kill++)
        {
            var before = kill % 2 == 0 ? "old"u8.ToArray() : null;
            foreach (var name in names)
            {
                // A baseline that can't be read is an error of its own, so that it is there whole or not at all.
                if (before is not null && name != "beside/datagate.baseline") File.WriteAllBytes(Path.Combine(folder.Path, name), before);
                else File.Delete(Path.Combine(folder.Path, name));
            }
            var wait = (0.2 + (random.NextDouble() * 1.6)).ToString("F3", CultureInfo.InvariantCulture);
            Run(folder.Path, $"set -m; {Write} sleep {wait}; kill -9 %1 %2 %3; wait");
            foreach (var name in names.Where(name => File.Exists(Path.Combine(folder.Path, name))))
            {
                var left = File.ReadAllBytes(Path.Combine(folder.Path, name));
                Assert.That(left.AsSpan().SequenceEqual(before) || left.AsSpan().SequenceEqual(whole[name]), Is.True, $"{name} after {wait} s");
            }
        }
        File.Delete(Path.Combine(folder.Path, "beside/datagate.baseline"));
        Run(folder.Path, Write + " wait");
        foreach (var name in names) Assert.That(File.ReadAllBytes(Path.Combine(folder.Path, name)).AsSpan().SequenceEqual(whole[name]), Is.True, $"{name}, made again");
    }

    [TestCase("check --report json=full/x", 2, "DG0022", "full/x")]
    [TestCase("check --part 1/1 -o full/x", 2, "DG0024", "full/x")]
    [TestCase("baseline full/datagate.yaml", 2, "DG0026", "full/datagate.baseline")]
    [TestCase("init full/a.jsonl --force -o full/x", 2, "DG0025", "full/x")]
    public void A_full_disk_is_told_and_what_stood_there_stays(string args, int exit, string code, string file)
    {
        using var folder = Set(600);
        Directory.CreateDirectory(Path.Combine(folder.Path, "full"));
        if (Run(folder.Path, "mount -t tmpfs -o size=256k tmpfs full").Exit != 0) Assert.Ignore("no file system of its own can be mounted here");
        try
        {
            var stood = args.StartsWith("check", StringComparison.Ordinal);
            folder.Write("full/datagate.yaml", Policy).Write("full/a.jsonl", File.ReadAllText(Path.Combine(folder.Path, "a.jsonl")));
            if (stood) folder.Write(file, "old");
            Run(folder.Path, "cat /dev/zero > full/rest 2>/dev/null");
            var before = Directory.GetFiles(Path.Combine(folder.Path, "full"));
            var (ended, told) = Run(folder.Path, $"dotnet \"$TOOL\" {args}");
            Assert.Multiple(() =>
            {
                Assert.That(ended, Is.EqualTo(exit), told);
                Assert.That(told, Does.Contain(code).And.Contain("can't be written: ").And.Not.Contain("defect"));
                Assert.That(told, Does.Not.Contain(".tmp"), "the temporary file is nobody's business");
                Assert.That(Directory.GetFiles(Path.Combine(folder.Path, "full")), Is.EquivalentTo(before), "nothing half-written stays");
            });
            if (stood) Assert.That(File.ReadAllText(Path.Combine(folder.Path, file)), Is.EqualTo("old"));
        }
        finally
        {
            Run(folder.Path, "umount full");
        }
    }

    [TestCase("-u HOME -u TMPDIR -u XDG_CACHE_HOME")]
    [TestCase("HOME=/nonexistent TMPDIR=/nonexistent")]
    [TestCase("HOME=relative TMPDIR=relative")]
    [TestCase("HOME=/proc XDG_CACHE_HOME=/proc")]
    [TestCase("HOME=/proc DATAGATE_CACHE=/proc/datagate", "datagate: nothing is cached: /proc/datagate can't be used: Could not find file '/proc/datagate'.\n")]
    public void Without_a_home_or_a_folder_for_temporary_files_it_says_the_same(string environment, string told = "")
    {
        using var folder = Set(300);
        var usual = Run(folder.Path, "dotnet \"$TOOL\" check; echo exit=$?");
        Assert.That(Run(folder.Path, $"env {environment} dotnet \"$TOOL\" check; echo exit=$?"), Is.EqualTo((usual.Exit, usual.Text + told)));
        Assert.That(usual.Text, Does.Contain("exit=0"));
    }

    [Test]
    public void A_checkout_that_only_others_may_write_is_checked_and_what_cant_be_written_is_told()
    {
        using var folder = Set(300);
        const string As = "chmod -R go+rX,go-w . && setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent";
        if (Run(folder.Path, $"{As} dotnet \"$TOOL\" --version").Exit != 0) Assert.Ignore("needs the superuser, setpriv, and files of the tool that all may read");
        Assert.Multiple(() =>
        {
            Assert.That(Run(folder.Path, $"{As} dotnet \"$TOOL\" check; echo exit=$?"), Is.EqualTo(Run(folder.Path, "dotnet \"$TOOL\" check; echo exit=$?")));
            foreach (var (args, code) in new[] { ("check --report json=x", "DG0022"), ("check --part 1/1 -o x", "DG0024"), ("baseline", "DG0026") })
            {
                var (exit, told) = Run(folder.Path, $"{As} dotnet \"$TOOL\" {args}");
                Assert.That(exit, Is.EqualTo(2), told);
                Assert.That(told, Does.Contain(code).And.Contain("denied"));
            }
        });
    }

    [Test]
    public void A_clock_that_goes_backwards_changes_no_verdict_and_loses_nothing()
    {
        using var folder = Set(300);
        Run(folder.Path, "dotnet \"$TOOL\" baseline && touch -d 2099-01-01 a.jsonl datagate.yaml datagate.baseline");
        var today = Run(folder.Path, "dotnet \"$TOOL\" check --report json=x.json");
        Run(folder.Path, "touch -d 2099-01-01 x.json; touch -d 1971-01-01 a.jsonl datagate.yaml");
        Assert.That(Run(folder.Path, "dotnet \"$TOOL\" check --report json=x.json --today 1971-01-01"), Is.EqualTo(today));
        Assert.That(today.Exit, Is.Zero, today.Text);
    }

    /// <summary>A clock says whether what is kept of an earlier check may be kept, never whether a file is what it was.</summary>
    [TestCase(-400)]
    [TestCase(-1)]
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(400)]
    public void Wherever_the_clock_has_gone_since_a_change_is_seen(int days)
    {
        const string Alike = "{\"text\": \"the very same\"}\n", Other = "{\"text\": \"the very some\"}\n";
        using var folder = new Folder().Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 1% } }\n").Write("a.jsonl", Alike + Other);
        using var cache = new Folder();
        var file = Path.Combine(folder.Path, "a.jsonl");
        var written = File.GetLastWriteTimeUtc(file);
        // The first check is made long after the files were written, so that it is kept.
        Assert.That(At(folder, cache, 30), Is.Zero);
        Assert.That(Directory.GetFiles(cache.Path, "*", SearchOption.AllDirectories), Is.Not.Empty);
        foreach (var (text, exit) in new[] { (Alike + Alike, 1), (Alike + Other, 0), (Other + Other, 1) })
        {
            File.WriteAllText(file, text);
            File.SetLastWriteTimeUtc(file, written);
            Assert.That(At(folder, cache, days), Is.EqualTo(exit), text);
            Assert.That(At(folder, cache, days), Is.EqualTo(exit), "again");
            Assert.That(At(folder, cache, -days), Is.EqualTo(exit), "and back");
        }
    }

    private static int At(Folder folder, Folder cache, int days) => CommandLine.Run(["check"], new Host
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        Folder = folder.Path,
        Today = Tool.Today.AddDays(days),
        Started = TimeProvider.System.GetUtcNow().AddDays(days),
        Variable = name => name == "DATAGATE_CACHE" ? cache.Path : null,
    });
}
