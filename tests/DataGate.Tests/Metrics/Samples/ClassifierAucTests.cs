using DataGate.Metrics.Classifying;
using DataGate.Metrics.Samples;

namespace DataGate.Tests.Metrics.Samples;

public sealed class ClassifierAucTests
{
    private static double? Auc(string[] data, string[] reference) => new ClassifierAuc().Value(Drawn.Input(data, reference));

    [Test]
    public void Equal_scores_count_half()
    {
        // Data 3, 2, 2; reference 2, 1: pairs won 2 + 1½ + 1½ of 6.
        var (wins, pairs) = ClassifierAuc.MannWhitney([(3, true), (2, true), (2, false), (1, false), (2, true)]);
        Assert.That((wins, pairs), Is.EqualTo((5.0, 6.0)));
    }

    [Test]
    public void Halves_of_one_set_cannot_be_told_apart()
    {
        var human = Drawn.Read("clinc150.train").Distinct().ToArray();
        var values = Enumerable.Range(0, 20).Select(seed => Drawn.Shuffled(human, (ulong)seed)).Select(set => Auc(set[..500], set[500..1000])!.Value).ToList();
        TestContext.Out.WriteLine(string.Join(' ', values));
        Assert.That(values.Average(), Is.EqualTo(0.5).Within(0.015));
        Assert.That(values, Has.All.EqualTo(0.5).Within(0.08));
    }

    [Test]
    public void Paraphrases_by_a_model_can_be_told_from_what_people_wrote()
    {
        var human = Drawn.Shuffled(Drawn.Read("intent_paraphrase.human").Distinct(), 1)[..1000];
        foreach (var model in (string[])["intent_paraphrase.gpt-3.5-turbo", "intent_paraphrase.falcon-40b"])
        {
            var value = Auc(Drawn.Shuffled(Drawn.Read(model).Distinct(), 1)[..1000], human);
            TestContext.Out.WriteLine($"{model}: {value}");
            Assert.That(value, Is.GreaterThan(0.8));
        }
    }

    [Test]
    public void Sets_without_a_common_word_are_told_apart_always()
    {
        var data = Enumerable.Range(0, 60).Select(i => $"gamma {i % 9} delta {i % 7}").ToArray();
        var reference = Enumerable.Range(0, 60).Select(i => $"alpha {i % 9} beta {i % 7}").ToArray();
        Assert.That(Auc(data, reference), Is.EqualTo(1));
    }

    [Test]
    public void Equal_sets_are_all_ties()
    {
        var texts = Enumerable.Range(0, 100).Select(i => $"where is my {i} card").ToArray();
        Assert.That(Auc(texts, texts), Is.EqualTo(0.5).Within(0.02));
    }

    [Test]
    public void Copies_of_a_content_count_once()
    {
        var data = Enumerable.Range(0, 80).Select(i => $"where is my {i % 40} card {i}").ToArray();
        var reference = Enumerable.Range(0, 80).Select(i => $"who has my {i % 40} card {i * 3}").ToArray();
        Assert.That(Auc([.. data, .. data[..30], .. data[..30]], reference), Is.EqualTo(Auc(data, reference)));
    }

    [Test]
    public void One_content_alone_has_no_value() => Assert.That(Auc(["one text"], ["another", "and a third"]), Is.Null);

    [Test]
    public void The_order_of_the_entries_plays_no_part()
    {
        var texts = Enumerable.Range(0, 200).Select(i => $"where is my {i % 17} card of {i % 5} from {i}").ToArray();
        var input = Drawn.Input(texts[..90], texts[90..]);
        int[] reversed = [.. input.Data.Documents];
        Array.Reverse(reversed);
        var other = new DrawInput(input.Corpus, Draw.Of(input.Corpus, reversed), input.Reference, input.Work);
        Assert.That(new ClassifierAuc().Value(other), Is.EqualTo(new ClassifierAuc().Value(input)));
    }
}
