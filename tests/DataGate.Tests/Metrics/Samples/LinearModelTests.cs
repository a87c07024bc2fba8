using DataGate.Metrics.Classifying;

namespace DataGate.Tests.Metrics.Samples;

public sealed class LinearModelTests
{
    private static readonly string[] s_texts = Texts();

    /// <summary>Texts of a few random words each.</summary>
    private static string[] Texts()
    {
        var random = new Random(3);
        string[] words = [.. Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, 6).Select(_ => (char)('a' + random.Next(26)))))];
        return [.. Enumerable.Range(0, 120).Select(_ => string.Join(' ', Enumerable.Range(0, 4 + random.Next(12)).Select(_ => words[random.Next(60)])))];
    }

    private static bool IsPositive(int document) => document % 3 == 0;

    [Test]
    public void What_is_minimised_is_within_a_percent_of_what_plain_gradient_descent_reaches()
    {
        var features = new Features(Drawn.Corpus(s_texts), Features.Few);
        int[] documents = [.. Enumerable.Range(0, s_texts.Length)];
        var model = new LinearModel(features);
        model.Fit(documents, [.. documents.Select(IsPositive)]);
        var weights = new double[features.Count + 1];
        for (var step = 0; step < 3000; step++)
        {
            var gradient = (double[])weights.Clone();
            foreach (var document in documents)
            {
                var sign = IsPositive(document) ? 1.0 : -1.0;
                var pull = LinearModel.Cost * sign / (1 + Math.Exp(sign * Score(features, weights, document)));
                foreach (var feature in features.Of(document)) gradient[feature] -= pull * features.Weight(document);
                gradient[^1] -= pull;
            }
            for (var i = 0; i < weights.Length; i++) weights[i] -= gradient[i] / (1 + (LinearModel.Cost / 4 * 2 * documents.Length));
        }
        Assert.That(Loss(features, model.Weights, documents), Is.LessThan(1.01 * Loss(features, weights, documents)));
        Assert.That(documents.Select(model.Score), Is.EqualTo(documents.Select(document => Score(features, model.Weights, document))).Within(1e-9));
    }

    [Test]
    public void A_feature_of_one_document_is_left_out()
    {
        var features = new Features(Drawn.Corpus(["one common text", "one common word", "zzz"]), Features.Few);
        Assert.That(features.Of(2).Length, Is.Zero);
        Assert.That(features.Of(0).Length, Is.EqualTo(features.Of(1).Length).And.GreaterThan(3));
    }

    [Test]
    public void Long_documents_keep_the_same_few_features()
    {
        var text = string.Join(' ', Enumerable.Range(0, 3000).Select(i => $"w{i}"));
        var features = new Features(Drawn.Corpus([text, text + " and more"]), 100);
        Assert.That(features.Of(0).Length, Is.GreaterThan(95).And.LessThanOrEqualTo(100));
        Assert.That(features.Weight(0), Is.EqualTo(1 / Math.Sqrt(features.Of(0).Length)));
    }

    private static double Score(Features features, ReadOnlySpan<double> weights, int document)
    {
        var sum = 0.0;
        foreach (var feature in features.Of(document)) sum += weights[feature];
        return (sum * features.Weight(document)) + weights[^1];
    }

    private static double Loss(Features features, ReadOnlySpan<double> weights, int[] documents)
    {
        var loss = 0.0;
        foreach (var weight in weights) loss += weight * weight / 2;
        foreach (var document in documents) loss += LinearModel.Cost * Math.Log(1 + Math.Exp((IsPositive(document) ? -1 : 1) * Score(features, weights, document)));
        return loss;
    }
}
