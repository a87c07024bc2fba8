using DataGate.Metrics;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>Human records that nearly repeat a synthetic text; the very text is tested with <see cref="TailTests"/>.</summary>
public sealed class LaunderedTests
{
    private const int Length = 60;

    /// <summary>Sixty words of its own, some of them others.</summary>
    private static string Text(int number, params int[] changed) =>
        string.Join(' ', Enumerable.Range(0, Length).Select(i => changed.Contains(i) ? $"other{i}" : $"w{number}x{i}"));

    private static Measured Of(params Row[] rows) => (Measured)Sets.Measure("laundered", rows);

    private static string[] Say(Measured measured) =>
        [.. measured.Explain!().Select(rows => $"{rows.What} ({rows.Records}): {string.Join(' ', rows.Places.Select(place => place.Line))}")];

    [Test]
    public void A_near_repeat_counts_from_the_similarity_of_near_duplicates_on()
    {
        Assert.Multiple(() =>
        {
            // 56 5-grams; a word changed in the middle takes five of them: 51 / 61. Two: 46 / 66.
            Assert.That(Of(new(Text(1), "model"), new(Text(1, 30), "human")).Value, Is.EqualTo(1), "0.84");
            Assert.That(Of(new(Text(1), "model"), new(Text(1, 20, 40), "human")).Value, Is.Zero, "0.70");
            Assert.That(Of(new(Text(1), "model"), new(Text(2), "human")).Value, Is.Zero, "nothing in common");
            Assert.That(Of(new(Text(1), "model"), new(Text(1).ToUpperInvariant() + "!", "human")).Value, Is.EqualTo(1), "the same words");
            Assert.That(Of(new(Text(1), "human"), new(Text(1, 30), "human"), new(Text(2), "model"), new(Text(2, 30), "model")).Value, Is.Zero, "twins of their own kind");
            Assert.That(Of(new(Text(1), null), new(Text(1, 30), "human"), new(Text(2), "model")).Value, Is.Zero, "of unknown origin");
        });
    }

    [Test]
    public void Short_texts_count_only_where_they_are_equal()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Of(new("where is my card", "model"), new("where is my cards", "human"), new("Where is my card", "human"), new("", "human")).Value, Is.Zero);
            Assert.That(Of(new("where is my card", "model"), new("where is my card", "human"), new("", "human"), new("", "model")).Value, Is.EqualTo(2));
            Assert.That(Of(new("where is my other card", "model"), new("Where is my other card?", "human")).Value, Is.EqualTo(1), "five words");
        });
    }

    [Test]
    public void Copies_count_each_and_nothing_counts_twice()
    {
        Row[] rows =
        [
            new(Text(1), "model"), new(Text(1, 3), "human"), new(Text(1, 3), "human"), new(Text(1, 50), "human"), new(Text(1), "human"),
            new(Text(2, 7), "model"), new(Text(2, 7), "model"), new(Text(2), "human"),
        ];
        var measured = Of(rows);
        Assert.Multiple(() =>
        {
            Assert.That((measured.Value, measured.Low, measured.High, measured.Incomplete), Is.EqualTo((5.0, 5.0, 5.0, (string?)null)));
            Assert.That(Say(measured), Is.EqualTo((string[])
            [
                "labelled human, then synthetic (2): 4 0",
                "labelled human, then the synthetic text that it nearly repeats (3): 1 0",
                "labelled human, then the synthetic text that it nearly repeats (2): 3 0",
                "labelled human, then the synthetic text that it nearly repeats (3): 7 5",
            ]));
        });
    }

    [Test]
    public void Parts_and_order_make_no_difference()
    {
        Row[] rows = [.. Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? new Row(Text(i / 6), "model") : new Row(Text(i / 4, i % 5 * 12), "human"))];
        var whole = Of(rows);
        Assert.That(whole.Value, Is.InRange(20, 79));
        foreach (var size in new[] { 1, 17, 60 })
        {
            var sum = new DatasetScan(Sets.Needs(["laundered"]), _ => FileOrigin.None);
            foreach (var (i, part) in rows.Chunk(size).Index().Reverse())
            {
                var scan = new DatasetScan(Sets.Needs(["laundered"]), _ => FileOrigin.None);
                Sets.AddTo(scan, part, firstLine: i * size);
                sum.Merge(scan);
            }
            var measured = (Measured)Sets.Measure("laundered", sum);
            Assert.That(measured.Value, Is.EqualTo(whole.Value));
            Assert.That(Say(measured), Is.EqualTo(Say(whole)));
        }
    }

    [Test]
    public void Every_pair_is_that_of_a_comparison_of_each_with_each()
    {
        var random = new Random(3);
        Row[] rows = [.. Enumerable.Range(0, 300).Select(i => new Row(Text(random.Next(40), [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(Length))]), random.Next(2) == 0 ? "human" : "model"))];
        HashSet<string> Grams(string text) => text.Split(' ') is var words ? [.. Enumerable.Range(0, words.Length - 4).Select(i => string.Join(' ', words[i..(i + 5)]))] : [];
        var made = rows.Where(row => row.Source == "model").Select(row => Grams(row.Text)).ToList();
        var expected = rows.Count(row => row.Source == "human" && Grams(row.Text) is var own && made.Any(other => own.Intersect(other).Count() * 10 >= own.Union(other).Count() * 8));
        Assert.That(expected, Is.InRange(50, 140));
        Assert.That(Of(rows).Value, Is.EqualTo(expected));
    }

    [Test]
    public void A_sample_finds_a_part_of_the_near_ones_and_all_of_the_equal_ones()
    {
        Row[] rows = [.. Enumerable.Range(0, 3_000).SelectMany(i => new[] { new Row(Text(i), "model"), new Row(i < 1_000 ? Text(i) : Text(i, 30), "human") })];
        var measured = (Measured)Sets.Measure("laundered", Sets.Scan(Sets.Needs(["laundered"], sketches: Sets.Large with { Sample = 1_500 }), rows));
        Assert.Multiple(() =>
        {
            Assert.That(measured.Value, Is.InRange(1_350, 1_650), "half of the texts on either side: a quarter of the 2,000 pairs");
            Assert.That(measured.Low, Is.EqualTo(measured.Value));
            Assert.That((measured.Incomplete, measured.Method), Is.EqualTo(((string?)null, "equal texts of all records, near ones of the sample")));
            Assert.That(Of(rows).Value, Is.EqualTo(3_000));
            Assert.That(Of(rows).Incomplete, Is.Null);
        });
    }
}
