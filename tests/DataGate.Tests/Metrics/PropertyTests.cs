using System.Globalization;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;

namespace DataGate.Tests.Metrics;

/// <summary>What holds of every metric of the catalog on any set; see <see cref="Property"/> for the long run.</summary>
public sealed class PropertyTests
{
    private static readonly SketchOptions[] s_sketches = [Sets.Large, new(64, 16, 1L << 20), new(16, 5, 200)];

    /// <summary>What k copies of every record of the data make of a value.</summary>
    private enum Copied
    {
        /// <summary>Nothing: a share of records, of kinds of records, or a maximum.</summary>
        Same,

        /// <summary>A kth: the same numerator over k times as much.</summary>
        Divided,

        /// <summary>k times as much.</summary>
        Multiplied,

        /// <summary>1 − (1 − value) / k: all but the first of each group are repeats.</summary>
        Repeats,

        /// <summary>Nothing occurs once any more: 0.</summary>
        Zero,

        /// <summary>Less, or no more.</summary>
        Down,

        /// <summary>More, or no less.</summary>
        Up,

        /// <summary>Either way: it depends on the set.</summary>
        Either,
    }

    private static readonly Dictionary<string, Copied> s_copied = new(StringComparer.Ordinal)
    {
        ["distinct-1"] = Copied.Divided, ["distinct-2"] = Copied.Divided, ["distinct-3"] = Copied.Divided, ["distinct-4"] = Copied.Divided, ["distinct-5"] = Copied.Divided,
        ["exact-duplicates"] = Copied.Repeats, ["near-duplicates"] = Copied.Repeats,
        ["opening-share"] = Copied.Same, ["skeleton-share"] = Copied.Same, ["template-share"] = Copied.Same,
        ["ead"] = Copied.Down,
        ["self-bleu-2"] = Copied.Up, ["self-bleu-3"] = Copied.Up, ["self-bleu-4"] = Copied.Up, ["self-bleu-5"] = Copied.Up,
        ["compression-ratio"] = Copied.Up, ["repetition"] = Copied.Up,
        ["ngram-entropy"] = Copied.Same, ["ngram-entropy-2"] = Copied.Same, ["ngram-entropy-3"] = Copied.Same,
        ["perplexity-breadth"] = Copied.Same,
        // n − 1 in the denominator of a variance.
        ["perplexity-spread"] = Copied.Down,
        // Copies are spread over the set: where they fall they shorten a factor or begin one.
        ["complexity"] = Copied.Either,
        ["missing-mass"] = Copied.Zero,
        ["label-entropy"] = Copied.Same, ["label-coverage"] = Copied.Same, ["label-js"] = Copied.Same, ["length-js"] = Copied.Same,
        // What is smoothed weighs less against more: nearer to the unsmoothed divergence, which may be above or below.
        ["token-js"] = Copied.Either, ["token-js-2"] = Copied.Either, ["token-js-3"] = Copied.Either,
        ["token-kl"] = Copied.Either, ["token-kl-2"] = Copied.Either, ["token-kl-3"] = Copied.Either,
        ["rare-retention"] = Copied.Same, ["classifier-auc"] = Copied.Same,
        ["ratio"] = Copied.Same, ["unlabelled"] = Copied.Same, ["source-share"] = Copied.Same, ["effective-sources"] = Copied.Same,
        ["depth"] = Copied.Same, ["age"] = Copied.Same, ["anchored"] = Copied.Same, ["laundered"] = Copied.Multiplied, ["human-retention"] = Copied.Same,
        ["leakage"] = Copied.Same,
        ["count"] = Copied.Multiplied, ["share"] = Copied.Same, ["taxonomy-coverage"] = Copied.Same,
        // Pairs of copies are as near as can be.
        ["mean-cosine"] = Copied.Up, ["vendi-score"] = Copied.Same, ["semantic-duplicates"] = Copied.Repeats,
        // Which records come together in a small draw is drawn anew.
        ["cluster-score"] = Copied.Either,
        // What is smoothed weighs less against more.
        ["mauve"] = Copied.Either, ["frontier-integral"] = Copied.Either, ["embedding-kl"] = Copied.Either, ["embedding-js"] = Copied.Either,
        // Copies leave their record no neighbourhood.
        ["precision"] = Copied.Same, ["density"] = Copied.Same, ["coverage"] = Copied.Same, ["recall"] = Copied.Down,
        // n − 1 in the denominator of a covariance, and of pairs.
        ["frechet"] = Copied.Either, ["mmd"] = Copied.Either, ["embedding-auc"] = Copied.Same,
        // Which records come together in a set is drawn anew.
        ["danger-zone"] = Copied.Same, ["judged-cluster-score"] = Copied.Either,
    };

