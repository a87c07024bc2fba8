using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Metrics.Classifying;

/// <summary>Which known generator a document most resembles.</summary>
/// <param name="Generator">Its name; null: none with the certainty that is asked for.</param>
/// <param name="Nearest">The generator with the highest score, certain or not.</param>
/// <param name="Margin">How far its score lies above the second highest, in log-odds.</param>
public sealed record Resemblance(string? Generator, string Nearest, double Margin);

/// <summary>How well documents of known generators are told apart by models that have not seen them.</summary>
/// <param name="Confusion">Documents by their own generator and by the one that they most resemble, in the generators' order.</param>
/// <param name="Balanced">Mean over generators of the share of their documents that most resemble another.</param>
/// <param name="Named">Share of the documents that a generator is named for.</param>
/// <param name="WhenNamed">Share of those for which it is the wrong one; the margin is chosen on the same documents.</param>
public sealed record FingerprintError(ImmutableArray<ImmutableArray<int>> Confusion, double Balanced, double Named, double WhenNamed);

/// <summary>
/// Linear models, one generator against all others, on the features of <see cref="ClassifierAuc"/>: evidence of where unlabelled
/// documents come from, never proof. It only knows the generators that it was shown: a document of any other resembles one of them
/// as well.
/// </summary>
/// <remarks>
/// A generator is named where the nearest one's margin is so large that, of the known documents with such a margin, at most
/// <see cref="MaxError"/> were given to a wrong one. None is ever named where the known ones can hardly be told apart: a
/// balanced error over half of what guessing has.
/// </remarks>
public sealed class Fingerprint
{
    /// <summary>Largest share of known documents with a margin as large that may resemble a wrong generator.</summary>
    public const double MaxError = 0.1;

    /// <summary>Fewest known documents that a margin may be chosen on.</summary>
    public const int MinDocuments = 20;

    private readonly LinearModel[] _models;
    private readonly double _margin;

    private Fingerprint(ImmutableArray<string> generators, LinearModel[] models, double margin, FingerprintError error) =>
        (Generators, _models, _margin, MeasuredError) = (generators, models, margin, error);

    public ImmutableArray<string> Generators { get; }

    /// <summary>Cross-validated, in five folds by content.</summary>
    public FingerprintError MeasuredError { get; }

    /// <param name="corpus">The documents, those asked for later among them.</param>
    /// <param name="generators">Two or more, each with different documents of its own; a document that several have is held against all of them.</param>
    public static Fingerprint Fit(Corpus corpus, IReadOnlyList<(string Name, int[] Documents)> generators)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(generators);
        if (generators.Count < 2) throw new ArgumentException("one generator can't be told from others", nameof(generators));
        if (generators.Any(generator => generator.Documents.Length == 0)) throw new ArgumentException("a generator has no documents", nameof(generators));
        var features = new Features(corpus, Features.Many);
        var examples = Examples(corpus, generators);
        var models = new LinearModel[generators.Count];
        for (var i = 0; i < models.Length; i++) models[i] = new LinearModel(features);

        var confusion = new int[models.Length, models.Length];
        var outcomes = new List<(double Margin, bool IsWrong)>(examples.Length);
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            var held = fold;
            Fit(models, [.. examples.Where(example => example.Fold != held)]);
            foreach (var example in examples)
            {
                if (example.Fold != held) continue;
                var (nearest, margin) = Nearest(models, example.Document);
                confusion[example.Generator, nearest]++;
                outcomes.Add((margin, nearest != example.Generator));
            }
        }
        Fit(models, examples);
        var balanced = Balanced(confusion);
        var guessing = 1 - (1.0 / models.Length);
        var (least, named, wrong) = balanced > guessing / 2 ? (double.PositiveInfinity, 0, 0) : Choose(outcomes);
        var error = new FingerprintError(Rows(confusion), balanced, (double)named / outcomes.Count, named == 0 ? 0 : (double)wrong / named);
        return new Fingerprint([.. generators.Select(generator => generator.Name)], models, least, error);
    }

    /// <summary>What a document of the corpus most resembles.</summary>
    public Resemblance Of(int document)
    {
        var (nearest, margin) = Nearest(_models, document);
        return new Resemblance(margin >= _margin ? Generators[nearest] : null, Generators[nearest], margin);
    }

    private static void Fit(LinearModel[] models, ReadOnlySpan<Example> examples)
    {
        var documents = new int[examples.Length];
        var positive = new bool[examples.Length];
        for (var model = 0; model < models.Length; model++)
        {
            for (var i = 0; i < examples.Length; i++) (documents[i], positive[i]) = (examples[i].Document, examples[i].Generator == model);
            models[model].Fit(documents, positive);
        }
    }

    private static (int Generator, double Margin) Nearest(LinearModel[] models, int document)
    {
        var nearest = 0;
        double best = double.NegativeInfinity, second = double.NegativeInfinity;
        for (var i = 0; i < models.Length; i++)
        {
            var score = models[i].Score(document);
            if (score > best) (nearest, best, second) = (i, score, best);
            else if (score > second) second = score;
        }
        return (nearest, best - second);
    }

    /// <summary>The smallest margin that keeps the error, with the documents that have it and the wrong ones of them.</summary>
    private static (double Margin, int Named, int Wrong) Choose(List<(double Margin, bool IsWrong)> outcomes)
    {
        outcomes.Sort(static (a, b) => b.Margin.CompareTo(a.Margin));
        var chosen = (Margin: double.PositiveInfinity, Named: 0, Wrong: 0);
        var wrong = 0;
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].IsWrong) wrong++;
            if (i + 1 < outcomes.Count && outcomes[i + 1].Margin == outcomes[i].Margin) continue;
            if (i + 1 >= MinDocuments && wrong <= MaxError * (i + 1)) chosen = (outcomes[i].Margin, i + 1, wrong);
        }
        return chosen;
    }

    private static double Balanced(int[,] confusion)
    {
        var kinds = confusion.GetLength(0);
        double sum = 0;
        for (var own = 0; own < kinds; own++)
        {
            var all = 0;
            for (var other = 0; other < kinds; other++) all += confusion[own, other];
            sum += 1 - ((double)confusion[own, own] / all);
        }
        return sum / kinds;
    }

    private static ImmutableArray<ImmutableArray<int>> Rows(int[,] confusion)
    {
        var kinds = Enumerable.Range(0, confusion.GetLength(0)).ToList();
        return [.. kinds.Select(own => kinds.Select(other => confusion[own, other]).ToImmutableArray())];
    }

    /// <summary>In the order of a hash of content and generator.</summary>
    private static Example[] Examples(Corpus corpus, IReadOnlyList<(string Name, int[] Documents)> generators)
    {
        var examples = new List<Example>();
        for (var generator = 0; generator < generators.Count; generator++)
        {
            foreach (var document in generators[generator].Documents.Distinct())
            {
                var content = corpus.Text(document).Content;
                examples.Add(new Example(Hash64.Pair(content, (ulong)generator), document, Folds.Of(content), generator));
            }
        }
        examples.Sort(static (a, b) => a.Order.CompareTo(b.Order));
        return [.. examples];
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Example(ulong Order, int Document, int Fold, int Generator);
}
