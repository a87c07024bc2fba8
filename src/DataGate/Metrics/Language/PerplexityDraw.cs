using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Language;

/// <summary>
/// Share of the records whose log-perplexity lies above the 95th percentile of the reference's, under a language model of
/// the reference, or under the one that the policy names. 5% is as the reference. Single-source data loses the long tail and falls below (arXiv 2511.01490); data that has drifted is unexpected
/// altogether and lies above.
/// </summary>
public sealed class PerplexityBreadth : DrawMetric
{
    public override string Name => "perplexity-breadth";

    public override bool IsDivergence => true;

    public override bool OverPerplexities => true;

    public override double? Value(DrawInput input) => input.Share(Perplexities.Of).Above;
}

/// <summary>Standard deviation of the log-perplexity of the records / that of the reference's: 1 is as the reference, below it narrower.</summary>
public sealed class PerplexitySpread : DrawMetric
{
    public override string Name => "perplexity-spread";

    public override bool IsDivergence => true;

    public override bool OverPerplexities => true;

    public override double? Value(DrawInput input) => input.Share(Perplexities.Of).Spread;
}

/// <summary>
/// Log-perplexities of data and reference. Where the policy names a language model, they are that model's: it has not learnt from the reference, so
/// all records are scored by it alike. Else each record is scored by a model that has not seen its content: five models, each of the
/// reference's records outside one fold (<see cref="Folds"/>), and every record, of the data too, is scored by the model of its own
/// fold alone. A record of the data is so treated exactly as one of the reference with that content would be.
/// </summary>
public sealed class Perplexities
{
    /// <summary>The share of a reference's own records that lies above its percentile.</summary>
    public const double OfTheReference = 0.05;

    private const double Percentile = 1 - OfTheReference;
    private const int Shown = 5;

    private Perplexities(double[] data, double[] reference, double? threshold, double? above, double? spread) =>
        (Data, Reference, Threshold, Above, Spread) = (data, reference, threshold, above, spread);

    /// <summary>Of each entry of the data draw, in nats a word; a token where the policy names a language model.</summary>
    public IReadOnlyList<double> Data { get; }

    /// <summary>Of each entry of the reference draw.</summary>
    public IReadOnlyList<double> Reference { get; }

    /// <summary>The reference's 95th percentile; null: it has too few records for one, or the data has none.</summary>
    public double? Threshold { get; }

    /// <summary>Share of the data's records above it.</summary>
    public double? Above { get; }

    /// <summary>Standard deviation of the data / of the reference; null where the reference has none.</summary>
    public double? Spread { get; }

    public static Perplexities Of(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var reference = input.Reference!;
        var (data, held) = input.Corpus.Perplexities is null ? CrossFitted(input) : (Scored(input, input.Data), Scored(input, reference));
        var threshold = input.Data.Records == 0 ? null : Quantile(reference, held);
        return new Perplexities(data, held, threshold, threshold is { } at ? Beyond(input.Data, data, at) : null, Relative(Deviation(input.Data, data), Deviation(reference, held)));
    }

    private static double[] Scored(DrawInput input, Draw draw)
    {
        var values = CorpusPerplexities.Of(input.Corpus).Values;
        var scores = new double[draw.Count];
        for (var i = 0; i < scores.Length; i++) scores[i] = values[draw.Documents[i]];
        return scores;
    }

    private static (double[] Data, double[] Reference) CrossFitted(DrawInput input)
    {
        var reference = input.Reference!;
        var data = new double[input.Data.Count];
        var held = new double[reference.Count];
        var model = new KneserNey(input.Corpus);
        for (var fold = 0; fold < Folds.Count; fold++)
        {
            var own = fold;
            model.Fit(reference, document => Fold(document) != own);
            Score(input.Data, data, own);
            Score(reference, held, own);
        }
        return (data, held);

        int Fold(int document) => Folds.Of(input.Corpus.Text(document).Content);

        void Score(Draw draw, double[] scores, int own)
        {
            for (var i = 0; i < draw.Count; i++)
                if (Fold(draw.Documents[i]) == own) scores[i] = model.LogPerplexity(draw.Documents[i], draw.Lengths[i]);
        }
    }

    /// <summary>The data's texts that the language model expects most: the middle that a narrowed set crowds into.</summary>
    internal static ImmutableArray<Evidence> Explain(DrawInput input) => Explain(input, "expected", 1);

    /// <summary>The same; of data with more unexpected texts than the reference has, the texts that it expects least.</summary>
    internal static ImmutableArray<Evidence> ExplainBreadth(DrawInput input) =>
        input.Share(Of).Above > OfTheReference ? Explain(input, "unexpected", -1) : Explain(input);

    private static ImmutableArray<Evidence> Explain(DrawInput input, string what, int sign)
    {
        var found = input.Share(Of);
        var unit = input.Corpus.Perplexities is null ? "word" : "token";
        var beyond = found.Threshold is { } threshold ? $"; 5% of the reference have over {Figure(threshold)}" : "";
        return
        [
            .. Enumerable.Range(0, input.Data.Count).Select(entry => (Text: input.Corpus.Text(input.Data.Documents[entry]), Value: found.Data[entry]))
                .OrderBy(text => sign * text.Value).ThenBy(text => text.Text.Content).Take(Shown)
                .Select((text, rank) => new Evidence(
                    $"{what} text: perplexity {Figure(text.Value)} a {unit}{(rank == 0 ? beyond : "")}", Excerpts.Of(text.Text.Text), text.Text.Times, [.. text.Text.Places])),
        ];
    }

    private static string Figure(double logarithm) => Math.Exp(logarithm).ToString(logarithm < Math.Log(100) ? "F1" : "N0", CultureInfo.InvariantCulture);

    /// <summary>
    /// Between the order statistics around rank 0.95 (n + 1), which 5% of fresh records exceed on average; fewer than 19 records
    /// have none.
    /// </summary>
    private static double? Quantile(Draw draw, double[] values)
    {
        var rank = Percentile * (draw.Records + 1);
        if (rank > draw.Records) return null;
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i])];
        var below = (long)rank;
        double? lower = null;
        long passed = 0;
        foreach (var i in order)
        {
            passed += draw.Times[i];
            if (passed >= below) lower ??= values[i];
            if (passed > below) return lower + ((rank - below) * (values[i] - lower));
        }
        return lower;
    }

    private static double Beyond(Draw draw, double[] values, double threshold)
    {
        long above = 0;
        for (var i = 0; i < values.Length; i++)
            if (values[i] > threshold) above += draw.Times[i];
        return (double)above / draw.Records;
    }

    private static double? Relative(double data, double reference) => reference > 0 && !double.IsNaN(data) ? data / reference : null;

    /// <summary>NaN for fewer than two records.</summary>
    private static double Deviation(Draw draw, double[] values)
    {
        if (draw.Records < 2) return double.NaN;
        double sum = 0, squares = 0;
        for (var i = 0; i < values.Length; i++) sum += draw.Times[i] * values[i];
        var mean = sum / draw.Records;
        for (var i = 0; i < values.Length; i++) squares += draw.Times[i] * (values[i] - mean) * (values[i] - mean);
        return Math.Sqrt(squares / (draw.Records - 1));
    }
}
