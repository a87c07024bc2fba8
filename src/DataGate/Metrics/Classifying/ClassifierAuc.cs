using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Metrics.Classifying;

/// <summary>
/// How well a linear classifier tells records of the data from those of the reference: the area under its ROC curve,
/// cross-validated over five folds. 0.5: not at all; 1: always.
/// </summary>
/// <remarks>
/// Each content counts once a side, of large sides the <see cref="Most"/> with the smallest hashes. One that both sides have stays on both: it can't be told apart, and says so; both are in one
/// fold, as folds go by content. Scores of different folds come from different models and are not compared: the pairs of
/// each fold are counted, and their sum divided.
/// </remarks>
public sealed class ClassifierAuc : DrawMetric
{
    /// <summary>Different texts of a side that are learnt from at most: with as many, chance moves the area by 0.009.</summary>
    public const int Most = 2000;

    private const int Shown = 5;

    public override string Name => "classifier-auc";

    public override bool IsDivergence => true;

    public override double? Value(DrawInput input) => Run(input, scored: null);

    /// <summary>The texts of the data that are told from the reference most clearly, by models that have not seen them.</summary>
    internal static ImmutableArray<Evidence> Explain(DrawInput input)
    {
        var scores = new List<(int Document, double Score)>();
        Run(input, (document, score) => scores.Add((document, score)));
        return
        [
            .. scores.Where(told => told.Score > 0).OrderByDescending(told => told.Score).ThenBy(told => input.Corpus.Text(told.Document).Content).Take(Shown)
                .Select(told => (Text: input.Corpus.Text(told.Document), told.Score))
                .Select(told => new Evidence(
                    string.Create(CultureInfo.InvariantCulture, $"unlike the reference: {100 / (1 + Math.Exp(-told.Score)):F0}% sure"),
                    Excerpts.Of(told.Text.Text), told.Text.Times, [.. told.Text.Places])),
        ];
    }

    /// <param name="input">The draws.</param>
    /// <param name="scored">Is told the score of every different text of the data.</param>
    private static double? Run(DrawInput input, Action<int, double>? scored)
    {
        ArgumentNullException.ThrowIfNull(input);
        var features = input.Corpus.Share(static corpus => new Features(corpus, Features.Few));
        var examples = Examples(input);
        var model = new LinearModel(features);
        var training = (Documents: new int[examples.Length], Positive: new bool[examples.Length]);
        var held = new List<(double Score, bool IsData)>();
        double wins = 0, pairs = 0;
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            var (count, data) = (0, 0);
            held.Clear();
            foreach (var example in examples)
            {
                if (example.Fold == fold) continue;
                (training.Documents[count], training.Positive[count++]) = (example.Document, example.IsData);
                if (example.IsData) data++;
            }
            // Without both sides there is nothing to learn: such a fold tells nothing apart.
            if (data == 0 || data == count) continue;
            model.Fit(training.Documents.AsSpan(0, count), training.Positive.AsSpan(0, count));
            foreach (var example in examples)
            {
                if (example.Fold != fold) continue;
                var score = model.Score(example.Document);
                held.Add((score, example.IsData));
                if (example.IsData) scored?.Invoke(example.Document, score);
            }
            var (won, compared) = MannWhitney(held);
            wins += won;
            pairs += compared;
        }
        return pairs == 0 ? null : wins / pairs;
    }

    /// <summary>Pairs of one of the data and one of the reference: those in which the data's has the higher score, equal ones half, and all of them.</summary>
    internal static (double Wins, double Pairs) MannWhitney(List<(double Score, bool IsData)> scores)
    {
        scores.Sort(static (a, b) => a.Score.CompareTo(b.Score));
        double wins = 0;
        long passed = 0, data = 0;
        for (var start = 0; start < scores.Count;)
        {
            var end = start;
            long equal = 0;
            for (; end < scores.Count && scores[end].Score == scores[start].Score; end++)
                if (!scores[end].IsData) equal++;
            wins += (end - start - equal) * (passed + (equal / 2.0));
            data += end - start - equal;
            passed += equal;
            start = end;
        }
        return (wins, (double)data * passed);
    }

    /// <summary>The different contents of each side, in the order of a hash of content and side: an order that the entries' own has no part in.</summary>
    private static Example[] Examples(DrawInput input)
    {
        Example[] examples = [.. Take(input.Data, isData: true), .. Take(input.Reference!, isData: false)];
        Array.Sort(examples, static (a, b) => a.Order.CompareTo(b.Order));
        return examples;

        IEnumerable<Example> Take(Draw draw, bool isData) => draw.Documents.ToArray().Distinct()
            .Select(document => (Document: document, input.Corpus.Text(document).Content))
            .Select(text => new Example(Hash64.Pair(text.Content, isData ? 1UL : 0), text.Document, Folds.Of(text.Content), isData))
            .OrderBy(example => example.Order).Take(Most);
    }

    private readonly record struct Example(ulong Order, int Document, int Fold, bool IsData);
}
