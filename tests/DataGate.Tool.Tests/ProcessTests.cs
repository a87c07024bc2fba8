using System.Diagnostics;

namespace DataGate.Tool.Tests;

/// <summary>The tool as a process of its own: pipes and signals.</summary>
public sealed class ProcessTests
{
    private static Process Start(string folder, string shell)
    {
        var start = new ProcessStartInfo("bash", ["-c", shell]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["TOOL"] = Tool.Assembly;
        return Process.Start(start)!;
    }

    private static (int Exit, string Out, string Error) Run(string folder, string shell)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("needs a POSIX shell");
        using var process = Start(folder, shell);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    private static Folder Large()
    {
        var folder = new Folder();
        folder.Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 0% } }\n");
        using var writer = new StreamWriter(Path.Combine(folder.Path, "a.jsonl"));
        for (var i = 0; i < 300_000; i++) writer.Write($"{{\"text\": \"row {i % 250_000} with a few more words so that reading it takes a while\"}}\n");
        return folder;
    }

    [Test]
    public void A_closed_pipe_doesnt_change_the_exit_code()
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { exact-duplicates: 0% } }\n");
        folder.Write("a.jsonl", "{\"text\": \"twice\"}\n{\"text\": \"twice\"}\n");
        var (_, output, error) = Run(folder.Path, "dotnet \"$TOOL\" check | true; echo exit=${PIPESTATUS[0]}");
        Assert.That(output.Trim(), Is.EqualTo("exit=1"), error);
    }

    [TestCase("100%", 2)]
    [TestCase("0%", 1)]
    public void Standard_output_on_a_full_disk_is_told_and_is_never_a_pass(string bound, int exit)
    {
        using var folder = new Folder();
        if (Run(folder.Path, "[ -c /dev/full ]").Exit != 0) Assert.Ignore("needs /dev/full, which is a device");
        folder.Write("datagate.yaml", $"version: 1\ndatasets:\n  set: {{ files: [a.jsonl], text: text, diversity: {{ exact-duplicates: {bound} }} }}\n");
        folder.Write("a.jsonl", "{\"text\": \"twice\"}\n{\"text\": \"twice\"}\n");
        var (_, output, error) = Run(folder.Path, "dotnet \"$TOOL\" check > /dev/full; echo exit=$?");
        Assert.That(output.Trim(), Is.EqualTo($"exit={exit}"), error);
        Assert.That(error, Does.Contain("datagate: error DG0022: standard output can't be written: ").And.Not.Contain("defect"));
    }

    [TestCase("100%", ">&-", 2)]
    [TestCase("0%", ">&-", 1)]
    [TestCase("100%", ">/dev/full 2>/dev/full", 2)]
    [TestCase("0%", ">/dev/full 2>/dev/full", 1)]
    [TestCase("0%", ">&- 2>&-", 1)]
    [TestCase("100%", "2>/dev/full", 0)]
    [TestCase("100%", "2>&-", 0)]
    public void Output_that_nobody_takes_is_told_where_it_can_be_and_never_a_crash(string bound, string redirection, int exit)
    {
        using var folder = new Folder();
        if (redirection.Contains("full", StringComparison.Ordinal) && Run(folder.Path, "[ -c /dev/full ]").Exit != 0) Assert.Ignore("needs /dev/full, which is a device");
        folder.Write("datagate.yaml", $"version: 1\ndatasets:\n  set: {{ files: [a.jsonl], text: text, diversity: {{ exact-duplicates: {bound} }} }}\n");
        folder.Write("a.jsonl", "{\"text\": \"twice\"}\n{\"text\": \"twice\"}\n");
        var (_, output, error) = Run(folder.Path, $"dotnet \"$TOOL\" check --verbosity detailed {redirection}; echo exit=$?");
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.EndWith($"exit={exit}\n"), error);
            Assert.That(error, Does.Not.Contain("   at "));
            if (redirection == ">&-") Assert.That(error, Does.Contain("datagate: error DG0022: standard output can't be written: "));
        });
    }

    [Test]
    public void In_a_folder_that_has_gone_nothing_is_looked_for()
    {
        using var folder = new Folder();
        var (_, output, error) = Run(folder.Path, "mkdir d; cd d; rmdir ../d; dotnet \"$TOOL\" check; echo exit=$?");
        Assert.That(output, Is.EqualTo("exit=2\n"), error);
        Assert.That(error, Does.Match("^datagate: error DG0020: the working folder [^\n]+\n$"));
    }

    /// <summary>In a process of its own: what unpacks is loaded once, by whoever comes first.</summary>
    [Test]
    public void Fields_are_seen_in_a_packed_file_that_nothing_else_has_read_before()
    {
        using var folder = new Folder();
        var rows = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 250).Select(i => $"{{\"body\": \"the body number {i} of all {i * i}\"}}\n")));
        // One frame with a window of 128 KiB and one last block, which holds the rows as they are (RFC 8878, 3.1.1).
        var header = (rows.Length << 3) | 1;
        File.WriteAllBytes(Path.Combine(folder.Path, "x.jsonl.zst"), [0x28, 0xB5, 0x2F, 0xFD, 0, 7 << 3, (byte)header, (byte)(header >> 8), (byte)(header >> 16), .. rows]);
        var (_, output, error) = Run(folder.Path, "dotnet \"$TOOL\" init x.jsonl.zst -o -; echo exit=$?");
        if (error.Contains("libzstd", StringComparison.Ordinal)) Assert.That(output, Is.EqualTo("exit=3\n"), error);
        else Assert.That(output, Does.Contain("    text: body\n").And.EndsWith("exit=0\n"), error);
    }

    [Test]
    public void Ctrl_C_stops_it_without_a_verdict()
    {
        using var folder = Large();
        // A background job of a script ignores SIGINT unless it takes it back, as a terminal's job does; and so does whatever is run by one that does, as tests may be.
        const string Heeding = "env --default-signal=INT";
        var (exit, output, error) = Run(folder.Path, $"set -m; heeding=; {Heeding} true 2> /dev/null && heeding='{Heeding}'; $heeding dotnet \"$TOOL\" check --threads 1 & sleep 0.7; kill -INT %1; wait %1; echo exit=$?");
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(output.Trim(), Is.EqualTo("exit=130"), error);
            Assert.That(error, Does.Contain("interrupted"));
        });
    }

    [Test]
    public void Findings_go_to_standard_output_and_nothing_else_does()
    {
        using var folder = Large();
        var (_, output, error) = Run(folder.Path, "dotnet \"$TOOL\" check --format msbuild; echo exit=$?");
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Match(@"^a\.jsonl\(\d+,1\): error DG1002: [^\n]+\nexit=1\n$"));
            Assert.That(error, Is.Empty);
        });
    }

    [Test]
    public void Killed_at_any_moment_it_leaves_a_cache_that_says_the_same()
    {
        if (!EncoderIsBuilt()) Assert.Ignore("built without the sentence encoder");
        using var folder = new Folder();
        using var home = new Folder();
        folder.Write("datagate.yaml", "version: 1\ndatasets:\n  set: { files: [a.jsonl], text: text, diversity: { mean-cosine: { max: 0.01 }, cluster-score: { min: 0.99 } } }\n");
        folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, 600).Select(i => $"{{\"text\": \"question {i * 7919 % 601} about order {i * i}\"}}\n")));
        var cache = Path.Combine(home.Path, "cache");
        var (_, fresh, error) = Run(folder.Path, "dotnet \"$TOOL\" check --no-cache");
        Assert.That(fresh, Does.Contain("mean-cosine"), error);
        var random = new Random(20261121);
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("DATAGATE_FUZZ"), System.Globalization.CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 8, 1_000) : 8;
        for (var round = 0; round < rounds; round++)
        {
            var wait = (0.4 + (random.NextDouble() * 0.9)).ToString("F3", System.Globalization.CultureInfo.InvariantCulture);
            Run(folder.Path, $"set -m; export DATAGATE_CACHE='{cache}'; dotnet \"$TOOL\" check & dotnet \"$TOOL\" check & sleep {wait}; kill -9 %1; wait");
        }
        var (_, after, _) = Run(folder.Path, $"export DATAGATE_CACHE='{cache}'; dotnet \"$TOOL\" check");
        Assert.That(after, Is.EqualTo(fresh));
        Assert.That(Directory.GetFiles(cache, "*.vectors", SearchOption.AllDirectories), Is.Not.Empty, "nothing was cached");
    }

    [Test]
    public void A_rare_case_is_found_by_what_its_texts_mean()
    {
        if (!EncoderIsBuilt()) Assert.Ignore("built without the sentence encoder");
        using var folder = new Folder();
        folder.Write("datagate.yaml", """
            version: 1
            datasets:
              d:
                files: [a.jsonl]
                text: text
                tails: { lost-luggage: { near: { phrases: [my luggage is lost, the airline lost my suitcase] }, count: { min: 5 } } }

            """);
        string[] lost = ["i think my luggage has been lost", "the airline has lost my bags", "they lost my suitcase on the flight"];
        string[] others = ["what is the weather in paris", "how do i change my insurance policy", "set an alarm for seven", "is there a fee for this card", "play some jazz", ""];
        folder.Write("a.jsonl", string.Concat(others.Concat(lost).Select(text => $"{{\"text\": \"{text}\"}}\n")));
        var (_, output, error) = Run(folder.Path, "dotnet \"$TOOL\" check --no-cache");
        Assert.Multiple(() =>
        {
            Assert.That(output, Does.Contain("DG4001: count of tails/lost-luggage is 3, below the required 5, in 9 records."), error);
            Assert.That(output, Does.Match(@"in the bucket: cosine 0\.[789]\d\d to '[^']+' \(1 record\)").And.Match(@"outside, next to it: cosine 0\.[0-6]\d\d to '"));
        });
    }

    private static bool EncoderIsBuilt() => Directory.Exists(Path.Combine(AppContext.BaseDirectory, "models", "builtin")) && Directory.Exists(Path.Combine(AppContext.BaseDirectory, "runtimes"));
}
