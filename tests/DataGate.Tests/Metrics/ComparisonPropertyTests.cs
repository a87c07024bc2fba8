using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics;

/// <summary>What holds of comparisons at equal size, and of what a family of them says.</summary>
public sealed class ComparisonPropertyTests
{
    private static readonly ImmutableArray<EqualSizeMetric> s_metrics = [.. MetricCatalog.All.Select(info => MetricCatalog.Get(info.Name).OverDraws).OfType<EqualSizeMetric>()];

    internal static Property[] Properties { get; } =
    [
        new(nameof(Order_of_texts_and_threads_play_no_part), Order_of_texts_and_threads_play_no_part, 12),
        new(nameof(A_familys_p_is_a_chance_and_falls_as_differences_grow), A_familys_p_is_a_chance_and_falls_as_differences_grow, 12),
        new(nameof(The_same_data_is_no_difference), The_same_data_is_no_difference, 12),
    ];

    [TestCaseSource(nameof(Properties))]
    public void It_holds(object property) => ((Property)property).Check();

    /// <summary>
    /// Data and reference are drawn from one source, so that each check is significant with a chance of at most the family's rate. The
    /// number of significant ones among so many checks is then binomial at worst, and passes the bound with a chance below 10⁻⁶.
    /// </summary>
    /// <param name="sample">Texts of a side that are held.</param>
    /// <param name="copies">How often each text of the source occurs in a side, about.</param>
    /// <param name="larger">How many times larger the data is than the reference.</param>
    /// <param name="checks">How many.</param>
    [TestCase(10_000, 1, 1, 80)]
    [TestCase(10_000, 8, 3, 160)]
    [TestCase(12, 8, 1, 80)]
    public void Fresh_data_of_the_same_source_is_within_chance(int sample, int copies, int larger, int checks)
    {
        const double Rate = 0.1;
        var (significant, lower) = (0, 0);
        for (var check = 0; check < checks; check++)
        {
            // A quarter of the metrics a check, each in its turn.
            List<EqualSizeMetric> some = [.. s_metrics.Where((_, i) => i % 4 == check % 4)];
            var random = new Random(7_000 + check);
            var size = copies == 1 ? 40 : 96;
            var texts = Texts(random, size / copies);
            Row[] Draw(int records) => [.. Enumerable.Range(0, records).Select(_ => texts[random.Next(texts.Length)])];
            var family = new Family(Rate);
            var members = Compare((Draw(size * larger), Draw(size)), (ulong)check + 1, Family.Shuffles(Rate), threads: 2, sample).Run(some).OfType<Compared>()
                .Select(one => family.Add(one, MetricCatalog.Find(one.Metric.Name)!.Better == Better.Lower)).ToList();
            if (members.Count == 0) continue;
            if (members.Exists(member => member.IsSignificant)) significant++;
            if (members.Min(member => member.P) <= 0.5) lower++;
        }
        Assert.Multiple(() =>
        {
            Assert.That(significant, Is.LessThan(FirstUnlikely(checks, Rate)), "false alarms");
            // Ties make p larger, never smaller, and yet it is no formality: about half of all checks are in its lower half.
            Assert.That(lower, Is.InRange(checks / 4, FirstUnlikely(checks, 0.5)), "checks with a p of 0.5 or less");
        });
    }

    [Test]
    public void The_bound_on_false_alarms_is_that_of_the_binomial_distribution() =>
        Assert.Multiple(() =>
        {
            // 1 − Φ of 4.75 standard deviations is 10⁻⁶.
            Assert.That(FirstUnlikely(10_000, 0.5), Is.EqualTo(5000 + (4.753 * 50)).Within(2));
            Assert.That(FirstUnlikely(3, 0.001), Is.EqualTo(3), "three of three: 10⁻⁹, two: 3 · 10⁻⁶");
        });

    [Test]
    public void A_plain_difference_is_significant_and_none_is_not()
    {
        var random = new Random(5);
        var texts = Texts(random, 80);
        var reference = texts[..40];
        Row[] collapsed = [.. Enumerable.Range(0, 40).Select(i => texts[40 + (i % 4)])];
        Row[] strange = [.. texts[40..].Select((row, i) => row with { Text = row.Text.Replace('w', 'q') + " .", Label = "z" + (i % 3) })];
        foreach (var (data, what, names) in new[]
        {
            (collapsed, "four texts", new[] { "distinct-1", "distinct-2", "self-bleu-2", "exact-duplicates", "near-duplicates", "compression-ratio", "missing-mass", "repetition", "opening-share" }),
            (strange, "other words and labels", ["token-js", "token-kl", "token-js-2", "label-js", "label-coverage", "rare-retention", "classifier-auc"]),
        })
        {
            foreach (var name in names)
            {
                Assert.That(Only(data, name).IsSignificant, Is.True, $"{name} of {what}");
                Assert.That(Only(reference, name).IsSignificant, Is.False, $"{name} of the same");
            }
        }

        Family.Member Only(Row[] data, string name)
        {
            var compared = Compare((data, reference), 3, 99, threads: 2).Run([MetricCatalog.Get(name).OverDraws!]).Single();
            return new Family(0.05).Add(compared!, MetricCatalog.Find(name)!.Better == Better.Lower);
        }
    }