    /// <summary>Metrics that need some number of records, which copies may make up.</summary>
    private static readonly string[] s_ofMany =
    [
        "judged-cluster-score", "cluster-score", "mauve", "frontier-integral", "embedding-kl", "embedding-js", "precision", "density", "coverage", "frechet", "mmd",
    ];

    internal static Property[] Properties { get; } =
    [
        new(nameof(A_value_is_finite_and_within_its_range_and_interval), A_value_is_finite_and_within_its_range_and_interval, 100),
        new(nameof(The_order_of_records_plays_no_part), The_order_of_records_plays_no_part, 40),
        new(nameof(Parts_make_the_whole), Parts_make_the_whole, 40),
        new(nameof(Copies_of_all_records_do_what_they_must), Copies_of_all_records_do_what_they_must, 60),
        new(nameof(The_culture_plays_no_part), The_culture_plays_no_part, 30),
        new(nameof(Evidence_is_found_without_fail), Evidence_is_found_without_fail, 30),
    ];

    [TestCaseSource(nameof(Properties))]
    public void It_holds(object property) => ((Property)property).Check();

    [Test]
    public void Every_metric_says_what_copies_do_to_it() =>
        Assert.That(s_copied.Keys, Is.EquivalentTo(MetricCatalog.All.Select(metric => metric.Name)));

    private static void A_value_is_finite_and_within_its_range_and_interval(GeneratedCase sets)
    {
        foreach (var sketches in s_sketches)
        {
            foreach (var (metric, measurement) in MeasuredSets.All(sets.Data, sets.Reference, sketches))
            {
                if (measurement is NotJudged none)
                {
                    Assert.That(none.Reason, Is.Not.Empty, metric);
                    continue;
                }
                var measured = (Measured)measurement;
                var info = MetricCatalog.Find(metric)!;
                Assert.That(double.IsFinite(measured.Value) && double.IsFinite(measured.Low) && double.IsFinite(measured.High), Is.True, $"{metric}: {measured}");
                Assert.That(measured.Low, Is.InRange(info.Lowest, measured.Value), metric);
                Assert.That(measured.High, Is.InRange(measured.Value, info.Highest), metric);
                Assert.That(measured.Records, Is.Positive, metric);
                if (info.Range is ValueRange.Count or ValueRange.Days) Assert.That(measured.Value, Is.EqualTo(Math.Round(measured.Value)), metric);
                if (metric.Contains("-js", StringComparison.Ordinal)) Assert.That(measured.Value, Is.AtMost(Math.Log(2) + 1e-12), metric);
            }
        }
    }

    private static void The_order_of_records_plays_no_part(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        foreach (var sketches in s_sketches)
        {
            var (data, reference) = ((Row[])sets.Data.Clone(), (Row[])sets.Reference.Clone());
            random.Shuffle(data);
            random.Shuffle(reference);
            Assert.That(MeasuredSets.Show(MeasuredSets.All(data, reference, sketches)), Is.EqualTo(MeasuredSets.Show(MeasuredSets.All(sets.Data, sets.Reference, sketches))), sketches.ToString());
        }
    }

    private static void Parts_make_the_whole(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        foreach (var sketches in s_sketches)
        {
            var needs = MeasuredSets.Needs(sketches);
            var reference = MeasuredSets.ScanReference(sets.Reference, sketches);
            var whole = MeasuredSets.Scan(sets.Data, sketches);
            var parts = Enumerable.Range(0, random.Next(1, 8)).Select(_ => New(needs)).ToArray();
            for (var line = 0; line < sets.Data.Length; line++) Sets.AddTo(parts[random.Next(parts.Length)], [sets.Data[line]], firstLine: line);
            var sum = New(needs);
            foreach (var part in parts)
            {
                var saved = New(needs);
                if (random.Next(2) == 0) saved.Load(new BinaryReader(new MemoryStream(Bytes(part))));
                else saved = part;
                sum.Merge(saved);
            }
            Assert.That(MeasuredSets.Show(MeasuredSets.All(sum, reference)), Is.EqualTo(MeasuredSets.Show(MeasuredSets.All(whole, reference))), sketches.ToString());
            Assert.That(Bytes(sum).AsSpan().SequenceEqual(Bytes(whole)), Is.True, $"bytes, {sketches}");
        }
    }

