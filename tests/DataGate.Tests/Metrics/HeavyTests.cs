using System.Text;
using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>A content of more than a thousandth of the records is in the sample, wherever its hash lies.</summary>
public sealed class HeavyTests
{
    private const int Share = 1_000;

    private static readonly string[] s_shapes = ["distinct", "equal", "few", "half", "most", "zipf", "edge"];

    /// <summary>Texts of a set of some shape; every third record is human, the others are synthetic.</summary>
    private static Row[] Rows(string shape, int records, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, records).Select(i => new Row(
                shape switch
                {
                    "distinct" => $"text {i}",
                    "equal" => "the one text",
                    "few" => $"text {random.Next(40)}",
                    "half" => random.NextDouble() < 0.5 ? $"copy {random.Next(8)}" : $"text {i}",
                    "most" => random.NextDouble() < 0.95 ? $"copy {random.Next(300)}" : $"text {i}",
                    "zipf" => $"text {(int)(records / (1 + (random.NextDouble() * records)))}",
                    // As many copies as a thousandth of the records, one less, and one more.
                    "edge" => Edge(i, Math.Max(1, records / Share)),
                    _ => throw new ArgumentException(shape),
                },
                i % 3 == 0 ? "human" : "model")),
        ];
    }

    /// <summary>Of each three texts one has a copy fewer than <paramref name="times"/>, one as many, one a copy more.</summary>
    private static string Edge(int i, int times)
    {
        var (three, at) = Math.DivRem(i, 3 * times);
        return $"text {three} {(at < times - 1 ? "below" : at < (2 * times) - 1 ? "at" : "above")}";
    }

    private static Needs Needs(int entries, int sample, long bytes = 1 << 20) =>
        Sets.Needs(["exact-duplicates"], sketches: new SketchOptions(entries, sample, bytes));

    private static DatasetScan New(Needs needs) => new(needs, _ => FileOrigin.None);

    private static DocumentSample Sample(DatasetScan scan, SliceName slice = SliceName.All) =>
        scan.Whole.Slice(slice).Get<DocumentSample>(SketchKind.Sample);

    private static byte[] Bytes(DatasetScan scan)
    {
        using var stream = new MemoryStream();
        scan.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static DatasetScan Saved(DatasetScan scan, Needs needs)
    {
        var loaded = New(needs);
        loaded.Load(new BinaryReader(new MemoryStream(Bytes(scan))));
        return loaded;
    }

    /// <summary>The texts of a sample that are heavy, however it holds them: <c>text × times @ first, second</c>.</summary>
    private static string[] HeavyOf(DocumentSample sample, long records) =>
    [
        .. sample.Texts.Where(text => text.Times * Share > records).Concat(sample.Heavy)
            .Select(text => Show(Encoding.UTF8.GetString(text.Text), text.Times, text.Places)).Order(StringComparer.Ordinal),
    ];

    private static string[] HeavyOf(IReadOnlyList<Row> rows, Func<Row, bool> isIn)
    {
        var placed = rows.Select((row, i) => (row.Text, IsIn: isIn(row), Place: Place.At(0, i, 1))).Where(row => row.IsIn).ToList();
        return
        [
            .. placed.GroupBy(row => row.Text, StringComparer.Ordinal).Where(group => group.Count() * Share > placed.Count)
                .Select(group => Show(group.Key, group.Count(), [.. group.Select(row => row.Place)])).Order(StringComparer.Ordinal),
        ];
    }

    private static string Show(string text, long times, IReadOnlyList<Place> places) =>
        $"{text} × {times} @ {string.Join(", ", places.Take(2).Select(place => place.Packed))}";

    [Test]
    public void They_are_what_counting_finds([ValueSource(nameof(s_shapes))] string shape, [Values(700, 6_000)] int records, [Values(8, 50, 100_000)] int size)
    {
        var rows = Rows(shape, records, seed: size);
        var scan = Sets.Scan(Needs(1 << 16, size), rows);
        foreach (var (slice, isIn) in new (SliceName, Func<Row, bool>)[]
                 { (SliceName.All, _ => true), (SliceName.Human, row => row.Source == "human"), (SliceName.Synthetic, row => row.Source == "model") })
        {
            var sample = Sample(scan, slice);
            Assert.Multiple(() =>
            {
                Assert.That(HeavyOf(sample, rows.Count(isIn)), Is.EqualTo(HeavyOf(rows, isIn)), $"{slice}");
                Assert.That(sample.Heavy.Select(text => text.Content), Is.Ordered.And.Unique.And.All.GreaterThanOrEqualTo(sample.Threshold));
                Assert.That(sample.Heavy, Has.Count.LessThan(Share).And.All.Property(nameof(SampledText.IsExact)).True);
            });
        }
    }

    [Test]
    public void Shapes_with_heavy_ones_have_them_beyond_the_threshold([Values("few", "half", "most", "zipf", "edge")] string shape)
    {
        var sample = Sample(Sets.Scan(Needs(1 << 16, 8), Rows(shape, 6_000, seed: 1)));
        Assert.Multiple(() =>
        {
            Assert.That(sample.Count, Is.EqualTo(8));
            Assert.That(sample.Heavy, Is.Not.Empty);
            Assert.That(sample.Heavy.Select(text => sample.Find(text.Content)!.Times), Is.EqualTo(sample.Heavy.Select(text => text.Times)));
        });
    }

    /// <summary>Capacities under which every content is counted, some are, and hardly any.</summary>
    [Test]
    public void Any_parts_in_any_order_give_the_bytes_of_the_whole(
        [ValueSource(nameof(s_shapes))] string shape, [Values(64, 1_024, 1 << 16)] int entries)
    {
        const int Records = 6_000;
        var needs = Needs(entries, sample: 50, bytes: 2_000);
        var rows = Rows(shape, Records, seed: entries);
        var whole = Bytes(Sets.Scan(needs, rows));
        var random = new Random(entries);
        foreach (var count in new[] { 1, 2, 7, 100 })
        {
            // Cut by chance, so that a text that is heavy in one part is rare in others.
            var owner = Enumerable.Range(0, Records).Select(i => i % 2 == 0 ? i * count / Records : random.Next(count)).ToArray();
            var parts = Enumerable.Range(0, count).Select(_ => New(needs)).ToArray();
            for (var i = 0; i < Records; i++) Sets.AddTo(parts[owner[i]], [rows[i]], firstLine: i);
            random.Shuffle(parts);
            var halves = parts.Chunk((count + 1) / 2).Select(half => Saved(Sum(needs, half), needs));
            Assert.That(Bytes(Sum(needs, halves)).AsSpan().SequenceEqual(whole), Is.True, $"{count} parts, summed in halves");
            Assert.That(Bytes(Sum(needs, parts)).AsSpan().SequenceEqual(whole), Is.True, $"{count} parts");
        }
    }

    [Test]
    public void A_part_emptied_and_filled_again_gives_the_bytes_of_the_whole(
        [ValueSource(nameof(s_shapes))] string shape, [Values(64, 1 << 16)] int entries, [Values(15, 2_500)] int step)
    {
        var needs = Needs(entries, sample: 50);
        var rows = Rows(shape, 6_000, seed: step);
        var (sum, part) = (New(needs), New(needs));
        for (var at = 0; at < rows.Length; at += step)
        {
            Sets.AddTo(part, rows.Skip(at).Take(step), firstLine: at);
            sum.Merge(part);
            part.Restart(sum);
        }
        Assert.That(Bytes(sum).AsSpan().SequenceEqual(Bytes(Sets.Scan(needs, rows))), Is.True);
    }

    [Test]
    public void Saving_and_loading_changes_nothing([Values("half", "zipf")] string shape, [Values(64, 1 << 16)] int entries)
    {
        var needs = Needs(entries, sample: 50);
        var scan = Sets.Scan(needs, Rows(shape, 6_000, seed: 2));
        var loaded = Saved(scan, needs);
        Assert.Multiple(() =>
        {
            Assert.That(Sample(scan).Heavy, Is.Not.Empty);
            Assert.That(HeavyOf(Sample(loaded), 6_000), Is.EqualTo(HeavyOf(Sample(scan), 6_000)));
            Assert.That(Bytes(loaded), Is.EqualTo(Bytes(scan)));
        });
    }

    /// <summary>Hardly any content is counted exactly; of those that are sure, the counts are near the truth.</summary>
    [Test]
    public void Beyond_the_table_the_heavier_ones_are_found_with_about_their_count([Values(1, 2, 3, 4)] int seed)
    {
        const int Records = 20_000;
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Records)
            .Select(i => new Row(random.NextDouble() < 0.5 ? $"copy {(int)(200 * random.NextDouble() * random.NextDouble())}" : $"text {i}")).ToArray();
        var truth = rows.GroupBy(row => row.Text, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var sample = Sample(Sets.Scan(Needs(entries: 8, sample: 8), rows));
        var found = sample.Texts.Concat(sample.Heavy).ToDictionary(text => Encoding.UTF8.GetString(text.Text), StringComparer.Ordinal);
        Assert.Multiple(() =>
        {
            Assert.That(truth.Where(text => text.Value * Share > 2 * Records).Select(text => text.Key), Is.SubsetOf(found.Keys));
            Assert.That(sample.Heavy.Count(text => !text.IsExact), Is.GreaterThan(50));
            foreach (var text in sample.Heavy.Where(text => !text.IsExact))
            {
                var due = truth[Encoding.UTF8.GetString(text.Text)];
                Assert.That(text.Times, Is.EqualTo(due).Within(3 + (due / 20)));
                Assert.That(text.Places, Is.Empty);
            }
        });
    }

    /// <summary>Contents made to share both cells of the sketch that counts them with one that nearly all records have.</summary>
    [Test]
    public void Contents_that_collide_with_a_heavy_one_dont_make_parts_differ([Range(1, 6)] int seed)
    {
        const int Records = 4_000;
        var random = new Random(seed);
        var contents = Enumerable.Range(0, Records / 2).Select(_ => (ulong)random.NextInt64() << 24).Order().ToArray();
        var documents = Enumerable.Range(0, Records).Select(i => contents[i % 10 > 0 ? ^1 : random.Next(contents.Length)]).ToArray();
        var whole = Sketch(documents.Select((content, i) => (content, i)));
        Assert.That(whole.Get<DocumentSample>(SketchKind.Sample).Heavy.Select(text => text.Content), Does.Contain(contents[^1]));
        foreach (var count in new[] { 2, 7, 100 })
        {
            var sum = Sketch([]);
            foreach (var part in documents.Select((content, i) => (content, i)).GroupBy(_ => random.Next(count))) sum.Merge(Sketch(part));
            Assert.That(Bytes(sum).AsSpan().SequenceEqual(Bytes(whole)), Is.True, $"{count} parts");
        }
    }

    [Test]
    public void A_long_text_is_kept_up_to_a_whole_character()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("\u00e9", 40_000));
        var sample = Sample(Sets.Scan(Needs(1 << 16, sample: 8, bytes: 100), [.. Enumerable.Repeat(new Row(text), 5), new Row("short")]));
        var heavy = sample.Heavy.Single(heavy => heavy.Times == 5);
        Assert.Multiple(() =>
        {
            Assert.That(heavy.Text, Has.Length.EqualTo((32 << 10) - 1));
            Assert.That(text, Does.StartWith(Encoding.UTF8.GetString(heavy.Text)));
        });
    }

    /// <summary>More text than is kept before it is sifted, and a heavy one that comes after all others.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public void A_long_part_forgets_what_is_light(bool last)
    {
        var filler = new string('y', 200);
        var rows = Enumerable.Range(0, 20_000).Select(i => new Row($"{filler} {i}"));
        var heavy = Enumerable.Repeat(new Row("again"), 30);
        var sample = Sample(Sets.Scan(Needs(1 << 16, sample: 8), last ? rows.Concat(heavy) : heavy.Concat(rows)));
        var copies = sample.Texts.Concat(sample.Heavy).Where(text => text.Times > 1);
        Assert.Multiple(() =>
        {
            Assert.That(copies.Select(text => (Encoding.UTF8.GetString(text.Text), text.Times)), Is.EqualTo(new[] { ("again", 30L) }));
            Assert.That(sample.Heavy, Has.Count.LessThanOrEqualTo(1));
        });
    }

    private static DatasetScan Sum(Needs needs, IEnumerable<DatasetScan> parts)
    {
        var sum = New(needs);
        foreach (var part in parts) sum.Merge(part);
        return sum;
    }

    private static SetSketch Sketch(IEnumerable<(ulong Content, int Line)> documents)
    {
        var set = new SetSketch([SketchKind.Sample], new SketchOptions(Entries: 8, Sample: 8, SampleBytes: 1 << 20));
        var document = new Document(1);
        foreach (var (content, line) in documents)
        {
            document.Content = content;
            document.Text = BitConverter.GetBytes(content);
            document.Place = Place.At(0, line, 1);
            set.Add(document);
        }
        set.Seal();
        return set;
    }

    private static byte[] Bytes(SetSketch set)
    {
        using var stream = new MemoryStream();
        set.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }
}
