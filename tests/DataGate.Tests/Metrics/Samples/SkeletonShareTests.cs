using System.Text;
using DataGate.Metrics.Samples;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>What has the same shape and what doesn't, and the shares of sets whose truth is known.</summary>
public sealed class SkeletonShareTests
{
    [TestCase("Book a flight from Boston to Denver on May 3", "book a flight from san francisco to new york on june 21st")]
    [TestCase("What is the capital of France?", "What is the population of New Zealand?")]
    [TestCase("Can you tell me the balance of my account?", "“Can you tell me the limit of my credit card?”")]
    [TestCase("I’d like a table for two at 8 pm", "I'd like a room for three at noon")]
    [TestCase("Order 4711 shipped to Anna Schmidt", "Order 12 shipped to Bo")]
    [TestCase("Zahlung von Müller über 20,50 Euro erhalten", "Zahlung von Özdemir über 7 Euro erhalten")]
    [TestCase("mail ann@example.com now", "mail bob.b@example.org now")]
    [TestCase("see https://example.com/a?b=c for details", "see www.example.org for details")]
    [TestCase("translate \"good morning\" slowly", "translate \"cheese\" slowly")]
    [TestCase("{\"a\": 1, \"b\": [1, 2, 3], \"c\": {\"d\": true}}", "{ \"a\": 27, \"b\": [9], \"c\": {\"d\": false}}")]
    [TestCase("Here are some ideas for a party:\n- cake\n- music\n- games", "Here are some tips for a trip:\n\n- maps\n- water")]
    [TestCase("def f(x):\n    return x + 1\n\nprint(f(2))", "def triple(number):\n    return number + 3\n\nprint(triple(7))")]
    [TestCase("Two things:\n- cake\n- music\nand bring\nfriends along", "Two things:\n- maps\n- water\nor else\nstay home")]
    [TestCase("12.5", "7")]
    public void They_share_a_shape(string first, string second) => Assert.That(Of(second), Is.EqualTo(Of(first)));

    [TestCase("Book a flight from Boston to Denver", "Cancel my flight from Boston to Denver")]
    [TestCase("cancel my order", "cancel my flight")]
    [TestCase("我的余额是多少", "我的卡丢了怎么办")]
    [TestCase("quiero cancelar mi pedido", "quiero cambiar mi pedido")]
    [TestCase("NO REFUND GIVEN", "CALL ME BACK")]
    [TestCase("🎉", "👍🏽")]
    [TestCase("{\"a\": 1}", "{\"b\": 1}")]
    [TestCase("{\"a\": 1}", "{\"a\": \"x\"}")]
    [TestCase("[citation needed]", "[applause in the hall]")]
    [TestCase("Here are some ideas for a party: cake", "Here are some ideas for a party:\n- cake\n- music")]
    [TestCase("- one thing\n- another", "1. one thing\n2. another")]
    [TestCase("def f(x):\n    return x + 1\n", "for x in y:\n    print(x)\n")]
    [TestCase("Ask Anna Smith", "Ask Bert Jones")]
    [TestCase("a(1);\nb(2);\nplain words\nof a note", "c(3);\nd(4);\nother words\nby a letter")]
    public void They_do_not_share_a_shape(string first, string second) => Assert.That(Of(second), Is.Not.EqualTo(Of(first)));

    [TestCase("Book a flight from Boston to Denver on May 3", "… a … from … to")]
    [TestCase("Can you help me get my account closed?", "can you … me … my")]
    [TestCase("cancel order 5", "cancel order …")]
    [TestCase("Thanks Anna and Bo Meier, 5 stars", "thanks … and … , … stars")]
    [TestCase("", "")]
    [TestCase("  ", "")]
    [TestCase("{\"a\": 1, \"b\": [1, \"x\", {}]}", "json {a:number b:[number string {} ] }")]
    [TestCase("Here are some ideas for a party:\n- cake\n- music", "list - after here are some … for a")]
    public void It_reads_as_expected(string text, string shape) => Assert.That(Of(text), Is.EqualTo(shape));

    [Test]
    public void It_never_fails_and_is_linear()
    {
        string[] hard =
        [
            new('[', 1 << 20), "{" + new string('"', 1 << 20) + "}", new('"', 100_000), "{\"\\ud800\": 1}", "\ud800", new('a', 1 << 20), string.Concat(Enumerable.Repeat("- ", 100_000)),
            string.Concat(Enumerable.Repeat("\n", 100_000)), "\n\n- \n- \n", "```", "\"", "a@", "1.", "-", "'", "1.5.6:7/8-9",
        ];
        foreach (var text in hard) Assert.That(() => Of(text), Throws.Nothing);
        Assert.That(Of(string.Concat(Enumerable.Repeat("é", 5_000))), Has.Length.LessThan(5_000));
    }

    [Test]
    public void The_value_is_the_largest_share_with_all_copies()
    {
        string[] cities = ["Boston", "Denver", "New York", "Paris"];
        string[] texts = [.. cities.SelectMany(from => cities.Select(to => $"Book a flight from {from} to {to} for me")), "cancel my order", "cancel my order", "hello there", "hi"];
        var input = Corpora.Of(texts);
        var evidence = SkeletonShare.Evidence(input.Corpus, input.Data);
        Assert.Multiple(() =>
        {
            Assert.That(new SkeletonShare().Value(input), Is.EqualTo(16.0 / 20));
            Assert.That(new SkeletonShare().Value(Corpora.Of([])), Is.Null);
            Assert.That(new SkeletonShare().Value(Corpora.Of(["", ""])), Is.EqualTo(1));
            Assert.That(new SkeletonShare().Value(Corpora.Of(["one of two", "nothing like it"])), Is.EqualTo(0.5));
            Assert.That(evidence.Select(found => (found.Excerpt, found.Records)), Is.EqualTo([("… a … from … to", 16L), ("cancel my order", 2L)]));
            Assert.That(evidence.Select(found => found.Places.Length), Is.EqualTo([5, 2]));
        });
    }

    [Test]
    public void Of_the_ladder_of_templates_the_top_scores_clearly_higher_than_the_foot()
    {
        foreach (var repeat in new[] { "r0", "r1" })
        {
            double At(string level) => Share("ladder", "template_intent_gpt35", $"template{level}_{repeat}.jsonl");
            Assert.Multiple(() =>
            {
                Assert.That(At("100"), Is.GreaterThan(3 * At("000")), repeat);
                Assert.That(At("075"), Is.GreaterThan(2 * At("000")), repeat);
                Assert.That(At("050"), Is.GreaterThan(1.5 * At("000")), repeat);
                Assert.That(At("000"), Is.LessThan(0.05), repeat);
            });
        }
    }

    [TestCase("intent_paraphrase.human.jsonl")]
    [TestCase("clinc150.test.jsonl")]
    [TestCase("dolly.human.jsonl")]
    [TestCase("writing.human.jsonl")]
    [TestCase("self_instruct_eval.human.jsonl")]
    [TestCase("self_instruct_seed.human.jsonl")]
    public void Of_what_people_wrote_few_share_a_shape(string file) => Assert.That(Share(file), Is.LessThan(0.03));

    [Test]
    public void One_constant_answer_is_one_shape() => Assert.That(Share("alpaca_eval.NullModel.jsonl"), Is.EqualTo(1));

    private static double Share(params string[] path) =>
        new SkeletonShare().Value(Corpora.Of(Sets.Read(Repository.SharedData(["dev", .. path])).Select(row => row.Text)))!.Value;

    private static string Of(string text) => Shape.Of(Encoding.UTF8.GetBytes(text));
}
