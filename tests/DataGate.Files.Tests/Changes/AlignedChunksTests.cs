using System.Text;
using DataGate.Documents;
using DataGate.Files.Changes;
using DataGate.Files.Readers;
using DataGate.Files.Tests.Readers;

namespace DataGate.Files.Tests.Changes;

/// <summary>Chunks that are taken for the same hold the same records: leaving them out on both sides changes no difference.</summary>
public sealed class AlignedChunksTests
{
    private static (List<int> Before, List<int> Now, int Same) Lines(string before, string now, int chunkSize)
    {
        using var folder = new TempFolder();
        var plan = ScanPlan.For([folder.Write("before.jsonl", Encoding.UTF8.GetBytes(before)), folder.Write("now.jsonl", Encoding.UTF8.GetBytes(now))], chunkSize);
        var (ofBefore, ofNow) = (plan.Chunks.Where(chunk => chunk.File == 0).ToList(), plan.Chunks.Where(chunk => chunk.File == 1).ToList());
        var same = AlignedChunks.Same(plan.Files[0], plan.Files[1], ofBefore, ofNow);
        List<int> Left(List<Chunk> chunks) =>
        [
            .. Collect(plan, [.. chunks.Where((_, at) => !same.Contains(at)).Select(chunk => chunk.Index)]),
        ];
        return (Left(ofBefore), Left(ofNow), same.Count);
    }

    /// <summary>The numbers of the records in some chunks.</summary>
    private static List<int> Collect(ScanPlan plan, int[] chunks)
    {
        var result = Scanner.Scan(plan, () => new Numbers(), options: new ScanOptions { Threads = 1, Chunks = chunks });
        return [.. result.Parts.SelectMany(part => part.Found)];
    }

    private sealed class Numbers : IRecordSink
    {
        public List<int> Found { get; } = [];

        public System.Collections.Immutable.ImmutableArray<FieldPath> Fields { get; } = [FieldPath.Parse("n")];

        public void Add(Record record) => Found.Add(int.Parse(record.Utf8(0), System.Globalization.CultureInfo.InvariantCulture));

        public void Report(in ReadingProblem problem) => Assert.Fail($"{problem}");
    }

    private static string Row(int n, int padding = 0) => $"{{\"n\": {n}}}{new string(' ', padding)}\n";

    [Test]
    public void Rows_behind_a_file_leave_what_stands_before_them()
    {
        var rows = string.Concat(Enumerable.Range(0, 1_000).Select(n => Row(n)));
        var (before, now, same) = Lines(rows, rows + Row(5_000) + Row(6_000), chunkSize: 512);
        Assert.That(same, Is.GreaterThan(15));
        Assert.That(now.Except(before), Is.EqualTo(new[] { 5_000, 6_000 }));
        Assert.That(before.Except(now), Is.Empty);
    }

    [Test]
    public void Whatever_changes_the_difference_stays_the_same()
    {
        var random = new Random(12);
        for (var round = 0; round < 400; round++)
        {
            List<int> numbers = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(10, 100))];
            List<int> changed = [.. numbers];
            for (var edits = random.Next(4); edits > 0; edits--)
            {
                var at = random.Next(changed.Count + 1);
                switch (random.Next(3))
                {
                    case 0: changed.Insert(at, random.Next(10, 100)); break;
                    case 1 when at < changed.Count: changed[at] = random.Next(10, 100); break;
                    case 2 when at < changed.Count: changed.RemoveAt(at); break;
                }
            }
            var (before, now, _) = Lines(string.Concat(numbers.Select(n => Row(n, n % 7))), string.Concat(changed.Select(n => Row(n, n % 7))), chunkSize: random.Next(4, 60));
            int[] Difference(IEnumerable<int> all, IEnumerable<int> without)
            {
                var left = all.ToList();
                foreach (var n in without) left.Remove(n);
                return [.. left.Order()];
            }
            Assert.That(Difference(now, before), Is.EqualTo(Difference(changed, numbers)), $"round {round}");
            Assert.That(Difference(before, now), Is.EqualTo(Difference(numbers, changed)), $"round {round}");
        }
    }
}
