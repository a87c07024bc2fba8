using DataGate.Metrics.Language;
using static DataGate.Onnx.Tests.OnnxBytes;

namespace DataGate.Onnx.Tests;

/// <summary>Perplexities by a causal language model: the numbers by hand, what a text's neighbours don't change, and what is said of models that don't fit.</summary>
public sealed class CausalTests
{
    private const double Within = 1e-9;

    [Test]
    public void A_text_is_scored_token_by_token_from_the_start_token_on()
    {
        using var model = Open(("model.onnx", OwnCausal.Plain), ("tokenizer.json", OwnCausal.Tokenizer), ("config.json", OwnCausal.Configuration));
        var scores = model.Value.Score(["hé!", "h", ""]);
        // h, the two bytes of é, and the mark.
        double[] losses = [.. ((int[])[OwnCausal.Start, 'h', 0xC3, 0xA9]).Zip((int[])['h', 0xC3, 0xA9, '!'], (before, token) => OwnCausal.Loss(OwnCausal.Row(before), token))];
        Assert.Multiple(() =>
        {
            Assert.That(scores[0].LogPerplexity, Is.EqualTo(losses.Average()).Within(Within));
            Assert.That((scores[0].Tokens, scores[0].UnknownTokens), Is.EqualTo((4, 0)));
            Assert.That(scores[1].LogPerplexity, Is.EqualTo(losses[0]).Within(Within));
            Assert.That(scores[2], Is.EqualTo(new TextScore(0, 0, 0)));
        });
    }

    [Test]
    public void Without_a_start_token_the_first_one_is_not_scored()
    {
        using var model = Open(("model.onnx", OwnCausal.Plain), ("tokenizer.json", OwnCausal.Tokenizer));
        var scores = model.Value.Score(["ab", "a"]);
        Assert.That(scores[0].LogPerplexity, Is.EqualTo(OwnCausal.Loss(OwnCausal.Row('a'), 'b')).Within(Within));
        Assert.That(scores[1], Is.EqualTo(new TextScore(0, 1, 0)));
    }

    [Test]
    public void A_merged_decoder_is_given_mask_and_positions_and_nothing_read_before()
    {
        using var model = Open(("model.onnx", OwnCausal.Merged), ("tokenizer.json", OwnCausal.Tokenizer), ("config.json", OwnCausal.Configuration));
        double[] losses = [OwnCausal.Loss(OwnCausal.Row(OwnCausal.Start, 0), 'a'), OwnCausal.Loss(OwnCausal.Row('a', 1), 'b'), OwnCausal.Loss(OwnCausal.Row('b', 2), 'c')];
        Assert.That(model.Value.Score(["abc"])[0].LogPerplexity, Is.EqualTo(losses.Average()).Within(1e-6));
    }

    [Test]
    public void Logits_of_half_precision_are_read_as_what_they_are()
    {
        const int OfHalves = 10;
        var halves = Model(
            Input("input_ids", OfLongs, "batch", "tokens"), Floats("table", [OwnCausal.Vocabulary, OwnCausal.Vocabulary], OwnCausal.Table), Node("Gather", ["table", "input_ids"], "whole"),
            Node("Cast", ["whole"], "logits", attributes: Integer("to", OfHalves)), Output("logits", OfHalves, "batch", "tokens", "257"));
        using var model = Open(("model.onnx", halves), ("tokenizer.json", OwnCausal.Tokenizer), ("config.json", OwnCausal.Configuration));
        double[] losses = [.. ((int[])[OwnCausal.Start, 'a', 'b']).Zip((int[])['a', 'b', 'c'], (before, token) => OwnCausal.Loss(OwnCausal.Row(before).Select(logit => (double)(Half)logit), token))];
        Assert.That(model.Value.Score(["abc"])[0].LogPerplexity, Is.EqualTo(losses.Average()).Within(Within));
    }

