using DataGate.Documents;
using DataGate.Metrics.Sketches;

namespace DataGate.Tests.Metrics;

/// <summary>What a set was before a change is what its sketches would have been of the records then.</summary>
public sealed class BeforeTests
{
    private static readonly SketchKind[] s_kinds = [.. Enum.GetValues<SketchKind>().Where(SketchOptions.CanRemove)];

    private static readonly string[] s_words = ["card", "bill", "phone", "order", "where", "is", "my", "lost", "a", "the"];

    private static Row[] Rows(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => new Row(
            random.Next(4) == 0 ? "the same again" : string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => s_words[random.Next(10)])), "human", $"l{random.Next(5)}")),
    ];

    private static SetSketch Set(IEnumerable<Row> rows, int chunk, SketchOptions options) =>
        Sets.Scan(Sets.Needs([], sketches: options) with { Whole = [.. s_kinds] }, rows, chunk).Whole.Slice(SliceName.All);

    /// <summary>All that can be read off, places apart: of records that are equal, others may be known.</summary>
    private static string Read(SetSketch set)
    {
        set.Seal();
        string Table<T>(ThresholdTable<T> table)
            where T : struct, IMergeable<T> =>
            $"{table.Total} {table.Entries} {table.Threshold} " + string.Join(',', table.Items.OrderBy(item => item.Key).Select(item => $"{item.Key:x}:{item.Value.Weight}"));
        var sample = set.Get<DocumentSample>(SketchKind.Sample);
        string Texts(IEnumerable<SampledText> texts) => string.Join(',', texts.Select(text => $"{text.Content:x}:{text.Times}"));
        return string.Join('\n',
        [
            $"{set.Tally.Records} {set.Tally.Tokens} {set.Tally.Bytes}",
            .. Enumerable.Range(0, 5).Select(order => Table(set.Get<GramCounts>(SketchKind.Grams1 + order).Table)),
            Table(set.Get<Contents>(SketchKind.Contents).Table), Table(set.Get<Openings>(SketchKind.Openings).Table),
            string.Join(',', set.Get<ValueCounts>(SketchKind.Labels).Counts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}:{pair.Value.Times}")),
            Texts(sample.Texts), Texts(sample.Heavy),
        ]);
    }

    [Test]
    public void Small_sets_are_exactly_what_they_were()
    {
        var random = new Random(3);
        for (var round = 0; round < 60; round++)
        {
            var (kept, added, removed) = (Rows(random, random.Next(40)), Rows(random, random.Next(20)), Rows(random, random.Next(20)));
            var before = SetSketch.Before(Set([.. kept, .. added], 0, Sets.Large), Set(added, 1, Sets.Large), Set(removed, 2, Sets.Large), s_kinds);
            Assert.That(Read(before), Is.EqualTo(Read(Set([.. kept, .. removed], 3, Sets.Large))), $"round {round}");
        }
    }

    /// <summary>A key that goes leaves a gap where others may have been put behind it.</summary>
    [Test]
    public void What_is_left_of_a_table_is_found()
    {
        var random = new Random(6);
        for (var round = 0; round < 40; round++)
        {
            var (table, part) = (new ThresholdTable<Count>(1 << 12), new ThresholdTable<Count>(1 << 12));
            var counts = Enumerable.Range(0, random.Next(3_000)).ToDictionary(_ => (ulong)random.NextInt64(1, long.MaxValue), _ => (All: random.Next(1, 4), Gone: random.Next(4)));
            foreach (var (key, (all, gone)) in counts)
            {
                table.Add(key, new Count((uint)all));
                if (gone > 0) part.Add(key, new Count((uint)Math.Min(all, gone)));
            }
            table.Remove(part);
            var left = counts.Where(pair => pair.Value.Gone < pair.Value.All).ToDictionary(pair => pair.Key, pair => (uint)(pair.Value.All - pair.Value.Gone));
            Assert.That(table.Entries, Is.EqualTo(left.Count));
            Assert.That(counts.Keys.Select(key => table.TryGet(key, out var count) ? count.Times : 0), Is.EqualTo(counts.Keys.Select(key => left.GetValueOrDefault(key))), $"round {round}");
        }
    }

    [Test]
    public void Beyond_what_is_held_exactly_sums_hold_and_what_is_held_is_right()
    {
        var random = new Random(4);
        var options = new SketchOptions(256, 100, 1 << 20);
        var (kept, added, removed) = (Rows(random, 3_000), Rows(random, 400), Rows(random, 300));
        var before = SetSketch.Before(
            Set([.. kept, .. added], 0, options), Set(added, 1, options with { Sample = int.MaxValue }), Set(removed, 2, options with { Sample = int.MaxValue }), s_kinds);
        before.Seal();
        var (exact, plain) = (Set([.. kept, .. removed], 3, Sets.Large), before.Get<GramCounts>(SketchKind.Grams3).Table);
        Assert.That((before.Tally.Records, before.Tally.Tokens), Is.EqualTo((exact.Tally.Records, exact.Tally.Tokens)));
        Assert.That(plain.IsExact, Is.False);
        Assert.That(plain.Total, Is.EqualTo(exact.Get<GramCounts>(SketchKind.Grams3).Table.Total));
        Assert.That(plain.Items.Sum(item => item.Value.Weight) + ((BucketRest)plain.Rest!).Weights.ToArray().Sum(), Is.EqualTo(plain.Total));
        foreach (var (key, value) in plain.Items)
            Assert.That(exact.Get<GramCounts>(SketchKind.Grams3).Table.TryGet(key, out var true3) ? true3.Times : 0, Is.EqualTo(value.Times));
        var all = exact.Get<DocumentSample>(SketchKind.Sample);
        var sample = before.Get<DocumentSample>(SketchKind.Sample);
        Assert.That(sample.IsWhole, Is.False);
        Assert.That(sample.Texts.Select(text => (text.Content, text.Times)), Is.EqualTo(all.Texts.Where(text => text.Content < sample.Threshold).Select(text => (text.Content, text.Times))));
    }

    [Test]
    public void Nothing_but_sums_can_be_taken_apart() =>
        Assert.Throws<NotSupportedException>(() => new Lineage(1 << 20).Remove(new Lineage(1 << 20)));
}
