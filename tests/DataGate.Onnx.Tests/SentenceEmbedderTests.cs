using System.Runtime.InteropServices;

namespace DataGate.Onnx.Tests;

/// <summary>Embeddings of the built-in model against those of the original, and what must hold of any.</summary>
public sealed class SentenceEmbedderTests
{
    private const int MaxTokens = 128;

    [Test]
    public void Eight_bit_weights_stay_within_0_012_of_the_original()
    {
        using var embedder = UseLite.Open();
        Assert.That(LargestDifference(embedder), Is.LessThan(1.2e-2));
    }

    [Test]
    public void Full_weights_stay_within_1e_5_of_the_original()
    {
        using var embedder = UseLite.Open(Converter.Full());
        Assert.That(LargestDifference(embedder), Is.LessThan(1e-5));
    }

    /// <summary>Tokens and the first components as <c>@energetic-ai/embeddings</c> 0.2.0 gives them, which runs the model on TensorFlow.js.</summary>
    [TestCase(false, 1.2e-2)]
    [TestCase(true, 1e-5)]
    public void Our_own_sentences_have_the_original_tokens_and_embeddings(bool isFull, double within)
    {
        using var embedder = UseLite.Open(isFull ? Converter.Full() : null);
        var tokenizer = UseLite.Tokenizer();
        Assert.Multiple(() =>
        {
            foreach (var (text, tokens, head) in OwnSentences.OfTheOriginal())
            {
                Assert.That(tokenizer.Encode(text).Ids, Is.EqualTo(tokens), text);
                Assert.That(embedder.Embed([text])[0].Vector[..head.Length].ToArray(), Is.EqualTo(head).Within(within), text);
            }
        });
    }

