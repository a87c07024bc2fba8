using System.Diagnostics;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Parquet.Apart;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Readers.Parquet;

/// <summary>Whatever becomes of the process that reads Parquet, the check goes on: the file is told, others are read.</summary>
public sealed class ParquetApartTests
{
    private TempFolder _folder = null!;
    private InputFile _file = null!;

    [SetUp]
    public void Files()
    {
        ParquetWriter.Need();
        _folder = new TempFolder();
        var path = Path.Combine(_folder.Path, "a.parquet");
        ParquetWriter.Write(path, "SELECT 'text ' || i AS text FROM range(30000) t(i)");
        _file = new InputFile(path, "a.parquet", new FileInfo(path).Length);
    }

    [TearDown]
    public void Gone()
    {
        ParquetApart.Start = null;
        _folder?.Dispose();
    }

    [Test]
    public void A_program_without_an_assembly_beside_it_starts_itself_whatever_its_name()
    {
        var start = ParquetApart.Again("");
        Assert.That(start?.File, Is.EqualTo(Environment.ProcessPath));
        Assert.That(start!.Arguments, Is.EqualTo([ParquetApart.Command]));
        Assert.That(ParquetApart.Again("/other/program.dll")?.Arguments, Is.Null.Or.EqualTo(new[] { "/other/program.dll", ParquetApart.Command }));
    }

    private Scan Read(ParquetStart start)
    {
        ParquetApart.Start = start;
        return Scan.Of([_file], ["text"]);
    }

    /// <summary>A process that answers as the real one does up to a byte, and then does something else.</summary>
    private string Recorded(long bytes, string then)
    {
        var answers = Path.Combine(_folder.Path, "answers");
        if (!File.Exists(answers)) Record(answers);
        return $"head -c {bytes} '{answers}'; {then}";
    }

