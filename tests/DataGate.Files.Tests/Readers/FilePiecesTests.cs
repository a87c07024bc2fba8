using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.Text;

namespace DataGate.Files.Tests.Readers;

/// <summary>Files cut by their content: whole lines, the same pieces wherever the same lines stand.</summary>
public sealed class FilePiecesTests
{
    private const long Target = 1_000;

    private static string Row(int n, int padding = 0) => $"{{\"n\": {n}, \"of\": \"{(n * 7919) % 1009}\"}}{new string(' ', padding)}\n";

    private static string Rows(IEnumerable<int> numbers) => string.Concat(numbers.Select(n => Row(n, n % 7)));

    private static ImmutableArray<Piece> Pieces(string text, long target = Target, string name = "a.jsonl")
    {
        using var folder = new TempFolder();
        return FilePieces.Of(folder.Write(name, Encoding.UTF8.GetBytes(text)), target);
    }

    private static HashSet<string> Digests(string text) => [.. Pieces(text).Select(piece => Convert.ToHexString(piece.Digest.Span))];

    /// <summary>By the words of its description, over all of a text at once.</summary>
    private static List<long> Ends(byte[] text, long target)
    {
        var ends = new List<long>();
        var (start, line) = (0, 0);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '\n') continue;
            var hash = Hash64.Of(text.AsSpan(line, Math.Min(4096, at + 1 - line)), 0);
            var isLast = (hash >> 11) * Math.Pow(2, -53) < (at + 1 - line) / (target / 2.0) || at + 1 - start >= 2 * target;
            // A line counts where it starts at half the length or behind it; a piece's first byte is behind what came before it.
            if (line - start > target / 2 && isLast)
            {
                ends.Add(at + 1);
                start = at + 1;
            }
            line = at + 1;
        }
        if (start < text.Length) ends.Add(text.Length);
        return ends;
    }

    [TestCase(1)]
    [TestCase(30)]
    [TestCase(3_000)]
    public void Whole_lines_and_all_of_them(int rows)
    {
        var text = Encoding.UTF8.GetBytes(Rows(Enumerable.Range(0, rows)));
        var pieces = Pieces(Encoding.UTF8.GetString(text));
        var start = 0;
        foreach (var piece in pieces)
        {
            Assert.That(piece.Digest.ToArray(), Is.EqualTo(SHA256.HashData(text.AsSpan(start, (int)piece.End - start))));
            Assert.That(text[piece.End - 1], Is.EqualTo((byte)'\n'));
            if (piece.End < text.Length) Assert.That(piece.End - start, Is.GreaterThan(Target / 2).And.LessThan((2 * Target) + 100));
            start = (int)piece.End;
        }
        Assert.That(start, Is.EqualTo(text.Length));
        Assert.That(pieces.Select(piece => piece.End), Is.EqualTo(Ends(text, Target)));
    }

    /// <summary>Lines longer than a read, and than what is hashed of one; a last line without its end.</summary>
    [Test]
    public void However_the_bytes_come()
    {
        var random = new Random(4);
        for (var round = 0; round < 30; round++)
        {
            var text = new StringBuilder();
            for (var lines = random.Next(1, 60); lines > 0; lines--) text.Append(random.Next()).Append('x', random.Next(10) == 0 ? random.Next(700_000) : random.Next(9_000)).Append('\n');
            if (round % 3 == 0) text.Append("without an end");
            var target = random.Next(2_000, 60_000);
            Assert.That(Pieces(text.ToString(), target).Select(piece => piece.End), Is.EqualTo(Ends(Encoding.UTF8.GetBytes(text.ToString()), target)), $"round {round}");
        }
    }

    [Test]
    public void An_edit_leaves_what_it_does_not_touch()
    {
        var numbers = Enumerable.Range(0, 4_000).ToList();
        var before = Digests(Rows(numbers));
        Assert.That(before, Has.Count.GreaterThan(60));
        foreach (var at in (int[])[0, 1, 700, 2_345, 3_999, 4_000])
        {
            Assert.That(Digests(Rows(numbers[..at].Append(9_999).Concat(numbers[at..]))).Count(piece => !before.Contains(piece)), Is.InRange(1, 6), $"a row more at {at}");
            Assert.That(before.Except(Digests(Rows(numbers[..at].Concat(numbers.Skip(at + 40))))).Count(), Is.LessThan(7), $"40 rows less at {at}");
        }
        Assert.That(before.Except(Digests(Rows(numbers[2_000..].Concat(numbers[..2_000])))).Count(), Is.LessThan(7), "halves that changed places");
    }

    [TestCase("a.csv")]
    [TestCase("a.jsonl.gz")]
    [TestCase("a.json")]
    [TestCase("a.md")]
    public void What_is_not_read_line_by_line_is_not_cut(string name) =>
        Assert.That(FilePieces.Target(new InputFile(name, name, 1L << 40), 1, Target), Is.Zero);

    [Test]
    public void What_is_no_text_is_not_cut()
    {
        Assert.That(Pieces("PAR1" + Rows(Enumerable.Range(0, 300))), Is.Empty);
        Assert.That(Pieces("\uFEFFPAR1" + Rows(Enumerable.Range(0, 300))), Is.Empty);
        Assert.That(Pieces("\uFEFF" + Rows(Enumerable.Range(0, 300))), Is.Not.Empty);
        Assert.That(FilePieces.Of(new InputFile("gone.jsonl", "gone.jsonl", 1 << 20), Target), Is.Empty);
        using var folder = new TempFolder();
        var file = folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Rows(Enumerable.Range(0, 300))));
        Assert.That(FilePieces.Of(file with { Length = file.Length - 1 }, Target), Is.Empty, "it is another than was listed");
    }

    /// <summary>About 256 in all, and none for what is as short as a piece.</summary>
    [TestCase(1L << 30, 1, 1L << 22)]
    [TestCase((1L << 30) + 99, 1, 1L << 22)]
    [TestCase(1L << 30, 100, 1L << 29)]
    [TestCase(10_600_000, 100, 1L << 22)]
    [TestCase(3_900_000, 100, 1L << 20)]
    [TestCase(2L << 20, 128, 1L << 20)]
    [TestCase((2L << 20) - 1, 128, 0L)]
    [TestCase(1L << 30, 256, 0L)]
    [TestCase(1L << 30, 257, 1L << 20)]
    [TestCase(0L, 1, 0L)]
    public void Pieces_are_as_long_as_there_are_files_few(long length, int files, long target) =>
        Assert.That(FilePieces.Target(new InputFile("a.jsonl", "a.jsonl", length), files, 1 << 20), Is.EqualTo(target));

    [Test]
    public void Short_files_count_for_nothing() =>
        Assert.That(FilePieces.Large([.. Enumerable.Range(0, 300).Select(i => new InputFile("a.jsonl", "a.jsonl", i == 7 ? 1L << 30 : 2_000_000 + (1_000 * i)))], 1 << 20), Is.EqualTo(1 + 202));

    [Test]
    public void No_chunk_is_of_two_pieces()
    {
        using var folder = new TempFolder();
        InputFile[] files = [folder.Write("a.jsonl", Encoding.UTF8.GetBytes(Rows(Enumerable.Range(0, 900)))), folder.Write("b.jsonl", []), folder.Write("c.jsonl", Encoding.UTF8.GetBytes(Rows(Enumerable.Range(0, 90))))];
        var pieces = FilePieces.Of(files[0], 4 * Target);
        var plan = ScanPlan.For(files, chunkSize: 1_500, pieces: [pieces, [], []]);
        Assert.Multiple(() =>
        {
            Assert.That(plan.Chunks.Select(chunk => chunk.Index), Is.EqualTo(Enumerable.Range(0, plan.Chunks.Length)));
            Assert.That(plan.Chunks.Where(chunk => chunk.File == 0).Select(chunk => chunk.End), Is.SupersetOf(pieces.Select(piece => piece.End)));
            Assert.That(plan.Chunks.Select(chunk => chunk.Length), Is.All.LessThanOrEqualTo(1_500));
            for (var file = 0; file < files.Length; file++)
            {
                var chunks = plan.Chunks.Where(chunk => chunk.File == file).ToList();
                Assert.That(chunks.Zip(chunks.Skip(1)).All(pair => pair.First.End == pair.Second.Start) && chunks[0].Start == 0 && chunks[^1].End == files[file].Length, Is.True);
            }
        });
        Assert.That(ScanPlan.For(files, chunkSize: 1_500, maxChunks: 5, pieces: [pieces, [], []]).Pieces[0], Is.Empty, "there is no room for so many");
    }

    /// <summary>A mark is one at the start alone: behind it another is text, however many there are.</summary>
    [Test]
    public void A_file_of_byte_order_marks_is_cut_as_any_other()
    {
        using var folder = new TempFolder();
        var bytes = new byte[3 * 100_000];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = new byte[] { 0xEF, 0xBB, 0xBF }[i % 3];
        var file = folder.Write("marks.jsonl", bytes);
        ImmutableArray<Piece> pieces = default;
        // Little is left on a pool's thread that has much on its stack.
        var thread = new Thread(() => pieces = FilePieces.Of(file, 1 << 10), maxStackSize: 256 << 10);
        thread.Start();
        thread.Join();
        Assert.That(pieces[^1].End, Is.EqualTo(bytes.Length));
    }
}