    [Test]
    public void A_difference_that_chance_always_makes_is_on_neither_side()
    {
        // Forty times 0.1 is 4.000000000000002: what rounding leaves is no deviation.
        foreach (var value in new[] { 0, 0.1, 1 / 3.0, Math.Log(2) })
        {
            foreach (var higherIsWorse in new[] { true, false })
            {
                var member = new Family(0.05).Add(Made(value, [.. Enumerable.Repeat(value, 39)]), higherIsWorse);
                Assert.Multiple(() =>
                {
                    Assert.That(member.Observed, Is.Zero);
                    Assert.That(member.P, Is.EqualTo(1));
                    Assert.That(member.IsSignificant, Is.False);
                    Assert.That(member.IsFarOnTheGoodSide, Is.False);
                    Assert.That(member.Margin, Is.Zero);
                });
            }
        }
    }

    [Test]
    public void Differences_that_rounding_sets_apart_are_equal()
    {
        // Half of the shuffles give what is observed, but for the last bit.
        var observed = Math.Log(2) / 3;
        ImmutableArray<double> chance = [.. Enumerable.Range(0, 39).Select(i => i % 2 == 0 ? Math.BitDecrement(observed) : 0.01)];
        Assert.Multiple(() =>
        {
            Assert.That(new Family(0.05).Add(Made(observed, chance), higherIsWorse: true).P, Is.EqualTo(21.0 / 40));
            Assert.That(new Family(0.05).Add(Made(-observed, [.. chance.Select(value => -value)]), higherIsWorse: false).P, Is.EqualTo(21.0 / 40));
            Assert.That(new Family(0.05).Add(Made(-observed, [.. chance.Select(value => -value)]), higherIsWorse: true).IsFarOnTheGoodSide, Is.False);
        });
    }

    /// <summary>Which of its many frames a text keeps hangs on the texts beside it: those that divergences draw as well are not among them.</summary>
    [Test]
    public void What_a_measure_says_does_not_hang_on_what_else_is_asked([Range(1, 4)] int seed)
    {
        var random = new Random(seed);
        Row[] Rows(int count) => [.. Enumerable.Range(0, count).Select(_ => new Row(string.Join(' ', Enumerable.Range(0, 12).Select(at => $"w{at}{Math.Max(0, random.Next(-2, 3))}"))))];
        var (data, reference) = (Side(Rows(160)), Side(Rows(800)));
        EqualSizeMetric asked = new TemplateShare();
        Compared Among(params EqualSizeMetric[] measures) =>
            new Comparison(WordSplitter.For(Words.Unicode, Sets.Seed), data, reference, new ComparisonOptions(3, 1_000_000, 9, 1), measures: measures).Run(measures)[0]!;
        var alone = Among(asked);
        Assert.That(alone.Value, Is.InRange(0.05, 0.99));
        foreach (var other in new[] { "token-js", "classifier-auc", "self-bleu-2" })
            Assert.That(Shown(Among(asked, MetricCatalog.Get(other).OverDraws!)), Is.EqualTo(Shown(alone)), other);
    }

    private static void Order_of_texts_and_threads_play_no_part(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        var (seed, tokens) = ((ulong)random.NextInt64(), random.Next(3) == 0 ? 100 : 1_000_000);
        var sample = random.Next(2) == 0 ? 10 : 10_000;
        var (data, reference) = (Side(sets.Data, sample), Side(sets.Reference, sample));
        var first = Show(data, reference, 1);
        Assert.That(Show(data, reference, 4), Is.EqualTo(first), "threads");
        Assert.That(Show(Shuffled(data), Shuffled(reference), 3), Is.EqualTo(first), "order of texts");
        DrawMetric[] ofDrawn = [.. s_metrics.OfType<DrawMetric>().Where(metric => metric.OfDrawnAlone)];
        var any = OfSome(ofDrawn, isTold: false);
        Assert.That(OfSome(ofDrawn, isTold: true), Is.EqualTo(any), "texts that aren't drawn");
        Assert.That(string.Join('\n', ofDrawn.Select(metric => OfSome([metric], isTold: true))), Is.EqualTo(any), "other measures");

        string OfSome(DrawMetric[] metrics, bool isTold) => string.Join('\n', new Comparison(
            WordSplitter.For(Words.Unicode, Sets.Seed), data, reference, new ComparisonOptions(seed, tokens, 9, 1), measures: isTold ? metrics : null).Run(metrics).Select(Shown));

        string Show(SampledSide one, SampledSide other, int threads) =>
            string.Join('\n', new Comparison(WordSplitter.For(Words.Unicode, Sets.Seed), one, other, new ComparisonOptions(seed, tokens, 9, threads), Sets.Embedding()).Run(s_metrics).Select(Shown));

        SampledSide Shuffled(SampledSide side)
        {
            var texts = side.Texts.ToArray();
            random.Shuffle(texts);
            return side with { Texts = texts, Heavy = [.. side.Heavy.Reverse()] };
        }
    }

