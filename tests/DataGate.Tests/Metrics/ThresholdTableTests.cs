using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

public sealed class ThresholdTableTests
{
    private static readonly ulong[] s_keys = [.. Enumerable.Range(0, 20_000).Select(i => Hash64.Avalanche((ulong)(i % 7_000) + 1))];

    private static ThresholdTable<Count> Table(int capacity, IEnumerable<ulong> keys)
    {
        var table = new ThresholdTable<Count>(capacity, new BucketRest());
        foreach (var key in keys) table.Add(key, new Count(1));
        return table;
    }

    private static byte[] Bytes(ThresholdTable<Count> table)
    {
        using var stream = new MemoryStream();
        table.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }

    [Test]
    public void Up_to_its_capacity_it_counts_exactly()
    {
        var table = Table(7_000, s_keys);
        Assert.Multiple(() =>
        {
            Assert.That(table.IsExact, Is.True);
            Assert.That(table.Distinct, Is.EqualTo(7_000));
            Assert.That(table.Total, Is.EqualTo(20_000));
            Assert.That(table.TryGet(s_keys[0], out var count) ? count.Times : 0, Is.EqualTo(3));
            Assert.That(table.Items.Sum(item => item.Value.Times), Is.EqualTo(20_000));
        });
    }

    [Test]
    public void It_never_estimates_more_different_keys_than_there_are_keys()
    {
        var distinct = Enumerable.Range(0, 20).Select(set => Table(64, Enumerable.Range(0, 1_000).Select(i => Hash64.Avalanche((ulong)((set * 1_000) + i + 1)))).Distinct).ToList();
        Assert.That(distinct, Is.All.AtMost(1_000).And.Some.EqualTo(1_000).And.Some.LessThan(1_000));
    }

    [TestCase(6_999)]
    [TestCase(1_000)]
    [TestCase(64)]
    public void Beyond_it_the_estimate_is_within_four_standard_errors(int capacity)
    {
        var table = Table(capacity, s_keys);
        table.Seal();
        Assert.Multiple(() =>
        {
            Assert.That(table.IsExact, Is.False);
            Assert.That(table.Entries, Is.EqualTo(capacity));
            Assert.That(table.Distinct, Is.EqualTo(7_000).Within(4 * table.RelativeError * 7_000));
            var rest = 0L;
            foreach (var weight in ((BucketRest)table.Rest!).Weights) rest += weight;
            Assert.That(rest + table.Items.Sum(item => (long)item.Value.Times), Is.EqualTo(20_000), "no occurrence is lost");
        });
    }

    [TestCase(10_000)]
    [TestCase(1_000)]
    [TestCase(100)]
    public void Parts_in_any_order_and_number_give_the_same_bytes_as_the_whole(int capacity)
    {
        var whole = Bytes(Table(capacity, s_keys));
        var random = new Random(7);
        foreach (var parts in new[] { 1, 2, 7, 100 })
        {
            var shuffled = s_keys.ToArray();
            random.Shuffle(shuffled);
            var tables = shuffled.Chunk((shuffled.Length / parts) + 1).Select(keys => Table(capacity, keys)).ToArray();
            random.Shuffle(tables);
            // Half of the parts are sealed first, as those that were saved are.
            foreach (var table in tables.Where((_, i) => i % 2 == 0)) table.Seal();
            var sum = new ThresholdTable<Count>(capacity, new BucketRest());
            foreach (var table in tables) sum.Merge(table);
            Assert.That(Bytes(sum), Is.EqualTo(whole), $"{parts} parts");
        }
    }

    [Test]
    public void A_part_that_follows_the_whole_adds_the_same()
    {
        var sum = new ThresholdTable<Count>(100, new BucketRest());
        var part = new ThresholdTable<Count>(100, new BucketRest());
        foreach (var keys in s_keys.Chunk(500))
        {
            foreach (var key in keys) part.Add(key, new Count(1));
            sum.Merge(part);
            part.Clear();
            part.Lower(sum.Threshold);
        }
        Assert.That(Bytes(sum), Is.EqualTo(Bytes(Table(100, s_keys))));
    }

    [Test]
    public void Saved_and_loaded_it_is_the_same()
    {
        var bytes = Bytes(Table(500, s_keys));
        var loaded = new ThresholdTable<Count>(500, new BucketRest());
        loaded.Load(new BinaryReader(new MemoryStream(bytes)));
        Assert.That(Bytes(loaded), Is.EqualTo(bytes));
    }

    [Test]
    public void The_hash_zero_is_a_key_like_any_other()
    {
        var table = Table(8, [0, 0, 5]);
        Assert.Multiple(() =>
        {
            Assert.That(table.Entries, Is.EqualTo(2));
            Assert.That(table.TryGet(0, out var count), Is.True);
            Assert.That(count.Times, Is.EqualTo(2));
        });
    }

    [Test]
    public void Room_made_before_changes_no_byte([Values(int.MinValue, -1, 0, 5, 900, 1_000_000, int.MaxValue)] int room, [Values(64, 100_000)] int capacity)
    {
        var table = new ThresholdTable<Count>(capacity, new BucketRest());
        table.Reserve(room);
        foreach (var key in s_keys) table.Add(key, new Count(1));
        Assert.That(Bytes(table), Is.EqualTo(Bytes(Table(capacity, s_keys))));
    }

