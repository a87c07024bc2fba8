using DataGate.Metrics.Classifying;

namespace DataGate.Tests.Metrics.Samples;

public sealed class FingerprintTests
{
    [Test]
    public void Unlabelled_answers_are_given_to_the_generator_that_wrote_them()
    {
        string[] names = ["claude", "gpt4", "llama-2-7b-chat-hf", "alpaca-7b", "Mixtral-8x7B-Instruct-v0.1"];
        var sets = names.Select(name => Drawn.Shuffled(Drawn.Read("alpaca_eval." + name).Distinct(), 1)).ToList();
        var corpus = Drawn.Corpus([.. sets]);
        var prints = Fingerprint.Fit(corpus, [.. names.Select((name, i) => (name, sets[i][..300].Select(text => Drawn.Document(corpus, text)).ToArray()))]);
        var (right, named, all) = (0, 0, 0);
        for (var i = 0; i < names.Length; i++)
        {
            foreach (var text in sets[i][300..])
            {
                all++;
                var found = prints.Of(Drawn.Document(corpus, text));
                if (found.Nearest == names[i]) right++;
                if (found.Generator is { } name && name == names[i]) named++;
            }
        }
        var error = prints.MeasuredError;
        TestContext.Out.WriteLine($"measured: error {error.Balanced}, named {error.Named}, wrong {error.WhenNamed}; fresh: error {1 - (right / (double)all)} of {all}, rightly named {named}");
        TestContext.Out.WriteLine(string.Join("\n", error.Confusion.Select(row => string.Join(" ", row))));
        Assert.That(1 - (right / (double)all), Is.EqualTo(error.Balanced).Within(0.06), "the error on fresh documents is the measured one");
        Assert.That(error.Balanced, Is.LessThan(0.5));
        Assert.That(error.WhenNamed, Is.LessThanOrEqualTo(Fingerprint.MaxError));
    }

    [Test]
    public void Halves_of_one_source_have_no_names()
    {
        var texts = Enumerable.Range(0, 400).Select(i => $"where is my {i % 17} card of {i % 5} from {i % 91} at {i}").ToArray();
        var shuffled = Drawn.Shuffled(texts, 5);
        var corpus = Drawn.Corpus(shuffled);
        var all = Enumerable.Range(0, 400).ToArray();
        var prints = Fingerprint.Fit(corpus, [("one", all[..150]), ("other", all[150..300])]);
        Assert.That(prints.MeasuredError.Balanced, Is.GreaterThan(0.35));
        Assert.That(prints.MeasuredError.Named, Is.Zero);
        Assert.That(all[300..].Select(document => prints.Of(document).Generator), Has.All.Null);
    }

    [Test]
    public void The_confusion_counts_every_known_document_once()
    {
        string[] one = [.. Enumerable.Range(0, 50).Select(i => $"certainly here is {i % 9} and {i}")], other = [.. Enumerable.Range(0, 70).Select(i => $"sure thing {i % 9} or {i}")];
        var corpus = Drawn.Corpus(one, other, ["certainly here is 500"]);
        var prints = Fingerprint.Fit(corpus, [("one", [.. Enumerable.Range(0, 50)]), ("other", [.. Enumerable.Range(50, 70)])]);
        Assert.That(prints.MeasuredError.Confusion.Select(row => row.Sum()), Is.EqualTo((int[])[50, 70]));
        Assert.That(prints.MeasuredError.Balanced, Is.Zero);
        Assert.That(prints.MeasuredError.Named, Is.EqualTo(1));
        Assert.That(prints.Of(120).Generator, Is.EqualTo("one"));
    }

    [Test]
    public void One_generator_cannot_be_told_from_others()
    {
        var corpus = Drawn.Corpus(["a text"]);
        Assert.That(() => Fingerprint.Fit(corpus, [("one", [0])]), Throws.ArgumentException);
        Assert.That(() => Fingerprint.Fit(corpus, [("one", [0]), ("none", [])]), Throws.ArgumentException);
    }
}
