using System.Collections.Immutable;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// A reference split at random, again and again, into halves as large as the data where it reaches. What a check does with two sets is done
/// with the two halves: of the contents of a sample each side has as many records as chance gives it, and the larger side is cut by content.
/// </summary>
internal sealed class Halves
{
    /// <summary>Standard deviations that a number which chance draws stays within.</summary>
    private const int SureDeviations = 4;

    private readonly Corpus _corpus;
    private readonly ComparisonOptions _options;
    private readonly DrawnPool _pool;
    private readonly bool _isWhole;

    /// <param name="words">Splits the texts.</param>
    /// <param name="reference">What is split; where models read its texts, those that they read.</param>
    /// <param name="dataRecords">How many records the data has.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="embedding">How models read the texts, which are prepared; null: they don't.</param>
    public Halves(WordSplitter words, SampledSide reference, long dataRecords, ComparisonOptions options, EmbeddingSample? embedding = null)
    {
        _options = options;
        _corpus = new Corpus(words, reference.All.OrderBy(text => text.Content)) { Embeddings = embedding?.Embeddings, Perplexities = embedding?.Perplexities, Seed = options.Seed };
        var size = Math.Min(dataRecords, reference.Records);
        var wanted = Math.Min(2 * dataRecords, reference.Records);
        CheckedRecords = size * Universe(Checked(reference, dataRecords), 2 * size);
        var universe = Universe(reference.Sampling, wanted);
        _isWhole = universe >= 1;
        var none = new DrawnRecords([], 0);
        _pool = (wanted == 0 ? none : reference.Draw(_corpus, (double)wanted / reference.Records, universe, options.Seed, sides: 2)).With(none);

        // The share of the contents that so many records of both sides are compared by.
        double Universe(double held, long records) => Math.Min(held, options.MaxTokens / Math.Max(options.MaxTokens, reference.TokensOf(_corpus, records)));
    }

    /// <summary>About how many records of each side a check of such data would compare.</summary>
    public double CheckedRecords { get; }

    /// <summary>So many records each half surely has, and each side of a check of such data: either may be drawn by chance.</summary>
    public int SureRecords
    {
        get
        {
            var half = _pool.Count / 2.0;
            // Of n records that each go to either side by chance, half the deviation of a binomial number; of a side that is drawn, at most that of a Poisson number.
            var ofHalf = _isWhole ? half : half - (SureDeviations * Math.Sqrt(_pool.Count) / 2);
            return (int)Math.Max(0, Math.Min(ofHalf, CheckedRecords - (SureDeviations * Math.Sqrt(CheckedRecords))));
        }
    }

    /// <summary>The differences of the halves; null for a measure that is undefined on any.</summary>
    public ImmutableArray<Compared?> Run(IReadOnlyList<DrawMetric> metrics)
    {
        var values = new double?[_options.Shuffles][];
        var differences = new double?[_options.Shuffles][];
        var records = new int[_options.Shuffles];
        using var workspaces = new ThreadLocal<Workspace>(() => new Workspace());
        // The first by itself: it makes what all of them share, which the others would wait for.
        Compare(0);
        Parallel.For(1, _options.Shuffles, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, _options.Threads), CancellationToken = _options.Stopped }, Compare);
        if (records.Min() < 1) return [.. metrics.Select(_ => (Compared?)null)];
        var size = (int)records.Average();
        return
        [
            .. metrics.Select((metric, i) => values.Any(value => value[i] is null) || differences.Any(difference => difference[i] is null) ? null
                : new Compared(
                    metric, size, values.Average(value => value[i]!.Value), 0, differences.Average(difference => difference[i]!.Value),
                    [.. differences.Select(difference => difference[i]!.Value)])),
        ];

        void Compare(int shuffle)
        {
            var (first, second) = Split((ulong)shuffle);
            records[shuffle] = first.Length;
            var work = workspaces.Value!;
            var (whole, equal) = (new Pairing(_corpus, first, second, work, equalLengths: false), new Pairing(_corpus, first, second, work, equalLengths: true));
            values[shuffle] = [.. metrics.Select(metric => metric.Value(metric.IsDivergence ? whole.Compared : whole.Data))];
            differences[shuffle] = [.. metrics.Select(metric => (metric.EqualLengths ? equal : whole).Difference(metric))];
        }
    }

    /// <summary>The share of contents that a check holds of both sides, where the data's grow as its records do: see <see cref="Comparison"/>.</summary>
    private static double Checked(SampledSide reference, long dataRecords)
    {
        var common = reference.Sampling < 1 ? reference.Sampling * Math.Min(1, (double)reference.Records / Math.Max(1, dataRecords)) : 1;
        return common >= reference.Sampling * Comparison.MostCut ? common : reference.Sampling;
    }

    private (int[] First, int[] Second) Split(ulong shuffle)
    {
        var random = Shuffle.Of(_options.Seed, shuffle + 2);
        var order = new int[_pool.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        random.Front(order, order.Length);
        // Of a whole reference it is known how many records a side has.
        var own = _isWhole ? order.Length / 2 : 0;
        for (var i = 0; i < order.Length && !_isWhole; i++) own += random.Next(2);
        var sides = new bool[order.Length];
        for (var i = 0; i < own; i++) sides[order[i]] = true;
        var (first, second) = (_pool.Where(sides, true), _pool.Where(sides, false));
        var size = Math.Min(first.Count, second.Count);
        return (first.First(size), second.First(size));
    }
}