    private static void A_familys_p_is_a_chance_and_falls_as_differences_grow(GeneratedCase sets)
    {
        var random = new Random(sets.Seed);
        var rate = new[] { 0.05, 0.1, 0.3 }[random.Next(3)];
        var family = new Family(rate);
        var members = Compare((sets.Data, sets.Reference), (ulong)sets.Seed, Family.Shuffles(rate), threads: 1).Run(s_metrics).OfType<Compared>()
            .SelectMany(compared => new[] { family.Add(compared, higherIsWorse: true), family.Add(compared, higherIsWorse: false) }).OrderBy(member => member.Observed).ToList();
        foreach (var member in members)
        {
            Assert.That(double.IsFinite(member.Observed), Is.True, member.Compared.Metric.Name);
            Assert.That(member.P, Is.GreaterThan(0).And.AtMost(1), member.Compared.Metric.Name);
            Assert.That(member.Margin, Is.Not.Negative.And.Not.NaN, member.Compared.Metric.Name);
            Assert.That(member.IsSignificant && member.IsFarOnTheGoodSide, Is.False, member.Compared.Metric.Name);
            // Chance can't see a single member more often alone than in a family.
            Assert.That(new Family(rate).Add(member.Compared, member.Observed == Score(member.Compared, higher: true)).P, Is.AtMost(member.P + 1e-12), member.Compared.Metric.Name);
        }
        for (var i = 1; i < members.Count; i++) Assert.That(members[i].P, Is.AtMost(members[i - 1].P), $"{members[i - 1].Observed:R} and {members[i].Observed:R}");

        double Score(Compared compared, bool higher) => new Family(rate).Add(compared, higher).Observed;
    }

    private static void The_same_data_is_no_difference(GeneratedCase sets)
    {
        var family = new Family(0.05);
        foreach (var compared in Compare((sets.Data, sets.Data), (ulong)sets.Seed, 19, threads: 1).Run(s_metrics).OfType<Compared>())
        {
            var name = compared.Metric.Name;
            if (!compared.Metric.IsDivergence) Assert.That(compared.Observed, Is.Zero, name);
            if (!compared.Metric.IsDivergence) Assert.That(compared.Value, Is.EqualTo(compared.Anchor), name);
            Assert.That(family.Add(compared, MetricCatalog.Find(name)!.Better == Better.Lower).IsSignificant, Is.False, name);
        }
    }

    private static Compared Made(double observed, ImmutableArray<double> chance) => new(new DistinctDraw(1), 10, 0, 0, observed, chance);

    /// <summary>The smallest number of successes that so many tries have, or more, with a chance below 10⁻⁶.</summary>
    internal static int FirstUnlikely(int tries, double chance)
    {
        double tail = 0, logarithm = tries * Math.Log(chance);
        for (var successes = tries; ; successes--)
        {
            tail += Math.Exp(logarithm);
            if (tail >= 1e-6) return successes + 1;
            logarithm += Math.Log(successes / (tries - successes + 1.0)) + Math.Log((1 - chance) / chance);
        }
    }

    private static string Shown(Compared? compared) => compared is null ? "undefined" : string.Create(
        CultureInfo.InvariantCulture,
        $"{compared.Metric.Name} {compared.Records} {compared.Value:R} {compared.Anchor:R} {compared.Observed:R}: {string.Join(' ', compared.Chance.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}");

    private static Comparison Compare((Row[] Data, Row[] Reference) sets, ulong seed, int shuffles, int threads, int sample = 10_000) =>
        new(WordSplitter.For(Words.Unicode, Sets.Seed), Side(sets.Data, sample), Side(sets.Reference, sample), new ComparisonOptions(seed, 1_000_000, shuffles, threads), Sets.Embedding());

    private static SampledSide Side(Row[] rows, int sample = 10_000) => SampledSide.Of(MeasuredSets.ScanReference(rows, Sets.Large with { Sample = sample }).Whole.Slice(SliceName.All));

    /// <summary>Texts of a source with frequent and rare words, long and short ones, and labels.</summary>
    private static Row[] Texts(Random random, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new Row(
            string.Join(' ', Enumerable.Range(0, 3 + random.Next(10)).Select(_ => "w" + (int)Math.Pow(200, random.NextDouble()))), Label: "l" + (int)(5 * random.NextDouble() * random.NextDouble()))),
    ];
}
