using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>A table that leans on another one is, to the byte, what it would be with slots of its own, and the other one stays as it is.</summary>
public sealed class LeaningTableTests
{
    private const int Capacity = 2_000;

    private static ThresholdTable<Count> Table(IEnumerable<ulong> keys, int capacity = Capacity)
    {
        var table = new ThresholdTable<Count>(capacity, new BucketRest());
        foreach (var key in keys) table.Add(key, new Count(1));
        table.Seal();
        return table;
    }

    private static byte[] Bytes(ThresholdTable<Count> table)
    {
        using var stream = new MemoryStream();
        table.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }

    /// <summary>All that is read off without a change to it.</summary>
    private static string Read(ThresholdTable<Count> table, IEnumerable<ulong> keys)
    {
        var each = new List<KeyValuePair<ulong, Count>>();
        foreach (var item in table) each.Add(item);
        Assert.That(each.OrderBy(item => item.Key), Is.EqualTo(table.Items.OrderBy(item => item.Key)));
        return $"{table.Total} {table.Entries} {table.Threshold} {table.IsFull} " + string.Join(' ', each.OrderBy(item => item.Key).Select(item => $"{item.Key:x}:{item.Value.Times}"))
            + string.Join(' ', keys.Select(key => table.TryGet(key, out var count) ? count.Times : 0)) + string.Join(' ', ((BucketRest)table.Rest!).Weights.ToArray());
    }

    private static ulong[] Keys(Random random, int count, int of) => [.. Enumerable.Range(0, count).Select(_ => Hash64.Avalanche((ulong)random.Next(of) + 1))];

    /// <summary>Few keys, so that it leans to the end, and many, so that it doesn't; below what may be held, and beyond it.</summary>
    [Test]
    public void What_is_added_and_taken_away_makes_the_same_table([Range(1, 10)] int seed, [Values(900, 1_990, 6_000)] int all, [Values(5, 60, 800)] int changed, [Values] bool isReadFirst)
    {
        var random = new Random(seed);
        ulong[] keys = Keys(random, all * 2, all);
        var (whole, removed, added) = (Table(keys), Table(Keys(random, changed, all * 2)), Table(keys.Take(changed)));
        var (wholeBytes, every) = (Bytes(whole), keys.Concat(Enumerable.Range(0, all * 2).Select(i => Hash64.Avalanche((ulong)i + 1))).ToArray());
        var (leaning, plain) = (new ThresholdTable<Count>(Capacity, new BucketRest()), new ThresholdTable<Count>(Capacity, new BucketRest()));
        leaning.Lean(whole);
        plain.Merge(whole);
        Action<ThresholdTable<Count>>[] steps = [table => table.Merge(removed), table => table.Seal(), table => table.Remove(added), table => table.Seal()];
        foreach (var step in steps)
        {
            step(leaning);
            step(plain);
            if (isReadFirst) Assert.That(Read(leaning, every), Is.EqualTo(Read(plain, every)));
        }
        ulong[] more = Keys(random, 300, all);
        var (sum, expected) = (Table(more), Table(more));
        sum.Merge(leaning);
        expected.Merge(plain);
        Assert.That(Bytes(sum), Is.EqualTo(Bytes(expected)), "merged into another");
        Assert.That(Bytes(leaning), Is.EqualTo(Bytes(plain)));
        Assert.That(Bytes(whole), Is.EqualTo(wholeBytes), "it stays as it is");
    }

    /// <summary>Each thing that may be done to a table.</summary>
    [Test]
    public void Whatever_is_done_to_it_next_it_does([Range(0, 8)] int what, [Values(1_500, 6_000)] int all)
    {
        var random = new Random(what);
        ulong[] keys = Keys(random, all, all);
        var (whole, other, few) = (Table(keys), Table(Keys(random, 200, all)), Table(keys.Take(20)));
        var saved = new MemoryStream();
        using (var writer = new QuickWriter(saved)) other.Save(writer);
        byte[] Do(ThresholdTable<Count> table)
        {
            var sum = Table([]);
            table.Remove(few);
            switch (what)
            {
                case 0: table.Add(5, new Count(1)); break;
                case 1: table.AddAll(keys.AsSpan(0, 300), new Count(1)); break;
                case 2: table.Lower(ulong.MaxValue / 5); break;
                case 3: table.Clear(); break;
                case 4: table.Reserve(100_000); break;
                case 5: table.MergeSaved(new MovedChunks(saved.ToArray(), [])); break;
                case 6: table.Load(new MovedChunks(saved.ToArray(), [])); break;
                case 7:
                    sum.Merge(whole);
                    sum.Remove(table);
                    break;
                default: table.Lean(other); break;
            }
            table.Add(7, new Count(2));
            return [.. Bytes(table), .. Bytes(sum)];
        }
        var (before, leaning, plain) = (Bytes(whole), new ThresholdTable<Count>(Capacity, new BucketRest()), new ThresholdTable<Count>(Capacity, new BucketRest()));
        leaning.Lean(whole);
        plain.Merge(whole);
        Assert.That(Do(leaning), Is.EqualTo(Do(plain)));
        Assert.That(Bytes(whole), Is.EqualTo(before), "it stays as it is");
    }

    [Test]
    public void A_large_table_is_not_copied_for_a_few_keys()
    {
        var whole = Table(Enumerable.Range(1, 200_000).Select(i => Hash64.Avalanche((ulong)i)), 1 << 18);
        var (added, removed, leaning) = (Table([Hash64.Avalanche(1)], 1 << 18), Table([Hash64.Avalanche(999_999)], 1 << 18), new ThresholdTable<Count>(1 << 18));
        var before = GC.GetAllocatedBytesForCurrentThread();
        leaning.Lean(whole);
        leaning.Merge(removed);
        leaning.Remove(added);
        leaning.Seal();
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(100_000));
        Assert.That((leaning.Entries, leaning.TryGet(Hash64.Avalanche(1), out _), leaning.TryGet(Hash64.Avalanche(999_999), out _)), Is.EqualTo((200_000, false, true)));
    }
}
