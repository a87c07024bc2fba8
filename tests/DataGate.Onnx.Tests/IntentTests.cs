using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Onnx.Tests;

/// <summary>Whether embeddings say what a text is about: CLINC150's intents (Larson et al. 2019), each test row given the intent of its nearest training row.</summary>
public sealed class IntentTests
{
    private const int Intents = 150;
    private const int ExamplesPerIntent = 20;
    private const int TestRowsPerIntent = 10;

    /// <summary>Neighbouring rows of the file were written by one person on one prompt, so the examples are every fifth of an intent's hundred.</summary>
    [Test]
    public void The_nearest_of_twenty_examples_an_intent_has_the_right_one_in_82_of_100_rows()
    {
        using var embedder = UseLite.Open();
        var train = Rows("clinc150.train.jsonl").GroupBy(row => row.Label).SelectMany(intent => intent.Where((_, i) => i % 5 == 0).Take(ExamplesPerIntent)).ToList();
        var test = Rows("clinc150.test.jsonl").GroupBy(row => row.Label).SelectMany(intent => intent.Take(TestRowsPerIntent)).ToList();
        Assert.That((train.Count, test.Count), Is.EqualTo((Intents * ExamplesPerIntent, Intents * TestRowsPerIntent)));
        var known = embedder.Embed([.. train.Select(row => row.Text)]);
        var asked = embedder.Embed([.. test.Select(row => row.Text)]);
        var right = 0;
        Parallel.For(0, test.Count, i =>
        {
            var nearest = Enumerable.Range(0, train.Count).MaxBy(j => Cosine(asked[i].Vector.Span, known[j].Vector.Span));
            if (train[nearest].Label == test[i].Label) Interlocked.Increment(ref right);
        });
        TestContext.Out.WriteLine($"1-NN intent accuracy: {(double)right / test.Count:F4}");
        Assert.That((double)right / test.Count, Is.GreaterThanOrEqualTo(0.82));
    }

    /// <summary>Rows of an intent; those that belong to none are left out.</summary>
    private static IEnumerable<(string Text, string Label)> Rows(string file) =>
        File.ReadLines(Repository.SharedData("dev", file)).Select(line => JsonDocument.Parse(line).RootElement)
            .Select(row => (row.GetProperty("text").GetString()!, row.GetProperty("label").GetString()!)).Where(row => row.Item2 != "oos");

    private static float Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = System.Numerics.Vector<float>.Zero;
        for (var i = 0; i < a.Length; i += System.Numerics.Vector<float>.Count)
            sum += new System.Numerics.Vector<float>(a[i..]) * new System.Numerics.Vector<float>(b[i..]);
        return System.Numerics.Vector.Sum(sum);
    }
}
