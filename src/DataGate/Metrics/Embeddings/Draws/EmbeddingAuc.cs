using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Classifying;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// How well a linear classifier of embeddings tells records of the data from those of the reference: the area under its ROC curve, cross-validated over five folds by content. 0.5: not at
/// all; 1: always. The classifier is Fisher's discriminant (1936) with a ridge: each direction of the whole corpus is divided by its own standard deviation, and the means of the two sides
/// outside a fold give the axis that the fold is scored along.
/// </summary>
/// <remarks>Different texts count once a side, as for <see cref="ClassifierAuc"/>. The directions are those of both sides together, which know nothing of the sides.</remarks>
public sealed class EmbeddingAuc : EmbeddingDraw
{
    private const int Shown = 5;

    public override string Name => "embedding-auc";

    public override bool IsDivergence => true;

    public override double? Value(DrawInput input) => Run(input, scored: null);

    /// <summary>The texts of the data that are told from the reference most clearly, by axes that were found without them.</summary>
    internal static ImmutableArray<Evidence> Explain(DrawInput input)
    {
        var scores = new List<(int Document, double Score)>();
        Run(input, (document, score) => scores.Add((document, score)));
        return
        [
            .. scores.Where(told => told.Score > 0).OrderByDescending(told => told.Score).ThenBy(told => told.Document).Take(Shown)
                .Select(told => input.Corpus.Text(told.Document))
                .Select((text, rank) => new Evidence(
                    string.Create(CultureInfo.InvariantCulture, $"in meaning unlike the reference: {rank + 1}."), Excerpts.Of(text.Text), text.Times, [.. text.Places])),
        ];
    }

    private static double? Run(DrawInput input, Action<int, double>? scored)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = input.Corpus.Share(static corpus => new Whitened(corpus)).Rows;
        var (data, reference) = (Different(input, input.Data), Different(input, input.Reference!));
        double wins = 0, pairs = 0;
        var held = new List<(double Score, bool IsData)>();
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            if (Mean(rows, data, fold) is not { } dataMean || Mean(rows, reference, fold) is not { } referenceMean) continue;
            var (axis, middle) = (new double[rows.Dimensions], 0.0);
            for (var k = 0; k < axis.Length; k++)
            {
                axis[k] = dataMean[k] - referenceMean[k];
                middle += axis[k] * (dataMean[k] + referenceMean[k]) / 2;
            }
            held.Clear();
            Score(data, isData: true);
            Score(reference, isData: false);
            var (won, compared) = ClassifierAuc.MannWhitney(held);
            wins += won;
            pairs += compared;

            void Score(List<(int Document, int Fold)> documents, bool isData)
            {
                foreach (var (document, own) in documents)
                {
                    if (own != fold) continue;
                    var row = rows[document];
                    var score = -middle;
                    for (var k = 0; k < axis.Length; k++) score += axis[k] * row[k];
                    held.Add((score, isData));
                    if (isData) scored?.Invoke(document, score);
                }
            }
        }
        return pairs == 0 ? null : wins / pairs;
    }

    private static List<(int Document, int Fold)> Different(DrawInput input, Draw draw) =>
        [.. draw.Documents.ToArray().Distinct().Order().Select(document => (document, Folds.Of(input.Corpus.Text(document).Content)))];

    private static double[]? Mean(Vectors rows, List<(int Document, int Fold)> documents, int without)
    {
        var (sum, count) = (new double[rows.Dimensions], 0);
        foreach (var (document, fold) in documents)
        {
            if (fold == without) continue;
            Lines.Add(sum, rows[document]);
            count++;
        }
        if (count == 0) return null;
        for (var k = 0; k < sum.Length; k++) sum[k] /= count;
        return sum;
    }

    /// <summary>The rows of a corpus along its directions of variance, each divided by its standard deviation; small ones by that of a tenth of the mean variance.</summary>
    private sealed class Whitened
    {
        private const double Ridge = 0.1;

        public Whitened(Corpus corpus)
        {
            var rows = CorpusVectors.Of(corpus).Rows;
            if (PrincipalComponents.Of(Moments.Of(rows, CorpusVectors.Threads), 1) is not { } components)
            {
                Rows = rows;
                return;
            }
            var along = components.Project(rows, CorpusVectors.Threads);
            var ridge = Ridge * components.Variances.Average();
            var scaled = along.Components.ToArray();
            for (var i = 0; i < scaled.Length; i++) scaled[i] /= (float)Math.Sqrt(Math.Max(0, components.Variances[i % along.Dimensions]) + ridge);
            Rows = new Vectors(along.Dimensions, scaled);
        }

        public Vectors Rows { get; }
    }
}
