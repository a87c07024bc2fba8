using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>What an exchange fills in is what the sides' records are one by one: cut by content, then in the order of the draws or by length.</summary>
public sealed class DrawnPoolTests
{
    [Test]
    public void An_exchange_has_the_records_that_each_side_has_alone([Range(0, 39)] int seed)
    {
        var random = new Random(seed);
        // Texts of few lengths, so that many have the same; sides of different sizes; some records held surely, and copies.
        var corpus = Drawn.Corpus(Enumerable.Range(0, random.Next(1, 60)).Select(i => $"text {i}" + string.Concat(Enumerable.Repeat(" more", random.Next(4)))));
        var (data, reference) = (Records(random, corpus), Records(random, corpus));
        var pool = data.With(reference);
        var size = Math.Min(data.Count, reference.Count);
        var flags = Enumerable.Range(0, pool.Count).Select(i => i < data.Count).ToArray();
        random.Shuffle(flags);
        var sides = flags.Select(isData => isData ? DrawnSide.Data : DrawnSide.Reference).ToArray();
        pool.Cut(sides, size);
        int[] ones = [.. Enumerable.Repeat(1, size)];
        foreach (var byLength in new[] { false, true })
        {
            var (ofData, ofReference) = (new DrawMemory(size, ones), new DrawMemory(size, ones));
            (byLength ? pool.ByLength(corpus) : pool.Ordered(corpus)).Fill(sides, ofData, ofReference);
            Same(ofData, pool.Where(flags, true).First(size), byLength);
            Same(ofReference, pool.Where(flags, false).First(size), byLength);
        }

        void Same(DrawMemory found, int[] due, bool byLength)
        {
            int[] documents = [.. byLength ? due.OrderBy(corpus.Length) : due.AsEnumerable()];
            Assert.That(found.Documents, Is.EqualTo(documents));
            Assert.That(found.Lengths, Is.EqualTo(documents.Select(corpus.Length)));
        }
    }

    [Test]
    public void Draws_that_memory_is_filled_with_are_cut_as_those_are_that_are_sorted([Range(0, 9)] int seed)
    {
        var random = new Random(seed);
        var corpus = Drawn.Corpus(Enumerable.Range(0, 30).Select(i => $"text {i}" + string.Concat(Enumerable.Repeat(" more", random.Next(9)))));
        var (data, reference) = (Records(random, corpus), Records(random, corpus));
        var size = Math.Min(data.Count, reference.Count);
        int[] ones = [.. Enumerable.Repeat(1, size)];
        var (ofData, ofReference) = (new DrawMemory(size, ones), new DrawMemory(size, ones));
        var pool = data.With(reference);
        var sides = Enumerable.Range(0, pool.Count).Select(i => i < data.Count ? DrawnSide.Data : DrawnSide.Reference).ToArray();
        pool.Cut(sides, size);
        pool.ByLength(corpus).Fill(sides, ofData, ofReference);
        var filled = new Pairing(corpus, ofData, ofReference, new Workspace(), equalLengths: true);
        var sorted = new Pairing(corpus, data.First(size), reference.First(size), new Workspace(), equalLengths: true);
        foreach (var (one, other) in new[] { (filled.Data.Data, sorted.Data.Data), (filled.Reference.Data, sorted.Reference.Data) })
        {
            Assert.That(one.Documents.ToArray(), Is.EqualTo(other.Documents.ToArray()));
            Assert.That(one.Lengths.ToArray(), Is.EqualTo(other.Lengths.ToArray()));
        }
    }

    /// <summary>Records held by hash, then others held surely, each in the order of the documents.</summary>
    private static DrawnRecords Records(Random random, Corpus corpus)
    {
        int[] Some(int most) => [.. Enumerable.Range(0, random.Next(1, most)).Select(_ => random.Next(corpus.Count)).Order()];
        var (light, heavy) = (Some(40), Some(12));
        return new DrawnRecords([.. light, .. heavy], light.Length);
    }
}
