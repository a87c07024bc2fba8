using System.Collections.Immutable;
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

    private static long Allocated(InputFile file)
    {
        var sink = new Counting();
        var reading = new ChunkReading(file, new Chunk(0, 0, 0, file.Length), ReadingLimits.Default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReaderCatalog.For(file).Read(reading, sink);
        Assert.That(sink.Bytes, Is.GreaterThan(0));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class Counting : IRecordSink
    {
        public ImmutableArray<FieldPath> Fields { get; } = [FieldPath.Parse("text"), FieldPath.Parse("tags"), FieldPath.Parse("/meta/score")];

        public long Bytes { get; private set; }

        public void Add(Record record) => Bytes += record.Utf8(0).Length + record.Utf8(1).Length + record.Utf8(2).Length;

        public void Report(in ReadingProblem problem) => Assert.Fail(problem.Detail);
    }
}
