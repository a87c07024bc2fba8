using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DataGate.Documents;
using DataGate.Files.Changes;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Files.Tests.Readers;
using DataGate.Scanning;

namespace DataGate.Files.Tests.Changes;

/// <summary>Pieces that are taken for the same hold the same records: leaving them out on both sides changes no difference.</summary>
public sealed class SamePiecesTests
{
    private static (List<int> Before, List<int> Now, int Same) Left(string before, string now, long target, int chunkSize, FileOrigin origin = FileOrigin.None)
    {
        using var folder = new TempFolder();
        InputFile[] files = [folder.Write("now.jsonl", Encoding.UTF8.GetBytes(now)), folder.Write("before.jsonl", Encoding.UTF8.GetBytes(before))];
        var plan = ScanPlan.For(files, chunkSize, pieces: [.. files.Select(file => FilePieces.Of(file, target))]);
        var same = SamePieces.Of(plan, 1, [0], [FileOrigin.None, origin]);
        foreach (var (then, here) in same) Assert.That(plan.Chunks[then].Length, Is.EqualTo(plan.Chunks[here].Length));
        List<int> Of(int file, IEnumerable<int> without) => Numbers.In(plan, [.. plan.Chunks.Where(chunk => chunk.File == file).Select(chunk => chunk.Index).Except(without)]);
        return (Of(1, same.Select(pair => pair.Then)), Of(0, same.Select(pair => pair.Now)), same.Count);
    }

    private sealed class Numbers : IRecordSink
    {
        private readonly List<int> _found = [];

        public ImmutableArray<FieldPath> Fields { get; } = [FieldPath.Parse("n")];

        public static List<int> In(ScanPlan plan, int[] chunks) =>
            [.. Scanner.Scan(plan, () => new Numbers(), options: new ScanOptions { Threads = 1, Chunks = chunks }).Parts.SelectMany(part => part._found)];

        public void Add(Record record) => _found.Add(int.Parse(record.Utf8(0), CultureInfo.InvariantCulture));

        public void Report(in ReadingProblem problem) => Assert.Fail($"{problem}");
    }

    private static string Rows(IEnumerable<int> numbers) => string.Concat(numbers.Select(n => $"{{\"n\": {n}}}{new string(' ', n % 7)}\n"));

    [Test]
    public void Rows_anywhere_in_a_file_leave_what_stands_around_them()
    {
        var rows = Enumerable.Range(0, 1_000).ToList();
        var (before, now, same) = Left(Rows(rows), Rows(rows[..300].Append(5_000).Concat(rows[300..]).Append(6_000)), target: 512, chunkSize: 200);
        Assert.That(same, Is.GreaterThan(50));
        Assert.That(now.Except(before), Is.EqualTo(new[] { 5_000, 6_000 }));
        Assert.That(before.Except(now), Is.Empty);
        Assert.That(before, Has.Count.LessThan(250));
    }

    [Test]
    public void The_same_bytes_in_another_role_are_another_thing()
    {
        var rows = Rows(Enumerable.Range(0, 1_000));
        Assert.That(Left(rows, rows, target: 512, chunkSize: 200).Before, Is.Empty);
        Assert.That(Left(rows, rows, target: 512, chunkSize: 200, origin: FileOrigin.Human).Before, Has.Count.EqualTo(1_000));
    }

    /// <summary>A byte order mark is passed over at a file's start alone; elsewhere it makes a line that is no record.</summary>
    [Test]
    public void The_start_of_a_file_is_none_of_its_other_pieces()
    {
        var (rows, others) = (Rows(Enumerable.Range(0, 100)), Rows(Enumerable.Range(100, 100)));
        Assert.That(Same([rows, rows], [rows]), Is.EqualTo(new[] { (2, 0) }), "one of two, and the first");
        Assert.That(Same([rows], [others, rows]), Is.Empty, "the start is none of the rest");
        Assert.That(Same([others, rows], [rows]), Is.Empty, "nor is the rest the start");
        Assert.That(Same([others, rows], [rows, rows]), Is.EqualTo(new[] { (3, 1) }), "the rest is the rest");
    }

    private static IReadOnlyList<(int Then, int Now)> Same(string[] now, string[] before)
    {
        using var folder = new TempFolder();
        InputFile[] files = [folder.Write("now.jsonl", Encoding.UTF8.GetBytes(string.Concat(now))), folder.Write("before.jsonl", Encoding.UTF8.GetBytes(string.Concat(before)))];
        var plan = ScanPlan.For(files, pieces: [Pieces(now), Pieces(before)]);
        return SamePieces.Of(plan, 1, [0], [FileOrigin.None, FileOrigin.None]);

        static ImmutableArray<Piece> Pieces(string[] texts) =>
            [.. texts.Select((text, i) => new Piece(texts[..(i + 1)].Sum(piece => piece.Length), System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text))))];
    }

    [Test]
    public void Whatever_changes_the_difference_stays_the_same()
    {
        var random = new Random(12);
        var cancelled = 0;
        for (var round = 0; round < 400; round++)
        {
            List<int> numbers = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(10, 100))];
            List<int> changed = [.. numbers];
            for (var edits = random.Next(4); edits > 0; edits--)
            {
                var at = random.Next(changed.Count + 1);
                switch (random.Next(4))
                {
                    case 0: changed.Insert(at, random.Next(10, 100)); break;
                    case 1 when at < changed.Count: changed[at] = random.Next(10, 100); break;
                    case 2 when at < changed.Count: changed.RemoveAt(at); break;
                    case 3: changed = [.. changed[at..], .. changed[..at]]; break;
                }
            }
            var (before, now, same) = Left(Rows(numbers), Rows(changed), target: random.Next(20, 120), chunkSize: random.Next(4, 60));
            cancelled += same;
            int[] Difference(IEnumerable<int> all, IEnumerable<int> without)
            {
                var left = all.ToList();
                foreach (var n in without) left.Remove(n);
                return [.. left.Order()];
            }
            Assert.That(Difference(now, before), Is.EqualTo(Difference(changed, numbers)), $"round {round}");
            Assert.That(Difference(before, now), Is.EqualTo(Difference(numbers, changed)), $"round {round}");
        }
        Assert.That(cancelled, Is.GreaterThan(1_000));
    }
}