    [TestCase("""{ "max-length": 4 }""", 3)]
    [TestCase("""{ "max-length": 8192 }""", 63)]
    public void Of_a_long_text_the_first_tokens_count(string settings, int tokens)
    {
        using var model = Open(("model.onnx", OwnCausal.Plain), ("tokenizer.json", OwnCausal.Tokenizer), ("config.json", OwnCausal.Configuration), ("datagate.json", settings));
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => (char)('a' + i * i % 26)));
        var scores = model.Value.Score([text, text[..tokens]]);
        Assert.That(scores[0], Is.EqualTo(scores[1]));
        Assert.That(scores[0].Tokens, Is.EqualTo(tokens));
    }

    [Test]
    public void No_text_depends_on_its_neighbours_or_on_threads()
    {
        string[] texts = [.. Enumerable.Range(0, 60).Select(i => string.Concat(Enumerable.Range(0, i % 37).Select(j => (char)('a' + (i * j) % 26)))), .. OwnSentences.All];
        var files = new (string, object)[] { ("model.onnx", OwnCausal.Merged), ("tokenizer.json", OwnCausal.Tokenizer), ("config.json", OwnCausal.Configuration) };
        using var alone = Open(1, files);
        using var together = Open(4, files);
        var one = texts.Select(text => alone.Value.Score([text])[0]).ToList();
        Assert.That(together.Value.Score(texts), Is.EqualTo(one));
        Assert.That(together.Value.Score([.. texts.Reverse()]).Reverse(), Is.EqualTo(one));
    }

    [Test]
    public void The_models_name_tells_one_from_another()
    {
        var files = new (string, object)[] { ("model.onnx", OwnCausal.Plain), ("tokenizer.json", OwnCausal.Tokenizer) };
        using var first = Open(files);
        using var same = Open(files);
        using var other = Open([.. files, ("config.json", OwnCausal.Configuration)]);
        Assert.That(Identity(same), Is.EqualTo(Identity(first)));
        Assert.That(Identity(other), Is.Not.EqualTo(Identity(first)));
        static string Identity(Opened model) => model.Value.Model.Split("sha256:")[1];
    }

    [Test]
    public void A_loss_is_exact_where_logits_are_huge_and_a_logit_that_is_no_number_is_told()
    {
        Assert.That(Causal.TokenLoss.Of([3e38f, 3e38f], 0), Is.EqualTo(Math.Log(2)).Within(1e-12));
        Assert.That(Causal.TokenLoss.Of([-1e30f, 0], 0), Is.EqualTo(1e30).Within(1e23));
        Assert.That(Causal.TokenLoss.Of([0, float.NegativeInfinity], 0), Is.Zero);
        Assert.That(() => Causal.TokenLoss.Of([0, float.NaN], 0), Throws.TypeOf<EmbeddingException>());
        Assert.That(() => Causal.TokenLoss.Of([0, float.NegativeInfinity], 1), Throws.TypeOf<EmbeddingException>());
    }

    [Test]
    public void Models_that_do_not_fit_are_told_by_what_they_have()
    {
        Refused(Model(Input("pixels", Float, "b", "c"), Output("logits", Float, "b", "c", "d"), Node("Identity", ["pixels"], "logits")), "pixels: float [any, any]");
        Refused(Model(Input("input_ids", OfLongs, "b", "t"), Input("past_0", Float, "b", "heads", "p", "4"), Floats("table", [257, 257], OwnCausal.Table), Node("Gather", ["table", "input_ids"], "logits"), Output("logits", Float, "b", "t", "257")), "past_0");
        Refused(OwnModel.Sentence, "its outputs are y");
        // An encoder's components are no vocabulary.
        Refused(OwnModel.Wide(257), "3 logits");
    }

    [Test]
    public void What_an_own_encoder_may_not_a_language_model_may_not_either()
    {
        Refused(OwnModel.Split("../table.bin"), "refused");
        Refused(Model(Node("Evil", ["x"], "y", domain: "my.domain")), "my.domain");
        Refused(OwnCausal.Plain, "a prefix, and", ("datagate.json", """{ "prefix": "x" }"""));
        Refused("no model"u8.ToArray(), "no ONNX model");
        Assert.That(() => LanguageModels.Open(new EmbedderSettings { ModelFolder = Path.Combine(Scratch.Folder, "nowhere") }),
            Throws.TypeOf<EmbeddingException>().With.Property("Code").EqualTo(EmbeddingCodes.LanguageModel).And.Message.Contains("there is no folder"));
    }

    private static void Refused(byte[] model, string told, params (string, object)[] more)
    {
        var folder = OwnModel.Folder([("model.onnx", model), ("tokenizer.json", OwnCausal.Tokenizer), .. more]);
        Assert.That(() => Open(folder, 1).Value.Score(["abc"]), Throws.TypeOf<EmbeddingException>().With.Property("Code").EqualTo(EmbeddingCodes.LanguageModel).And.Message.Contains(told));
    }

    private static Opened Open(params (string, object)[] files) => Open(2, files);

    private static Opened Open(int threads, params (string, object)[] files) => Open(OwnModel.Folder(files), threads);

    /// <summary>Opens the model of a folder; the test is skipped where ONNX Runtime could not be fetched.</summary>
    private static Opened Open(string folder, int threads)
    {
        var opened = LanguageModels.Open(new EmbedderSettings { ModelFolder = folder, Device = new(Devices.DeviceKind.Cpu), Threads = threads });
        if (opened.Model is null) Assert.Ignore(opened.Reason!);
        return new Opened(opened.Model!);
    }

    private sealed record Opened(ILanguageModel Value) : IDisposable
    {
        public void Dispose() => (Value as IDisposable)?.Dispose();
    }
}
