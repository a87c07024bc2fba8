using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Tests.Metrics;

/// <summary>Weights come back as they were, whatever bytes each takes.</summary>
public sealed class PackedWeightsTests
{
    private static byte[] Saved(ReadOnlySpan<long> weights)
    {
        using var stream = new MemoryStream();
        using (var writer = new QuickWriter(stream)) PackedWeights.Save(writer, weights);
        return stream.ToArray();
    }

    private static void Add(byte[] saved, long[] weights)
    {
        using var reader = new MovedChunks(saved, []);
        PackedWeights.AddSaved(reader, weights);
    }

    [Test]
    public void They_are_added_to_what_is_there([Values(0, 1, 31, 32, 33, 64, 100, 8_320)] int count, [Values(0L, 1, 255, 256, 65_535, 65_536, uint.MaxValue, 1L + uint.MaxValue, long.MaxValue)] long most)
    {
        var random = new Random(count);
        // Of some groups all are small, of others one is large.
        long[] weights = [.. Enumerable.Range(0, count).Select(i => random.Next(40) == 0 ? most : random.Next(3) * (i / 32 % 3))];
        long[] sum = [.. Enumerable.Range(0, count).Select(i => (long)i * i)];
        long[] due = [.. sum.Zip(weights, (own, other) => unchecked(own + other))];
        Add(Saved(weights), sum);
        Assert.That(sum, Is.EqualTo(due));
    }

    [Test]
    public void What_is_below_zero_stays_so()
    {
        long[] weights = [.. Enumerable.Range(0, 70).Select(i => i % 9 == 0 ? -i : i)], sum = new long[70];
        sum[3] = 5;
        Add(Saved(weights), sum);
        weights[3] += 5;
        Assert.That(sum, Is.EqualTo(weights));
    }

    [Test]
    public void Small_ones_take_a_byte_and_none_takes_none()
    {
        Assert.That(Saved(new long[320]), Has.Length.EqualTo(sizeof(long) + 10));
        Assert.That(Saved([.. Enumerable.Repeat(255L, 320)]), Has.Length.EqualTo(sizeof(long) + 10 + 320));
        Assert.That(Saved([.. Enumerable.Repeat(255L, 319), 256]), Has.Length.EqualTo(sizeof(long) + 10 + 320 + 32));
    }

    [Test]
    public void Cut_off_or_of_another_number_they_are_refused()
    {
        var saved = Saved([.. Enumerable.Range(0, 100).Select(i => (long)i * i * i)]);
        foreach (var length in new[] { 0, 7, 8, 9, 60, saved.Length - 1 })
            Assert.That(() => Add(saved[..length], new long[100]), Throws.InstanceOf<IOException>().Or.TypeOf<InvalidDataException>(), $"{length}");
        foreach (var count in new[] { 0, 32, 96, 99, 101, 132 })
            Assert.That(() => Add(saved, new long[count]), Throws.TypeOf<InvalidDataException>(), $"{count}");
        saved[8] = 3;
        Assert.That(() => Add(saved, new long[100]), Throws.TypeOf<InvalidDataException>(), "three bytes");
    }
}
