using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Metrics.Classifying;

/// <summary>
/// How well a linear classifier tells records of the data from those of the reference: the area under its ROC curve,
/// cross-validated over five folds. 0.5: not at all; 1: always.
/// </summary>
/// <remarks>
/// Each content counts once a side. One that both sides have stays on both: it can't be told apart, and says so; both are in one
/// fold, as folds go by content. Scores of different folds come from different models and are not compared: the pairs of
/// each fold are counted, and their sum divided.
/// </remarks>
public sealed class ClassifierAuc : DrawMetric
{
    public override string Name => "classifier-auc";

    public override bool IsDivergence => true;

    public override double? Value(DrawInput input)
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
                if (example.Fold == fold) held.Add((model.Score(example.Document), example.IsData));
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
        var found = new Dictionary<(int Document, bool IsData), Example>();
        Take(input.Data, isData: true);
        Take(input.Reference!, isData: false);
        var examples = found.Values.ToArray();
        Array.Sort(examples, static (a, b) => a.Order.CompareTo(b.Order));
        return examples;

        void Take(Draw draw, bool isData)
        {
            foreach (var document in draw.Documents)
            {
                if (found.ContainsKey((document, isData))) continue;
                var content = input.Corpus.Text(document).Content;
                found.Add((document, isData), new Example(Hash64.Pair(content, isData ? 1UL : 0), document, Folds.Of(content), isData));
            }
        }
    }

    private readonly record struct Example(ulong Order, int Document, int Fold, bool IsData);
}
