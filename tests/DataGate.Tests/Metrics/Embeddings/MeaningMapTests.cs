using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Tests.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Embeddings;

public sealed class MeaningMapTests
{
    private static readonly string[] s_topics = ["card lost in the city", "hotel room with a view", "flight to the coast", "weather in the north", "music for an evening"];

    /// <summary>Texts around topics, each told in many ways.</summary>
    private static string[] Texts(int count, int seed, params int[] topics)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => $"{s_topics[topics[i % topics.Length]]} {s_topics[topics[i % topics.Length]]} word{random.Next(40)} {random.Next(1000)}")];
    }

    private static IReadOnlyList<MeaningCell> Map(IEnumerable<string> data, IEnumerable<string> reference)
    {
        var texts = data.Concat(reference).Select(Drawn.Text).DistinctBy(text => text.Content).OrderBy(text => text.Content);
        var corpus = new Corpus(WordSplitter.For(Words.Unicode, Sets.Seed), texts) { Embeddings = HashEmbedder.Texts(), Seed = 1 };
        return MeaningMap.Of(new DrawInput(corpus, Drawn.Draw(corpus, data), Drawn.Draw(corpus, reference), new Workspace()));
    }

    [Test]
    public void Every_record_of_both_sides_is_somewhere()
    {
        var map = Map(Texts(300, 1, 0, 1, 2), Texts(200, 2, 0, 1, 2, 3));
        Assert.Multiple(() =>
        {
            Assert.That(map.Sum(cell => cell.Data), Is.EqualTo(1).Within(1e-12));
            Assert.That(map.Sum(cell => cell.Reference), Is.EqualTo(1).Within(1e-12));
            Assert.That(map.Select(cell => (cell.X, cell.Y)), Is.Unique);
            Assert.That(map.Select(cell => cell.X), Is.All.InRange(0, MeaningMap.Columns - 1));
            Assert.That(map.Select(cell => cell.Y), Is.All.InRange(0, MeaningMap.Rows - 1));
            Assert.That(map.Max(cell => cell.X) - map.Min(cell => cell.X), Is.GreaterThan(MeaningMap.Columns / 2), "the whole plane is used");
        });
    }

    [Test]
    public void What_the_data_lacks_is_thin_and_what_it_repeats_is_thick()
    {
        var map = Map(Texts(400, 3, 0, 1), Texts(400, 4, 0, 1, 2, 3));
        var (thick, thin) = (map.Where(cell => cell.IsThick).ToList(), map.Where(cell => cell.IsThin).ToList());
        Assert.Multiple(() =>
        {
            Assert.That(thick, Is.Not.Empty);
            Assert.That(thin, Is.Not.Empty);
            foreach (var cell in thick) Assert.That(Text(cell.OfData), Does.StartWith("card").Or.StartWith("hotel"));
            foreach (var cell in thin) Assert.That(Text(cell.OfReference), Does.StartWith("flight").Or.StartWith("weather"));
        });

        static string Text(SampledText? text) => System.Text.Encoding.UTF8.GetString(text!.Text);
    }

    [Test]
    public void Sets_of_one_source_differ_hardly_anywhere()
    {
        var map = Map(Texts(500, 5, 0, 1, 2, 3, 4), Texts(500, 6, 0, 1, 2, 3, 4));
        Assert.That(map.Count(cell => cell.IsThick || cell.IsThin), Is.LessThanOrEqualTo(2), "of three standard errors each");
    }

    [Test]
    public void Copies_count_as_records()
    {
        var (reference, data) = (Texts(200, 7, 0, 1, 2), Texts(200, 8, 0, 1, 2));
        var copied = data.Concat(Enumerable.Repeat(data[0], 200));
        var thick = Map(copied, reference).Where(cell => cell.IsThick).MaxBy(cell => cell.Apart);
        Assert.That(thick?.Data, Is.GreaterThan(0.5));
    }

    [Test]
    public void The_order_of_the_records_changes_nothing()
    {
        var (data, reference) = (Texts(120, 9, 0, 1, 2), Texts(90, 10, 1, 2, 3));
        var (one, other) = (Map(data, reference), Map(Enumerable.Reverse(data), Enumerable.Reverse(reference)));
        Assert.That(other.Select(cell => (cell.X, cell.Y, cell.Data, cell.Reference, cell.Apart, cell.OfData?.Content, cell.OfReference?.Content)),
            Is.EqualTo(one.Select(cell => (cell.X, cell.Y, cell.Data, cell.Reference, cell.Apart, cell.OfData?.Content, cell.OfReference?.Content))));
    }

    [Test]
    public void Texts_that_do_not_vary_have_no_map([Values(0, 1, 2, 50)] int count)
    {
        Assert.That(Map(Enumerable.Repeat("one and the same", count), Enumerable.Repeat("one and the same", Math.Max(1, count))), Is.Empty);
    }

    [Test]
    public void Emoji_and_other_scripts_are_texts_too()
    {
        string[] data = [.. Enumerable.Range(0, 60).Select(i => $"🎉 注文 {i} مرحبا {i % 7}")], reference = [.. Enumerable.Range(0, 60).Select(i => $"注文はどこですか {i} 🎉 {i % 5}")];
        Assert.That(Map(data, reference).Sum(cell => cell.Data), Is.EqualTo(1).Within(1e-12));
    }
}
