using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>
/// Share of the records that say what another of the draw says that comes before them in content-hash order: embeddings with a cosine of <paramref name="similarity"/> or more. It knows of
/// topic rather than of truth, and so never stands for <see cref="NearDuplicates"/>.
/// </summary>
public sealed class SemanticTwins(double similarity = SemanticTwins.DefaultSimilarity) : EmbeddingDraw
{
    /// <summary>The cosine from which records are twins where the policy names none.</summary>
    public const double DefaultSimilarity = 0.9;

    private const int Shown = 5;

    public override string Name => "semantic-duplicates";

    public override string Key => string.Create(CultureInfo.InvariantCulture, $"{Name} {similarity:R}");

    public override bool IsShareOfRecords => true;

    /// <remarks>As of <see cref="NearDuplicates"/>: a sample shows unequal twins only where it holds two of them.</remarks>
    public override double HighOf(DrawInput input, double high, double sampling)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Data.Records == 0) return high;
        var unequal = (double)(input.Data.Documents.ToArray().Distinct().LongCount() - Firsts(input)) / input.Data.Records;
        return Math.Min(1, high + (Wilson.High(unequal, input.Data.Records) * ((1 / sampling) - 1)));
    }

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Data.Records == 0 ? null : (double)(input.Data.Records - Firsts(input)) / input.Data.Records;
    }

    /// <summary>Different documents of a draw that no earlier one of it is a twin of.</summary>
    private long Firsts(DrawInput input)
    {
        var draw = input.Data;
        var twins = Twins.Of(input.Corpus, similarity);
        var present = input.Work.Zeros(0, input.Corpus.Count);
        foreach (var document in draw.Documents) present[document] = 1;
        long firsts = 0;
        foreach (var document in draw.Documents)
        {
            if (present[document] != 1) continue;
            // Counted once, and still there for the others.
            present[document] = 2;
            if (!Array.Exists(twins.Before(document), other => present[other] != 0)) firsts++;
        }
        foreach (var document in draw.Documents) present[document] = 0;
        return firsts;
    }

    /// <summary>The first records that most others repeat, with the nearest of these.</summary>
    internal static ImmutableArray<Evidence> Explain(DrawInput input, double similarity)
    {
        var twins = Twins.Of(input.Corpus, similarity);
        var times = Times(input, input.Data);
        var groups = new Dictionary<int, List<int>>();
        for (var document = 0; document < times.Length; document++)
        {
            if (times[document] == 0) continue;
            var first = Array.Find(twins.Before(document), other => times[other] > 0 && groups.ContainsKey(other));
            var leads = groups.Count == 0 || !Array.Exists(twins.Before(document), other => times[other] > 0 && groups.ContainsKey(other));
            if (leads) groups.Add(document, [document]);
            else groups[first].Add(document);
        }
        return
        [
            .. groups.Values.Select(group => (Group: group, Records: group.Sum(document => (long)times[document]))).Where(found => found.Records > 1)
                .OrderByDescending(found => found.Records).ThenBy(found => found.Group[0]).Take(Shown)
                .Select(found => new Evidence(
                    found.Group.Count == 1 ? "repeated text" : string.Create(CultureInfo.InvariantCulture, $"{found.Group.Count:N0} texts with one meaning"),
                    Excerpts.Of(string.Join(" | ", found.Group.Take(3).Select(document => Excerpts.Of(input.Corpus.Text(document).Text, 60)))),
                    found.Records,
                    [.. found.Group.SelectMany(document => input.Corpus.Text(document).Places).Distinct().Order().Take(Sketches.SampledText.MaxPlaces)])),
        ];
    }

    /// <summary>Of each document of a corpus the twins that come before it: the corpus' own order is by content.</summary>
    private sealed class Twins
    {
        /// <summary>Twins of a document that are kept, the first ones: a draw of half of them lacks all with a chance of 2⁻²⁵⁶.</summary>
        private const int Most = 256;

        private readonly int[][] _before;

        private Twins(Vectors rows, double similarity)
        {
            _before = new int[rows.Count][];
            var distances = new Distances(rows);
            // Of rows of length 1: ‖x − y‖² = 2 − 2 cos.
            var limit = Vector256.Create((float)(2 - (2 * similarity)));
            Blocks.Run(rows.Count, CorpusVectors.Threads, (from, to) =>
            {
                var found = new List<int>[to - from];
                for (var i = 0; i < found.Length; i++) found[i] = [];
                distances.Visit(rows, from, to, (row, first, squares) =>
                {
                    ref var start = ref MemoryMarshal.GetReference(squares);
                    var own = found[row - from];
                    for (var i = 0; i < squares.Length && first + i < row && own.Count < Most; i += 8)
                    {
                        var near = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref start, (nuint)i), limit);
                        for (var bits = near.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                            if (first + i + BitOperations.TrailingZeroCount(bits) is var other && other < row) own.Add(other);
                    }
                });
                for (var row = from; row < to; row++) _before[row] = [.. found[row - from]];
            });
        }

        public int[] Before(int document) => _before[document];

        public static Twins Of(Corpus corpus, double similarity) => corpus.Share(static corpus => new Known(corpus)).Of(similarity);

        private sealed class Known(Corpus corpus)
        {
            private readonly Dictionary<double, Twins> _known = [];
            private readonly Lock _gate = new();

            public Twins Of(double similarity)
            {
                lock (_gate)
                {
                    if (!_known.TryGetValue(similarity, out var twins)) _known[similarity] = twins = new Twins(CorpusVectors.Of(corpus).Rows, similarity);
                    return twins;
                }
            }
        }
    }
}
