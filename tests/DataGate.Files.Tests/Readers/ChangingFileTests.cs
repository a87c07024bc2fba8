using System.IO.Compression;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

/// <summary>A file that changes while it is read is no passing matter: what was read of it is of no one file.</summary>
public sealed class ChangingFileTests
{
    private static readonly string[] s_field = ["a"];

    /// <summary>Does something to a file when the first record is read.</summary>
    private sealed class Meddling(Collected rows, Action meddle) : IRecordSink
    {
        private bool _done;

        public System.Collections.Immutable.ImmutableArray<FieldPath> Fields => rows.Fields;

        public Collected Rows => rows;

        public void Add(Record record)
        {
            rows.Add(record);
            if (!_done) meddle();
            _done = true;
        }

        public void Report(in ReadingProblem problem) => rows.Report(problem);
    }

    private static byte[] Lines(int count) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, count).Select(i => $"{{\"a\":{i}}}\n")));

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest)) stream.Write(content);
        return packed.ToArray();
    }

    private static Collected Read(TempFolder folder, string name, byte[] content, Action<string> meddle, long chunkSize = ScanPlan.ChunkSize)
    {
        var file = folder.Write(name, content);
        File.SetLastWriteTimeUtc(file.Path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        file = file with { Written = FileState.Of(file.Path).Written };
        var scan = Scanner.Scan(ScanPlan.For([file], chunkSize), () => new Meddling(new Collected(s_field), () => meddle(file.Path)), options: new ScanOptions { Threads = 1 });
        return scan.Parts.Single().Rows;
    }

    private static readonly TestCaseData[] s_changes =
    [
        new TestCaseData((Action<string>)(path => File.AppendAllText(path, "{\"a\":\"late\"}\n"))) { TestName = "It grows" },
        new TestCaseData((Action<string>)(path => File.WriteAllBytes(path, File.ReadAllBytes(path)[..^8]))) { TestName = "It shrinks" },
        new TestCaseData((Action<string>)(path => File.WriteAllBytes(path, new byte[new FileInfo(path).Length]))) { TestName = "Other bytes, as many" },
        new TestCaseData((Action<string>)(path =>
        {
            File.WriteAllBytes(path + ".new", new byte[new FileInfo(path).Length]);
            File.Move(path + ".new", path, overwrite: true);
        })) { TestName = "Another takes its place" },
    ];

    [TestCaseSource(nameof(s_changes))]
    public void A_change_while_it_is_read_is_told(Action<string> meddle)
    {
        foreach (var (name, content) in new[] { ("a.jsonl", Lines(100)), ("b.jsonl", Lines(60_000)), ("a.jsonl.gz", Packed(Lines(60_000))) })
        {
            using var folder = new TempFolder();
            var read = Read(folder, name, content, meddle);
            Assert.That(read.Problems, Has.Some.Property(nameof(ReadingProblem.Kind)).EqualTo(ReadingProblemKind.Unreadable).And.Property(nameof(ReadingProblem.Detail)).Contains("the file changed"), name);
        }
    }

    [Test]
    public void A_file_that_goes_while_it_is_read_is_told_where_something_of_it_is_left_to_read()
    {
        using var folder = new TempFolder();
        Assert.That(Read(folder, "a.jsonl", Lines(1_000), File.Delete).Problems, Is.Empty, "it was open, and read to its end");
        Assert.That(Read(folder, "b.jsonl", Lines(1_000), File.Delete, chunkSize: 1_000).Problems, Has.Some.Property(nameof(ReadingProblem.Detail)).EqualTo("the file does not exist"));
    }

    [Test]
    public void A_file_that_stays_as_it_is_has_no_problem()
    {
        using var folder = new TempFolder();
        var read = Read(folder, "a.jsonl", Lines(1_000), path => File.ReadAllBytes(path), chunkSize: 1_000);
        Assert.That((read.Problems.Count, read.Rows.Count), Is.EqualTo((0, 1_000)));
    }
}