    [Test]
    public void An_embedding_does_not_depend_on_its_neighbours_or_threads()
    {
        using var embedder = UseLite.Open();
        using var alone = UseLite.Open(threads: 1);
        var texts = OwnSentences.All;
        var together = embedder.Embed(texts);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < texts.Length; i++)
            {
                var one = alone.Embed([texts[i]])[0];
                Assert.That(together[i].Vector.ToArray(), Is.EqualTo(one.Vector.ToArray()), texts[i]);
                Assert.That((together[i].Tokens, together[i].UnknownTokens), Is.EqualTo((one.Tokens, one.UnknownTokens)), texts[i]);
            }
        });
    }

    /// <summary>Texts of every length, in batches of every size: each has the bits that it has by itself.</summary>
    [Test]
    public void What_is_read_together_has_the_bits_of_what_is_read_alone()
    {
        using var embedder = UseLite.Open();
        Assert.That(embedder.IsBatching, Is.True);
        var texts = Enumerable.Range(0, 600).Select(i => string.Join(' ', Enumerable.Range(0, 1 + i % 41 * (i % 3)).Select(word => OwnSentences.All[(i + word) % OwnSentences.All.Length].Split(' ')[0]))).ToList();
        var together = embedder.Embed(texts);
        var alone = texts.ConvertAll(text => embedder.Embed([text])[0]);
        Assert.That(
            together.Select(embedding => Convert.ToHexString(MemoryMarshal.AsBytes(embedding.Vector.Span))),
            Is.EqualTo(alone.Select(embedding => Convert.ToHexString(MemoryMarshal.AsBytes(embedding.Vector.Span)))));
    }

    [Test]
    public void Embeddings_have_length_1_and_512_components()
    {
        using var embedder = UseLite.Open();
        Assert.That(embedder.Dimensions, Is.EqualTo(512));
        Assert.Multiple(() =>
        {
            foreach (var embedding in embedder.Embed(OwnSentences.All))
            {
                Assert.That(embedding.Vector.Length, Is.EqualTo(512));
                Assert.That(embedding.Vector.ToArray().Sum(x => (double)x * x), Is.EqualTo(1).Within(1e-6));
            }
        });
    }

    [Test]
    public void No_texts_are_no_embeddings()
    {
        using var embedder = UseLite.Open();
        Assert.That(embedder.Embed([]), Is.Empty);
    }

    /// <summary>Not as attributes, which can't hold lone surrogates.</summary>
    private static TestCaseData[] Alike() =>
    [
        new("", "   \t\n "),
        new("two spaces", "  two \u00a0\n spaces "),
        new("a \uFFFD b", "a \uD800 b"),
        new("a \uFFFD b", "a \uFFFE b"),
    ];

    [TestCaseSource(nameof(Alike))]
    public void White_space_and_broken_characters_do_not_move_an_embedding(string clean, string dirty)
    {
        using var embedder = UseLite.Open();
        var both = embedder.Embed([clean, dirty]);
        Assert.That(both[1].Vector.ToArray(), Is.EqualTo(both[0].Vector.ToArray()));
    }

    [Test]
    public void Unknown_tokens_are_counted()
    {
        using var embedder = UseLite.Open();
        var embeddings = embedder.Embed(["hello", "日本語のテキスト", ""]);
        Assert.That(
            embeddings.Select(embedding => (embedding.Tokens, embedding.UnknownTokens)),
            Is.EqualTo(new[] { (2, 0), (2, 1), (0, 0) }));
    }

    /// <summary>Pieces of about one length, weighed by their tokens.</summary>
    [Test]
    public void A_long_text_is_the_mean_of_its_pieces()
    {
        using var embedder = UseLite.Open();
        var text = string.Join(' ', Enumerable.Repeat(OwnSentences.All[12], 20));
        var ids = UseLite.Tokenizer().Encode(text).Ids;
        var count = (ids.Count + MaxTokens - 1) / MaxTokens;
        var sum = new double[embedder.Dimensions];
        for (var piece = 0; piece < count; piece++)
        {
            var (start, end) = (ids.Count * piece / count, ids.Count * (piece + 1) / count);
            var vector = embedder.RunPiece(ids.Skip(start).Take(end - start).ToArray());
            for (var i = 0; i < sum.Length; i++) sum[i] += vector[i] * (double)(end - start);
        }
        var length = Math.Sqrt(sum.Sum(x => x * x));
        var embedding = embedder.Embed([text])[0];
        Assert.Multiple(() =>
        {
            Assert.That(count, Is.GreaterThan(2));
            Assert.That(embedding.Tokens, Is.EqualTo(ids.Count));
            Assert.That(embedding.Vector.ToArray(), Is.EqualTo(sum.Select(x => (float)(x / length))).Within(1e-6f));
        });
    }

    [Test]
    public void A_huge_text_is_read_up_to_a_limit()
    {
        using var embedder = UseLite.Open();
        var embedding = embedder.Embed([string.Concat(Enumerable.Repeat("a b ", 200_000))])[0];
        Assert.That(embedding.Tokens, Is.EqualTo(64 * MaxTokens));
    }

    [Test]
    public void What_says_the_same_is_nearer_than_what_does_not()
    {
        using var embedder = UseLite.Open();
        var embeddings = embedder.Embed(["How do I reset my password?", "I forgot my password, how can I change it?", "The train to the coast leaves at noon."]);
        Assert.That(Cosine(embeddings[0].Vector.Span, embeddings[1].Vector.Span), Is.GreaterThan(Cosine(embeddings[0].Vector.Span, embeddings[2].Vector.Span) + 0.2));
    }

    [Test]
    public void Progress_is_told_after_every_text()
    {
        var told = new System.Collections.Concurrent.ConcurrentBag<(int Done, int Total)>();
        using var embedder = UseLite.Open(advanced: (done, total) => told.Add((done, total)));
        embedder.Embed(OwnSentences.All);
        Assert.That(told.Order(), Is.EqualTo(Enumerable.Range(1, OwnSentences.All.Length).Select(done => (done, OwnSentences.All.Length))));
    }

    [Test]
    public void Embedding_stops_when_it_is_asked_to()
    {
        using var stop = new CancellationTokenSource();
        using var embedder = UseLite.Open(stopped: stop.Token);
        stop.Cancel();
        Assert.That(() => embedder.Embed(OwnSentences.All), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void The_identity_is_the_name_and_a_hash_of_all_that_decides()
    {
        using var embedder = UseLite.Open();
        using var again = UseLite.Open(threads: 1);
        using var full = UseLite.Open(Converter.Full());
        Assert.Multiple(() =>
        {
            Assert.That(embedder.Model, Does.Match("^use-lite sha256:[0-9a-f]{64}$"));
            Assert.That(again.Model, Is.EqualTo(embedder.Model));
            Assert.That(full.Model, Is.Not.EqualTo(embedder.Model));
        });
    }

    /// <summary>The golden sentences are the original's with its tokens as they are: neither tidied nor cut into pieces, but cut off.</summary>
    private static double LargestDifference(SentenceEmbedder embedder)
    {
        var (golden, tokens) = (UseLite.Golden<double[][]>("embeddings.json"), UseLite.Golden<int[][]>("tokens.json"));
        return golden.Zip(tokens).Max(pair =>
            embedder.RunPiece(pair.Second[..Math.Min(MaxTokens, pair.Second.Length)]).Zip(pair.First).Max(values => Math.Abs(values.First - values.Second)));
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * (double)b[i];
        return sum;
    }
}
