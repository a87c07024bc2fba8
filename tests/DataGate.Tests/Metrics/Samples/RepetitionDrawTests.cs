using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

public sealed class RepetitionDrawTests
{
    [Test]
    public void Its_error_is_the_jackknifes_to_the_bit([Values(0, 1, 2, 30, 400)] int texts, [Values(true, false)] bool isCut)
    {
        var random = new Random(texts);
        // Few words, so that 4-grams come again within a text and between texts; some texts have none.
        var corpus = Drawn.Corpus(Enumerable.Range(0, texts).Select(i => $"{i} " + string.Join(' ', Enumerable.Range(0, random.Next(0, 40)).Select(_ => random.Next(3)))));
        int[] documents = [.. Enumerable.Range(0, 2 * texts).Select(_ => random.Next(corpus.Count))];
        var draw = new Draw(documents, [.. documents.Select(document => isCut ? random.Next(corpus.Length(document) + 1) : corpus.Length(document))], [.. documents.Select(_ => random.Next(1, 4))]);
        var metric = new RepetitionDraw();
        var input = new DrawInput(corpus, draw, null, new Workspace());
        var found = metric.SamplingError(input);
        Assert.Multiple(() =>
        {
            Assert.That(found, Is.EqualTo(Jackknife.Error(metric, input)));
            Assert.That(metric.SamplingError(input), Is.EqualTo(found), "again, in the same memory");
            if (texts >= 30) Assert.That(found, Is.GreaterThan(0));
        });
    }

    [Test]
    public void More_copies_than_a_count_holds_are_as_the_measure_counts_them()
    {
        var corpus = Drawn.Corpus(Enumerable.Range(0, 60).Select(i => $"a b c d e f {i}"));
        int[] documents = [.. Enumerable.Range(0, 60)];
        var input = new DrawInput(corpus, new Draw(documents, [.. documents.Select(corpus.Length)], [.. documents.Select(_ => int.MaxValue / 2)]), null, new Workspace());
        Assert.That(new RepetitionDraw().SamplingError(input), Is.EqualTo(Jackknife.Error(new RepetitionDraw(), input)));
    }
}