    private void Record(string answers)
    {
        using var requests = new MemoryStream();
        new FrameWriter(requests).Begin(FrameKind.Open).Text("").Text(_file.Path).Send();
        new FrameWriter(requests).Begin(FrameKind.Query).Number(1 << 20).Number(-1).Number(1).Text("\"text\"").Send();
        var start = Apart.Start;
        using var process = Process.Start(new ProcessStartInfo(start.File, start.Arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.BaseStream.Write(requests.ToArray());
        process.StandardInput.BaseStream.Flush();
        using (var file = File.Create(answers))
        {
            var frames = new FrameReader(process.StandardOutput.BaseStream);
            while (frames.Next())
            {
                file.Write(frames.Copy());
                if (frames.Kind == FrameKind.End) break;
            }
        }
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero);
    }

    private long AnswersLength
    {
        get
        {
            Recorded(0, "");
            return new FileInfo(Path.Combine(_folder.Path, "answers")).Length;
        }
    }

    [Test]
    public void It_reads_what_this_process_reads()
    {
        var here = Scan.Of([_file], ["text"]);
        var apart = Read(Apart.Start);
        Assert.That((apart.Values, apart.Kinds, here.Rows.Count), Is.EqualTo((here.Values, here.Kinds, 30_000)));
        if (!OperatingSystem.IsWindows()) Assert.That(Read(Apart.Shell(Recorded(AnswersLength, "cat >/dev/null"))).Values, Is.EqualTo(here.Values), "as it is recorded for the tests below");
    }

    [TestCase("kill -SEGV $$", "exit 139")]
    [TestCase("kill -9 $$", "exit 137")]
    [TestCase("kill -ABRT $$", "exit 134")]
    [TestCase("exit 0", "exit 0")]
    [TestCase("exit 1", "exit 1")]
    [Platform("Linux")]
    public void One_that_ends_is_told_and_nothing_is_read(string script, string says)
    {
        var scan = Read(Apart.Shell(script));
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(scan.Problems.Single(), Is.EqualTo(new Problem(
            ReadingProblemKind.Unreadable, new Location("a.parquet", 0, 0), $"reading it ended the process that reads Parquet ({says}): it is damaged, or was made to do that")));
    }

    /// <summary>Rows that had come stay, and the place where it broke off is told.</summary>
    [TestCase(0.3)]
    [TestCase(0.6)]
    [TestCase(0.95)]
    [Platform("Linux")]
    public void One_that_ends_on_the_way_is_told_at_the_row(double part)
    {
        var scan = Read(Apart.Shell(Recorded((long)(AnswersLength * part), "kill -SEGV $$")));
        Assert.That(scan.Rows, Has.Count.InRange(1, 29_999));
        var problem = scan.Problems.Single();
        Assert.That((problem.Kind, problem.Location.Row), Is.EqualTo((ReadingProblemKind.Unreadable, scan.Rows.Count + 1)));
        Assert.That(problem.Detail, Does.StartWith("reading it ended the process that reads Parquet (exit 139)").And.EndsWith("nothing from here on was read"));
    }

    [Test]
    [Platform("Linux")]
    public void One_that_says_nothing_is_ended_and_told()
    {
        var late = Apart.Shell("exec sleep 1000") with { Patience = TimeSpan.FromSeconds(1) };
        Assert.That(Read(late).Problems.Single().Detail, Is.EqualTo("reading it took more than 1 s for the next row, and was ended"));
        late = Apart.Shell(Recorded(AnswersLength / 2, "exec sleep 1000")) with { Patience = TimeSpan.FromSeconds(1) };
        Assert.That(Read(late).Problems.Single().Detail, Does.StartWith("reading it took more than 1 s for the next row"));
    }

    [TestCase("head -c 100 /dev/zero")]
    [TestCase("head -c 10000 /dev/urandom | tr '\\000-\\100' '\\377'")]
    [TestCase("printf '\\377\\377\\377\\177\\003'")]
    [TestCase("printf '\\000\\000\\000\\000\\003'")]
    [TestCase("printf '\\001\\000\\000\\000\\004x'")]
    [TestCase("printf '\\000\\000\\000\\000\\005'")]
    [Platform("Linux")]
    public void One_that_says_anything_is_not_believed(string script)
    {
        var scan = Read(Apart.Shell(script + "; cat >/dev/null"));
        Assert.That(scan.Rows, Is.Empty);
        Assert.That(scan.Problems.Single().Detail, Does.StartWith("what reads Parquet sends what "));
    }

    /// <summary>Each byte of the answers changed: rows may be others, but nothing crashes and no row is out of place.</summary>
    [Test]
    [Platform("Linux")]
    public void Answers_with_a_byte_changed_are_taken_or_told()
    {
        var path = Path.Combine(_folder.Path, "b.parquet");
        ParquetWriter.Write(path, "SELECT 'text ' || i AS text, i AS n FROM range(3) t(i)");
        _file = new InputFile(path, "b.parquet", new FileInfo(path).Length);
        var length = AnswersLength;
        var answers = Path.Combine(_folder.Path, "answers");
        var bytes = File.ReadAllBytes(answers);
        for (var at = 0; at < length; at += 3)
        {
            bytes[at] ^= 0x81;
            File.WriteAllBytes(answers, bytes);
            bytes[at] ^= 0x81;
            var scan = Read(Apart.Shell($"cat '{answers}'; exec cat >/dev/null") with { Patience = TimeSpan.FromSeconds(1) });
            Assert.That(scan.Rows.Count == 3 || scan.Problems.Count > 0, Is.True, $"byte {at}");
        }
    }

    [Test]
    [Platform("Linux")]
    public void A_check_that_is_stopped_ends_it()
    {
        ParquetApart.Start = Apart.Shell($"echo $$ > '{_folder.Path}/pid'; exec sleep 1000") with { Patience = TimeSpan.FromSeconds(100) };
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        Assert.That(() => Scanner.Scan(ScanPlan.For([_file]), () => new Collected(["text"]), cancellation: stop.Token), Throws.InstanceOf<OperationCanceledException>());
        var pid = File.ReadAllText(Path.Combine(_folder.Path, "pid")).Trim();
        for (var tries = 0; tries < 100 && File.Exists($"/proc/{pid}/cmdline") && File.ReadAllText($"/proc/{pid}/cmdline").Length > 0; tries++) Thread.Sleep(100);
        Assert.That(File.Exists($"/proc/{pid}/cmdline") && File.ReadAllText($"/proc/{pid}/cmdline").Length > 0, Is.False, "it runs on");
    }

    /// <summary>What a job's environment holds is none of its business.</summary>
    [Test]
    [Platform("Linux")]
    public void Of_the_environment_it_gets_what_starts_it()
    {
        Environment.SetEnvironmentVariable("MY_SECRET", "hunter2");
        try
        {
            Read(Apart.Shell($"/usr/bin/env > '{_folder.Path}/env'"));
        }
        finally
        {
            Environment.SetEnvironmentVariable("MY_SECRET", null);
        }
        var names = File.ReadAllLines(Path.Combine(_folder.Path, "env")).Select(line => line.Split('=')[0]).ToList();
        Assert.That(names, Does.Contain("DOTNET_EnableDiagnostics"));
        // The shell sets three itself.
        Assert.That(names.Where(name => !name.StartsWith("DOTNET_", StringComparison.Ordinal)), Is.SubsetOf(new[] { "PWD", "_", "SHLVL", "OLDPWD", "LD_LIBRARY_PATH", "TMPDIR", "TEMP", "TMP" }));
    }

    [Test]
    public void One_that_cant_be_started_is_told() =>
        Assert.That(Read(new ParquetStart(Path.Combine(_folder.Path, "none"), [])).Problems.Single().Detail, Does.StartWith("what reads Parquet can't be started: "));

    [Test]
    public void After_one_that_ended_the_next_file_is_read()
    {
        if (!OperatingSystem.IsWindows()) Read(Apart.Shell("kill -9 $$"));
        Assert.That(Read(Apart.Start).Rows, Has.Count.EqualTo(30_000));
    }
}