    /// <summary>Of keys of a table those are looked for that begin alike: here all do, or only some, or none.</summary>
    [Test]
    public void The_smallest_keys_stay_however_close_they_lie([Values(1UL, 1UL << 30, 1UL << 50, ulong.MaxValue / 6_002)] ulong apart, [Values(0UL, 1UL << 63)] ulong start, [Values(64, 1_000)] int capacity)
    {
        ulong[] keys = [.. Enumerable.Range(1, 3_000).Select(i => start + ((ulong)i * apart))];
        new Random(8).Shuffle(keys);
        var table = Table(capacity, keys);
        table.Seal();
        Assert.That(table.Threshold, Is.EqualTo(start + ((ulong)(capacity + 1) * apart)));
        Assert.That(table.Items.Select(item => item.Key).Order(), Is.EqualTo(Enumerable.Range(1, capacity).Select(i => start + ((ulong)i * apart))));
    }

    /// <summary>What goes leaves holes, and what stays closes them.</summary>
    [Test]
    public void What_is_left_is_found_where_it_belongs([Range(1, 12)] int seed)
    {
        var random = new Random(seed);
        var (table, left) = (Table(5_000, []), new Dictionary<ulong, uint>());
        for (var round = 0; round < 20; round++)
        {
            ulong[] some = [.. Enumerable.Range(0, random.Next(1, 400)).Select(_ => Hash64.Avalanche((ulong)random.Next(1, 3_000)))];
            foreach (var key in some) left[key] = left.GetValueOrDefault(key) + 1;
            table.Merge(Table(5_000, some));
            ulong[] away = [.. left.Keys.Where(_ => random.Next(3) == 0)];
            var part = Table(5_000, away.SelectMany(key => Enumerable.Repeat(key, (int)left[key])));
            foreach (var key in away) left.Remove(key);
            table.Remove(part);
            if (round == 15)
            {
                table.Lower(ulong.MaxValue / 2);
                foreach (var key in left.Keys.Where(key => key >= ulong.MaxValue / 2).ToList()) left.Remove(key);
            }
            if (round >= 15) left = left.Where(pair => pair.Key < ulong.MaxValue / 2).ToDictionary();
            Assert.That(table.Items.OrderBy(item => item.Key).Select(item => (item.Key, item.Value.Times)), Is.EqualTo(left.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))));
            Assert.That(left.All(pair => table.TryGet(pair.Key, out var count) && count.Times == pair.Value), Is.True);
            Assert.That(away.Any(key => table.TryGet(key, out _)), Is.False);
        }
    }

    [TestCase(0UL)]
    [TestCase(1UL)]
    [TestCase(0x8000_0000_0000_0000UL)]
    [TestCase(0x0123_4567_89AB_CDEFUL)]
    [TestCase(ulong.MaxValue)]
    public void A_key_alone_in_the_rest_is_spelt_by_its_bits(ulong key)
    {
        var rest = new HeavyRest();
        rest.Add(key, 3_000_000_000);
        rest.Add(key, 4);
        Assert.That(rest.Heaviest(), Is.EqualTo((key, 3_000_000_004L)));
        rest.Add(key, -3_000_000_003);
        Assert.That(rest.Heaviest(), Is.EqualTo((key, 1L)));
    }

    [Test]
    public void The_rest_finds_a_heavy_key_among_many_light_ones()
    {
        var rest = new HeavyRest();
        var heavy = Hash64.Avalanche(12345);
        for (var i = 0; i < 50_000; i++) rest.Add(Hash64.Avalanche((ulong)i + 1_000_000), 1);
        for (var i = 0; i < 500; i++) rest.Add(heavy, 1);
        var (key, weight) = rest.Heaviest();
        Assert.Multiple(() =>
        {
            Assert.That(key, Is.EqualTo(heavy));
            Assert.That(weight, Is.InRange(500, 550));
            Assert.That(new HeavyRest().Heaviest(), Is.EqualTo((0UL, 0L)));
        });
    }

    /// <summary>Keys with the same low bits share every cell: the worst that others can do to a key.</summary>
    [Test]
    public void Other_keys_never_make_a_key_exceed_a_bound([Range(1, 20)] int seed)
    {
        var random = new Random(seed);
        const ulong Cells = (1UL << 24) - 1;
        var probe = (ulong)random.NextInt64();
        var (rest, alone) = (new HeavyRest(), new HeavyRest());
        var others = 0L;
        for (var i = 0; i < 30; i++)
        {
            var weight = random.Next(1, 1_000);
            rest.Add(((ulong)random.NextInt64() & ~Cells) | (probe & Cells), weight);
            others += weight;
        }
        alone.Add(probe, 500);
        Assert.Multiple(() =>
        {
            Assert.That(rest.Exceeds(probe, 0), Is.False);
            Assert.That(alone.Exceeds(probe, 499), Is.True);
            Assert.That(alone.Exceeds(probe, 500), Is.False);
            Assert.That(alone.Estimate(probe), Is.EqualTo(500));
            rest.Merge(alone);
            Assert.That(rest.Exceeds(probe, 500), Is.False, "the others add nothing");
            rest.Add(probe, others * 5);
            Assert.That(rest.Exceeds(probe, others), Is.True, "but it is found when it outweighs them");
        });
    }
}
