using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

public sealed class AllocationTests
{
    [TestCase("a.jsonl", "", "\n", "")]
    [TestCase("a.json", "[", ",\n", "]")]
    public void Records_cost_no_allocation(string name, string start, string between, string end)
    {
        const string Line = """{"id": 5, "text": "some \n escaped text", "t\u0061gs": ["x", {"y": "é"}], "meta": {"score": 0.5}}""";
        using var folder = new TempFolder();
        var few = folder.Write("few-" + name, Encoding.UTF8.GetBytes(start + string.Join(between, Enumerable.Repeat(Line, 100)) + end));
        var many = folder.Write("many-" + name, Encoding.UTF8.GetBytes(start + string.Join(between, Enumerable.Repeat(Line, 9000)) + end));
        Allocated(many);
        var more = Allocated(many) - Allocated(few);
        Assert.That(more, Is.LessThan(8900), "less than a byte a record");
    }

    [TestCase("a.jsonl.gz", "{\"text\":\"", "\"}\n{\"text\":\"b\"}\n")]
    [TestCase("a.json.gz", "[{\"text\":\"", "\"},{\"text\":\"b\"}]")]
    public void A_record_beyond_the_limit_costs_no_memory(string name, string start, string end)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Fastest))
        {
            stream.Write(Encoding.UTF8.GetBytes(start));
            var part = Encoding.UTF8.GetBytes(new string('x', 1 << 20));
            for (var i = 0; i < 128; i++) stream.Write(part);
            stream.Write(Encoding.UTF8.GetBytes(end));
        }
        using var folder = new TempFolder();
        var file = folder.Write(name, packed.ToArray());
        Assert.That(Allocated(file, new Counting(ReadingProblemKind.LineTooLong), ReadingLimits.Default with { RecordLength = 1000 }), Is.LessThan(4 << 20));
    }

    private static long Allocated(InputFile file) => Allocated(file, new Counting(), ReadingLimits.Default);

    private static long Allocated(InputFile file, Counting sink, ReadingLimits limits)
    {
        var reading = new ChunkReading(file, new Chunk(0, 0, 0, file.Length), limits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReaderCatalog.For(file).Read(reading, sink);
        Assert.That(sink.Bytes, Is.GreaterThan(0));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Counting(ReadingProblemKind? expected = null) : IRecordSink
    {
        public ImmutableArray<FieldPath> Fields { get; } = [FieldPath.Parse("text"), FieldPath.Parse("tags"), FieldPath.Parse("/meta/score")];

        public long Bytes { get; private set; }

        public void Add(Record record) => Bytes += record.Utf8(0).Length + record.Utf8(1).Length + record.Utf8(2).Length;

        public void Report(in ReadingProblem problem) => Assert.That(problem.Kind, Is.EqualTo(expected), problem.Detail);
    }
}
