using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

public sealed class ScannerTests
{
    private static readonly string[] Field = ["a"];

    private TempFolder _folder = null!;
    private ScanPlan _plan = null!;

    [SetUp]
    public void WriteFiles()
    {
        _folder = new TempFolder();
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{{\"a\":{i}}}\n")));
        _plan = ScanPlan.For([_folder.Write("a.jsonl", lines), _folder.Write("b.jsonl", lines), _folder.Write("c.json", "[{\"a\":7}]"u8.ToArray())], 1000);
    }

    [TearDown]
    public void RemoveFiles() => _folder.Dispose();

    [Test]
    public void Each_thread_has_a_part_and_each_record_is_in_one()
    {
        var threads = new HashSet<int>();
        using var together = new Barrier(4);
        var result = Scanner.Scan(
            _plan,
            () =>
            {
                lock (threads) threads.Add(Environment.CurrentManagedThreadId);
                together.SignalAndWait();
                return new Collected(Field);
            },
            options: new ScanOptions { Threads = 4 });
        Assert.That(result.Parts, Has.Length.EqualTo(4));
        Assert.That(threads, Has.Count.EqualTo(4));
        Assert.That(result.Parts.Sum(p => p.Rows.Count), Is.EqualTo(10_001));
        Assert.That(result.Parts.SelectMany(p => p.Rows).Select(r => r.Place), Is.Unique);
    }

    [Test]
    public void No_more_threads_than_chunks_are_started() =>
        Assert.That(Scanner.Scan(ScanPlan.For([]), () => new Collected(Field), options: new ScanOptions { Threads = 64 }).Parts, Has.Length.EqualTo(1));

    [Test]
    public void The_callback_sees_each_chunk_once_after_its_records()
    {
        var seen = new List<Chunk>();
        var records = 0;
        Scanner.Scan(
            _plan, () => new Collected(Field),
            (part, chunk) =>
            {
                lock (seen)
                {
                    seen.Add(chunk);
                    Assert.That(part.Rows.Select(r => r.Place.Chunk), Is.All.EqualTo(chunk.Index));
                    records += part.Rows.Count;
                    part.Rows.Clear();
                }
            },
            new ScanOptions { Threads = 3 });
        Assert.That(seen.OrderBy(c => c.Index), Is.EqualTo(_plan.Chunks));
        Assert.That(records, Is.EqualTo(10_001));
    }

    [Test]
    public void Parts_of_a_scan_combine_to_the_whole()
    {
        var whole = Scanner.Scan(_plan, () => new Collected(Field));
        ScanResult<Collected> Part(int part) => Scanner.Scan(_plan, () => new Collected(Field), options: new ScanOptions
        {
            Threads = 2,
            Chunks = [.. Enumerable.Range(0, _plan.Chunks.Length).Where(i => i % 3 == part)],
        });
        var parts = Enumerable.Range(0, 3).Select(Part).ToList();
        Assert.That(parts[1].Lines[0], Is.EqualTo(LineIndex.Unknown));
        Assert.That(parts.Select(p => p.Lines.ToArray()).Aggregate((one, other) => LineIndex.Combine(one, other)), Is.EqualTo(whole.Lines));
        Assert.That(
            parts.SelectMany(p => p.Parts).SelectMany(p => p.Rows).OrderBy(r => r.Place),
            Is.EqualTo(whole.Parts.SelectMany(p => p.Rows).OrderBy(r => r.Place)));
    }

    [Test]
    public void Progress_adds_up_to_the_length_of_the_files_readable_or_not()
    {
        var plan = ScanPlan.For([.. _plan.Files, new InputFile(Path.Combine(_folder.Path, "gone"), "gone.jsonl", 12_345)], 1000);
        long done = 0;
        var calls = 0;
        void Progress(long bytes)
        {
            Assert.That(bytes, Is.GreaterThan(0));
            Interlocked.Add(ref done, bytes);
            Interlocked.Increment(ref calls);
        }
        Scanner.Scan(plan, () => new Collected(Field), options: new ScanOptions { Threads = 3, Progress = Progress });
        Assert.That(done, Is.EqualTo(plan.Length));
        Assert.That(calls, Is.GreaterThanOrEqualTo(plan.Chunks.Length));
    }

    [Test]
    public void Progress_moves_within_a_packed_file()
    {
        var random = new Random(1);
        using var packed = new MemoryStream();
        using (var stream = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            for (var i = 0; i < 100_000; i++) stream.Write(Encoding.UTF8.GetBytes($"{{\"a\":{random.NextInt64()}}}\n"));
        }
        var plan = ScanPlan.For([_folder.Write("a.jsonl.gz", packed.ToArray())]);
        var steps = new List<long>();
        Scanner.Scan(plan, () => new Collected(Field), options: new ScanOptions { Progress = steps.Add });
        Assert.That(steps, Has.Count.GreaterThan(3));
        Assert.That(steps.Sum(), Is.EqualTo(plan.Length));
    }

    [Test]
    public void What_a_sink_throws_comes_out_after_all_have_stopped()
    {
        using var together = new Barrier(2);
        using var never = new ManualResetEventSlim();
        var (entered, left) = (0, 0);
        var thrown = Assert.Throws<IOException>(() => Scanner.Scan(
            _plan,
            () => new Acting(() =>
            {
                var order = Interlocked.Increment(ref entered);
                if (order <= 2) together.SignalAndWait();
                if (order == 1) throw new IOException("the sink's own");
                if (order == 2) never.Wait(200);
                Interlocked.Increment(ref left);
            }),
            options: new ScanOptions { Threads = 2 }));
        Assert.That(thrown?.Message, Is.EqualTo("the sink's own"));
        Assert.That(left, Is.EqualTo(1));
    }

    [Test]
    public void What_several_threads_throw_comes_out_together()
    {
        using var together = new Barrier(3);
        var thrown = Assert.Throws<AggregateException>(() => Scanner.Scan(
            _plan,
            () => new Acting(() =>
            {
                together.SignalAndWait();
                throw new InvalidOperationException("each");
            }),
            options: new ScanOptions { Threads = 3 }));
        Assert.That(thrown?.InnerExceptions.Select(e => e.Message), Is.EqualTo(Enumerable.Repeat("each", 3)));
    }

    [Test]
    public void One_failure_stops_the_other_threads()
    {
        var added = 0;
        Assert.Throws<InvalidOperationException>(() => Scanner.Scan(
            _plan,
            () => new Acting(() =>
            {
                if (Interlocked.Increment(ref added) == 10) throw new InvalidOperationException("stop");
            }),
            options: new ScanOptions { Threads = 2 }));
        Assert.That(added, Is.LessThan(10_001));
    }

    [Test]
    public void A_cancellation_is_honoured_between_records()
    {
        using var cancel = new CancellationTokenSource();
        var added = 0;
        Assert.Throws<OperationCanceledException>(() => Scanner.Scan(
            _plan,
            () => new Acting(() =>
            {
                if (++added == 10) cancel.Cancel();
            }),
            options: new ScanOptions { Threads = 1 },
            cancellation: cancel.Token));
        Assert.That(added, Is.EqualTo(10));
    }

    private sealed class Acting(Action act) : IRecordSink
    {
        public ImmutableArray<FieldPath> Fields { get; } = [FieldPath.Parse("a")];

        public void Add(Record record) => act();

        public void Report(in ReadingProblem problem) => act();
    }
}