    private static void Copies_of_all_records_do_what_they_must(GeneratedCase sets)
    {
        var once = MeasuredSets.All(sets.Data, sets.Reference);
        foreach (var k in new[] { 2, 3, 70 })
        {
            var copied = MeasuredSets.All(Enumerable.Repeat(sets.Data, k).SelectMany(rows => rows), sets.Reference);
            foreach (var (metric, kind) in s_copied)
            {
                if (once[metric] is not Measured { Value: var before })
                {
                    // A single record has nothing to be like and no spread, and a few are no set to group; copies give them all that.
                    if (kind is not (Copied.Up or Copied.Down) && !s_ofMany.Contains(metric, StringComparer.Ordinal)) Assert.That(copied[metric], Is.EqualTo(once[metric]), metric);
                    continue;
                }
                var after = Sets.Value(copied[metric]);
                Assert.That(after, kind switch
                {
                    Copied.Same => Is.EqualTo(before).Within(1e-12 * Math.Max(1, before)),
                    Copied.Divided => Is.EqualTo(before / k).Within(1e-12),
                    Copied.Multiplied => Is.EqualTo(before * k),
                    Copied.Repeats => Is.EqualTo(1 - ((1 - before) / k)).Within(1e-12),
                    Copied.Zero => Is.Zero,
                    Copied.Down => Is.AtMost(before + 1e-12),
                    Copied.Up => Is.AtLeast(before - 1e-12),
                    _ => Is.AtLeast(MetricCatalog.Find(metric)!.Lowest),
                }, $"{metric}, {k} copies, before {before:R}");
            }
        }
    }

    private static void The_culture_plays_no_part(GeneratedCase sets)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var invariant = Said();
            foreach (var culture in new[] { "tr-TR", "de-DE", "ar-SA" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.That(Said(), Is.EqualTo(invariant), culture);
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        string Said()
        {
            var all = MeasuredSets.All(sets.Data, sets.Reference);
            var small = MeasuredSets.All(sets.Data, sets.Reference, s_sketches[^1]);
            return string.Join('\n', MeasuredSets.Show(all), MeasuredSets.Show(small), string.Join('\n', all.Values.Concat(small.Values).SelectMany(Evidence).Select(Show)));
        }
    }

    private static void Evidence_is_found_without_fail(GeneratedCase sets)
    {
        foreach (var sketches in s_sketches)
        {
            foreach (var (metric, measurement) in MeasuredSets.All(sets.Data, sets.Reference, sketches))
            {
                foreach (var evidence in Evidence(measurement))
                {
                    Assert.That(evidence.What, Is.Not.Empty, metric);
                    Assert.That(evidence.Records, Is.Not.Negative, metric);
                    Assert.That(evidence.Excerpt?.Length ?? 0, Is.AtMost(201), metric);
                    var lines = evidence.Places.Select(place => place.Line).ToList();
                    Assert.That(lines, Is.All.InRange(0, (evidence.InReference ? sets.Reference : sets.Data).Length - 1), metric);
                    Assert.That(lines, Is.Unique, metric);
                }
            }
        }
    }

    private static IEnumerable<Evidence> Evidence(Measurement measurement) => measurement is Measured { Explain: { } explain } ? explain() : [];

    private static string Show(Evidence evidence) =>
        string.Create(CultureInfo.InvariantCulture, $"{evidence.What}: {evidence.Excerpt}, {evidence.Records} at {string.Join(' ', evidence.Places.Select(place => place.Line.ToString(CultureInfo.InvariantCulture)))}");

    private static DatasetScan New(Needs needs) => new(needs, _ => FileOrigin.None);

    private static byte[] Bytes(DatasetScan scan)
    {
        using var stream = new MemoryStream();
        scan.Save(new BinaryWriter(stream));
        return stream.ToArray();
    }
}
