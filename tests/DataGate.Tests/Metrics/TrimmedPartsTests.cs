using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>Parts that were trimmed by a whole make a later whole to the byte, or it says that they may not.</summary>
public sealed class TrimmedPartsTests
{
    private const int Groups = 12;

    private static readonly string[] s_metrics = [.. MetricCatalog.All.Where(metric => metric.Family != MetricFamily.Tail).Select(metric => metric.Name)];

    private static readonly Needs s_needs = MakeNeeds();

    /// <summary>With so few cells for the keys that are passed over that what is known of them is less than the keys.</summary>
    private static readonly Needs s_coarse = MakeNeeds() with { Sketches = new SketchOptions(512, 200, 1 << 20) { Coarser = 6 } };

    private static Needs MakeNeeds()
    {
        var needs = Sets.Needs(s_metrics, sketches: new SketchOptions(512, 200, 1 << 20)) with
        {
            Topic = FieldPath.Parse("label"),
            Groups = [new GroupNeeds(FieldPath.Parse("label"), [SketchKind.Tally, SketchKind.Grams2])],
        };
        return needs with { Whole = [.. needs.Whole, SketchKind.Topics, SketchKind.Sources] };
    }

    private static Row[] Rows(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Row(
            random.Next(8) == 0 ? "the same again and again" : string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => "w" + (random.Next(40) * random.Next(40)).ToString(CultureInfo.InvariantCulture))),
            random.Next(3) == 0 ? $"model-{random.Next(4)}" : "human", $"l{random.Next(5)}", random.Next(3), "2026-01-01") { Id = $"r{random.Next(9_000)}", Parent = $"r{random.Next(9_000)}" }),
    ];

    private static byte[] Saved(DatasetScan scan, bool quick = false)
    {
        using var stream = new MemoryStream();
        using var writer = quick ? new QuickWriter(stream) : new BinaryWriter(stream);
        scan.Save(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static void Add(DatasetScan sum, byte[] saved, int[] now)
    {
        for (var lane = 0; lane < sum.LaneCount; lane++)
        {
            using var reader = new MovedChunks(saved, now);
            sum.MergeSaved(reader, lane);
        }
    }

    private static DatasetScan New(Needs? needs = null) => new(needs ?? s_needs, _ => FileOrigin.None);

    /// <summary>Groups gathered one after the other, each in batches, as a scan of files does; what is left of each, and the whole.</summary>
    private static (byte[][] Groups, DatasetScan Whole) Gather(Row[][] groups, Needs? needs = null)
    {
        var (whole, part, saved) = (New(needs), New(needs), new List<byte[]>());
        for (var chunk = 0; chunk < groups.Length; chunk++)
        {
            var group = New(needs);
            group.Trim(whole);
            var line = 0;
            foreach (var batch in groups[chunk].Chunk(50))
            {
                Sets.AddTo(part, batch, chunk, line);
                line += batch.Length;
                group.Merge(part);
                part.RestartTrimmed(whole);
            }
            whole.Merge(group);
            group.Trim(whole);
            saved.Add(Saved(group, quick: true));
        }
        return ([.. saved], whole);
    }

    private static DatasetScan Whole(Row[][] groups, Needs? needs = null)
    {
        var whole = New(needs);
        for (var chunk = 0; chunk < groups.Length; chunk++) Sets.AddTo(whole, groups[chunk], chunk);
        return whole;
    }

    private static DatasetScan Sum(IEnumerable<byte[]> saved, Needs? needs = null)
    {
        var sum = New(needs);
        foreach (var part in saved) Add(sum, part, [.. Enumerable.Range(0, Groups)]);
        return sum;
    }

    [Test]
    public void Of_what_trimmed_them_they_make_the_bytes([Values(20, 150, 600)] int rows)
    {
        var random = new Random(rows);
        var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, rows)).ToArray();
        var (saved, whole) = Gather(groups);
        random.Shuffle(saved);
        var sum = Sum(saved);
        Assert.Multiple(() =>
        {
            Assert.That(whole.IsFull && sum.IsFull, Is.True);
            Assert.That(Saved(whole).AsSpan().SequenceEqual(Saved(Whole(groups))), Is.True, "gathered");
            Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(Whole(groups))), Is.True, "loaded");
        });
    }

    [Test]
    public void Whoever_adds_which_lane_and_whatever_room_there_is_they_make_the_bytes()
    {
        var random = new Random(3);
        var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, 300)).ToArray();
        var (saved, whole) = Gather(groups);
        var sum = New();
        sum.Reserve([.. whole.Held.Select((held, i) => i % 3 == 0 ? int.MaxValue : -held), 7]);
        Parallel.For(0, sum.LaneCount, lane =>
        {
            foreach (var part in saved)
            {
                using var reader = new MovedChunks(part, [.. Enumerable.Range(0, Groups)]);
                sum.MergeSaved(reader, lane);
            }
        });
        Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(Whole(groups))), Is.True);
        Assert.That(sum.Held.Max(), Is.GreaterThan(100));
    }

    /// <summary>Lanes are added beside each other: none may look at what another adds, so that one may be far ahead of another.</summary>
    [Test]
    public void Whichever_lane_comes_first_they_make_the_bytes()
    {
        var random = new Random(7);
        var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, 600)).ToArray();
        var (saved, _) = Gather(groups);
        var expected = Saved(Whole(groups));
        foreach (var kind in s_needs.Whole.Select(Lanes.Of).Distinct().Append(-1))
        {
            var sum = New();
            // One lane before all others, and the last one first.
            foreach (var lane in Enumerable.Range(0, sum.LaneCount).Reverse().OrderBy(lane => lane != kind))
            {
                foreach (var part in saved)
                {
                    using var reader = new MovedChunks(part, [.. Enumerable.Range(0, Groups)]);
                    sum.MergeSaved(reader, lane);
                }
            }
            Assert.That(Saved(sum).AsSpan().SequenceEqual(expected), Is.True, $"lane {kind} first");
        }
    }

    /// <summary>A sketch that reads another is added by the same thread; those that take long are each added by one of their own.</summary>
    [Test]
    public void A_sketch_that_reads_another_is_in_its_lane_and_each_order_of_grams_in_its_own()
    {
        Assert.That(Lanes.Of(SketchKind.Sample), Is.EqualTo(Lanes.Of(SketchKind.Contents)));
        var heavy = Enum.GetValues<SketchKind>().Where(kind => kind is SketchKind.Contents or SketchKind.Openings or (>= SketchKind.Grams1 and <= SketchKind.Grams5)).ToList();
        var others = Enum.GetValues<SketchKind>().Where(kind => !heavy.Contains(kind) && kind != SketchKind.Sample).Select(Lanes.Of).Distinct().ToList();
        Assert.That(heavy.Select(Lanes.Of).Concat(others), Is.Unique.And.All.InRange(0, Lanes.Count - 1));
    }

    [Test]
    public void What_is_cut_off_is_told_and_not_added()
    {
        var (saved, _) = Gather([Rows(new Random(5), 40)]);
        foreach (var length in new[] { 1, 9, 40, saved[0].Length / 3, saved[0].Length / 2, saved[0].Length - 1 })
            Assert.That(() => Add(New(), saved[0][..length], [0]), Throws.InstanceOf<IOException>().Or.TypeOf<InvalidDataException>(), $"{length}");
    }

    [Test]
    public void With_one_group_changed_they_make_the_bytes_of_what_is_now()
    {
        for (var round = 0; round < 12; round++)
        {
            var random = new Random(round);
            var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, random.Next(100, 500))).ToArray();
            var (saved, _) = Gather(groups);
            var changed = random.Next(Groups);
            groups[changed] = [.. groups[changed].Skip(random.Next(60)), .. Rows(random, random.Next(60))];
            var sum = Sum(saved.Where((_, group) => group != changed));
            var part = New();
            part.Trim(sum);
            Sets.AddTo(part, groups[changed], changed);
            sum.Merge(part);
            Assert.That(sum.IsFull, Is.True, $"round {round}");
            Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(Whole(groups))), Is.True, $"round {round}");
        }
    }

    /// <summary>What was kept in larger tables, and sums of that, hold all that smaller ones do.</summary>
    [Test]
    public void Of_parts_in_larger_sketches_they_make_the_bytes_of_smaller_ones([Range(0, 7)] int round, [Values(512, 4096, 1 << 16)] int entries)
    {
        var random = new Random(round);
        var small = new SketchOptions(512, 200, round % 2 == 0 ? 1 << 20 : 2_500);
        var large = new SketchOptions(entries, 200 + (100 * (round % 3)), 1 << 21) { LineageBytes = small.LineageBytes * 2 };
        var (needs, larger) = (s_needs with { Sketches = small }, s_needs with { Sketches = large });
        var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, random.Next(200, 500))).ToArray();
        var (saved, whole) = Gather(groups, larger);
        var block = Sum(saved[..8], larger);
        block.TrimSum(whole);
        var changed = random.Next(8, Groups);
        groups[changed] = [.. groups[changed].Skip(random.Next(60)), .. Rows(random, random.Next(60))];
        var now = Sum([Saved(block, quick: true), .. saved[8..].Where((_, group) => group + 8 != changed)], needs);
        var part = New(needs);
        part.Trim(now);
        Sets.AddTo(part, groups[changed], changed);
        now.Merge(part);
        Assert.Multiple(() =>
        {
            Assert.That(large.Holds(small) && (entries > 512 ? !small.Holds(large) : true), Is.True);
            Assert.That(now.IsFull, Is.True);
            Assert.That(Saved(now).AsSpan().SequenceEqual(Saved(Whole(groups, needs))), Is.True);
        });
    }

    [TestCase(511, 200, 1 << 20, 0, ExpectedResult = false)]
    [TestCase(512, 199, 1 << 20, 0, ExpectedResult = false)]
    [TestCase(512, 200, 1 << 19, 0, ExpectedResult = false)]
    [TestCase(512, 200, 1 << 20, 1, ExpectedResult = false)]
    [TestCase(512, 200, 1 << 20, 0, ExpectedResult = true)]
    [TestCase(513, 201, 1 << 21, 0, ExpectedResult = true)]
    public bool Sketches_hold_what_others_do_where_none_of_their_sizes_is_less(int entries, int sample, long sampleBytes, int coarser) =>
        new SketchOptions(entries, sample, sampleBytes) { Coarser = coarser }.Holds(new SketchOptions(512, 200, 1 << 20));

    [Test]
    public void Sums_of_groups_that_were_trimmed_make_the_bytes_of_what_is_now_with_one_group_changed([Range(0, 11)] int round)
    {
        const int Block = 4;
        var random = new Random(round);
        var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, random.Next(200, 500))).ToArray();
        var (saved, whole) = Gather(groups, s_coarse);
        byte[][] blocks = [.. saved.Chunk(Block).Select(block =>
        {
            var sum = Sum(block, s_coarse);
            sum.TrimSum(whole);
            var table = sum.Whole.Leaf(RecordOrigin.Human).Get<Contents>(SketchKind.Contents).Table;
            Assert.That(table.Threshold, Is.LessThan(ulong.MaxValue), "what the whole passes over isn't in the sum");
            return Saved(sum, quick: true);
        })];
        var changed = random.Next(Groups);
        groups[changed] = [.. groups[changed].Skip(random.Next(60)), .. Rows(random, random.Next(60))];
        byte[][] parts = [.. blocks.Where((_, block) => block != changed / Block), .. saved.Where((_, group) => group != changed && group / Block == changed / Block)];
        random.Shuffle(parts);
        var now = Sum(parts, s_coarse);
        var part = New(s_coarse);
        part.Trim(now);
        Sets.AddTo(part, groups[changed], changed);
        now.Merge(part);
        Assert.That(now.IsFull, Is.True);
        Assert.That(Saved(now).AsSpan().SequenceEqual(Saved(Whole(groups, s_coarse))), Is.True);
    }

    [Test]
    public void With_much_gone_they_make_the_bytes_or_say_that_they_may_not()
    {
        var said = 0;
        for (var round = 0; round < 40; round++)
        {
            var random = new Random(round);
            var groups = Enumerable.Range(0, Groups).Select(_ => Rows(random, random.Next(1, 300))).ToArray();
            var (saved, _) = Gather(groups);
            var kept = Enumerable.Range(0, Groups).Where(_ => random.Next(3) > 0).ToList();
            var sum = Sum(kept.Select(group => saved[group]));
            Row[][] left = [.. groups.Select((rows, group) => kept.Contains(group) ? rows : [])];
            if (!sum.IsFull) said++;
            else Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(Whole(left))), Is.True, $"round {round}");
        }
        Assert.That(said, Is.InRange(1, 39), "both ways were seen");
    }

    [Test]
    public void Groups_of_a_part_that_has_few_are_as_small_as_those_of_the_whole()
    {
        var needs = Sets.Needs(s_metrics, sketches: new SketchOptions(2048, 200, 1 << 20)) with { Groups = [new GroupNeeds(FieldPath.Parse("label"), [SketchKind.Grams2, SketchKind.Contents])] };
        Row Of(int row, int labels) => new($"w{row} w{row * 7 % 997} w{row * 3 % 89}", "human", $"l{row % labels}", 0, "2026-01-01") { Id = $"{row}", Parent = "" };
        Row[][] groups = [[.. Enumerable.Range(0, 4_000).Select(row => Of(row, 1))], [.. Enumerable.Range(3_000, 4_000).Select(row => Of(row, 300))]];
        DatasetScan Gather(params int[] chunks)
        {
            var scan = new DatasetScan(needs, _ => FileOrigin.None);
            foreach (var chunk in chunks) Sets.AddTo(scan, groups[chunk], chunk);
            return scan;
        }
        var sum = new DatasetScan(needs, _ => FileOrigin.None);
        foreach (var chunk in new[] { 1, 0 }) Add(sum, Saved(Gather(chunk), quick: true), [0, 1]);
        Assert.That(sum.IsFull, Is.True);
        Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(Gather(0, 1))), Is.True);
    }

    [Test]
    public void Long_texts_that_many_share_are_all_kept()
    {
        var groups = Enumerable.Range(0, Groups).Select(group => Enumerable.Range(0, 60).Select(i => new Row(
            $"{(i % 20) + (group * 20)} {new string('x', 30_000)}", "human", "l", 0, "2026-01-01") { Id = "", Parent = "" }).ToArray()).ToArray();
        var (saved, _) = Gather(groups);
        var sum = Sum(saved);
        Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(Whole(groups))), Is.True);
        Assert.That(sum.Whole.Slice(SliceName.All).Get<DocumentSample>(SketchKind.Sample).Heavy.Sum(text => text.Text.Length), Is.GreaterThan(4 << 20), "more than is kept without a second look");
    }

    [Test]
    public void Places_move_with_their_chunks()
    {
        var rows = Rows(new Random(1), 60);
        var (saved, _) = Gather([rows]);
        var sum = New();
        Add(sum, saved[0], [7]);
        var due = New();
        Sets.AddTo(due, rows, chunk: 7);
        Assert.That(Saved(sum).AsSpan().SequenceEqual(Saved(due)), Is.True);
        Assert.That(() => Add(New(), saved[0], [-1]), Throws.TypeOf<InvalidDataException>());
    }
}
