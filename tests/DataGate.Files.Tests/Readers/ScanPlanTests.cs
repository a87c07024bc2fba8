using DataGate.Documents;
using DataGate.Files.Readers;

namespace DataGate.Files.Tests.Readers;

public sealed class ScanPlanTests
{
    private const long MiB = 1 << 20;

    [Test]
    public void Lines_are_cut_by_bytes_and_other_formats_are_one_chunk_a_file()
    {
        var plan = ScanPlan.For([File("a.jsonl", (2 * MiB) + 1), File("b.json", 5 * MiB), File("c.jsonl.gz", 5 * MiB), File("d.ndjson", MiB), File("e.jsonl", 0), File("f.docx", 9)]);
        Assert.That(string.Join('\n', plan.Chunks.Select(c => $"{c.Index} {c.File} {c.Start}-{c.End}")), Is.EqualTo(
            """
            0 0 0-1048576
            1 0 1048576-2097152
            2 0 2097152-2097153
            3 1 0-5242880
            4 2 0-5242880
            5 3 0-1048576
            6 4 0-0
            7 5 0-9
            """.ReplaceLineEndings("\n")));
        Assert.That(plan.Length, Is.EqualTo(plan.Chunks.Sum(c => c.Length)));
    }

    [Test]
    public void Chunks_grow_by_doubling_until_places_can_name_them()
    {
        InputFile[] files = [File("a.jsonl", 1000), File("b.jsonl", 90), File("c.json", 1000)];
        Assert.That(ScanPlan.For(files, 10, maxChunks: 110).Chunks, Has.Length.EqualTo(110));
        Assert.That(ScanPlan.For(files, 10, maxChunks: 109).Chunks, Has.Length.EqualTo(50 + 5 + 1));
        Assert.That(ScanPlan.For(files, 10, maxChunks: 3).Chunks, Has.Length.EqualTo(3));
        Assert.That(() => ScanPlan.For(files, 10, maxChunks: 2), Throws.ArgumentException.With.Message.Contains("at most 2 files"));
    }

    [Test]
    public void Terabytes_stay_within_what_a_place_can_name()
    {
        var plan = ScanPlan.For([File("a.jsonl", 5L << 40), File("b.jsonl", 7)]);
        Assert.That(plan.Chunks, Has.Length.LessThanOrEqualTo(Place.MaxChunks));
        Assert.That(plan.Chunks[0].Length, Is.EqualTo(4 * MiB));
        Assert.That(plan.Chunks[^1], Is.EqualTo(new Chunk(plan.Chunks.Length - 1, 1, 0, 7)));
    }

    [Test]
    public void Index_adds_the_lines_of_earlier_chunks_of_the_file()
    {
        var plan = ScanPlan.For([File("a.jsonl", 30), File("b.jsonl", 20)], 10);
        var index = new LineIndex(plan, [3, 0, 2, 5, 1]);
        Assert.That(index.Locate(Place.At(0, 2, 7)), Is.EqualTo(new Location("a.jsonl", 3, 7)));
        Assert.That(index.Locate(Place.At(1, 0, 7)), Is.EqualTo(new Location("a.jsonl", 4, 7)));
        Assert.That(index.Locate(Place.At(2, 1, 1)), Is.EqualTo(new Location("a.jsonl", 5, 1)));
        Assert.That(index.Locate(Place.At(3, 0, 1)), Is.EqualTo(new Location("b.jsonl", 1, 1)));
        Assert.That(index.Locate(Place.At(4, 0, 1)), Is.EqualTo(new Location("b.jsonl", 6, 1)));
        Assert.That(index.Locate(Place.OfFile(4)), Is.EqualTo(new Location("b.jsonl", 0, 0)));
    }

    [Test]
    public void Index_names_the_file_alone_behind_a_chunk_that_was_not_read()
    {
        var plan = ScanPlan.For([File("a.jsonl", 30), File("b.jsonl", 10)], 10);
        var index = new LineIndex(plan, [3, LineIndex.Unknown, 2, 5]);
        Assert.That(index.Locate(Place.At(1, 0, 1)), Is.EqualTo(new Location("a.jsonl", 4, 1)));
        Assert.That(index.Locate(Place.At(2, 0, 1)), Is.EqualTo(new Location("a.jsonl", 0, 0)));
        Assert.That(index.Locate(Place.At(3, 0, 1)), Is.EqualTo(new Location("b.jsonl", 1, 1)));
    }

    private static InputFile File(string name, long length) => new("/nowhere/" + name, name, length);
}
