using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Embeddings;
using DataGate.Metrics.Embeddings.Draws;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Measures over drawn records' embeddings against the plain forms of the same, and what they are compared by.</summary>
public sealed class EmbeddingDrawTests
{
    private static readonly string[] s_subjects = ["card", "loan", "phone", "flight", "hotel", "bill", "pin", "check", "rate", "limit"];

    [Test]
    public void Over_different_records_each_is_its_plain_form()
    {
        var (data, reference) = (Texts(300, 1), Texts(280, 2));
        var (own, other) = (Vectors(data), Vectors(reference));
        var prdc = Prdc.Of(own, other)!;
        Assert.Multiple(() =>
        {
            Assert.That(Drawn("mean-cosine", data, reference), Is.EqualTo(Moments.Of(own).MeanCosine()).Within(1e-9));
            Assert.That(Drawn("vendi-score", data, reference), Is.EqualTo(VendiScore.Of(Moments.Of(own))).Within(1e-9));
            Assert.That(Drawn("frechet", data, reference), Is.EqualTo(FrechetDistance.Of(Moments.Of(own), Moments.Of(other))).Within(1e-9));
            Assert.That(Drawn("precision", data, reference), Is.EqualTo(prdc.Precision).Within(1e-12));
            Assert.That(Drawn("recall", data, reference), Is.EqualTo(prdc.Recall).Within(1e-12));
            Assert.That(Drawn("density", data, reference), Is.EqualTo(prdc.Density).Within(1e-12));
            Assert.That(Drawn("coverage", data, reference), Is.EqualTo(prdc.Coverage).Within(1e-12));
        });
    }

    [Test]
    public void A_small_part_of_a_large_corpus_has_the_neighbourhoods_of_that_part()
    {
        // Of 8 rows of the reference among 900 others no list of neighbours holds enough.
        var (data, reference) = (Texts(900, 3), Texts(8, 4));
        var prdc = Prdc.Of(Vectors(data), Vectors(reference))!;
        Assert.That(Drawn("coverage", data, reference), Is.EqualTo(prdc.Coverage).Within(1e-12));
        Assert.That(Drawn("recall", data, reference), Is.EqualTo(prdc.Recall).Within(1e-12));
        Assert.That(Drawn("precision", data, reference), Is.EqualTo(prdc.Precision).Within(1e-12));
    }

    [Test]
    public void The_cheap_form_of_the_vendi_score_is_near_the_whole_one()
    {
        var input = Embedded(Texts(600, 5), Texts(600, 6), new HashEmbedder(160));
        foreach (var order in (double[])[1, 2, double.PositiveInfinity])
        {
            var metric = new VendiDraw(order);
            var many = new DrawInput(input.Corpus, input.Data, null, input.Work) { IsOneOfMany = true };
            // What the diagonal leaves out can only make the spectrum look flatter.
            Assert.That(metric.Value(many), Is.InRange(metric.Value(input)!.Value * 0.999, metric.Value(input)!.Value * 1.1), $"order {order}");
        }
    }

    [Test]
    public void Paraphrases_are_semantic_duplicates_and_lower_the_cluster_score()
    {
        Row[] varied = Texts(200, 7), same = [.. Enumerable.Range(0, 200).Select(i => new Row($"please where is my card now {(i % 2 == 0 ? "" : "x" + i)}"))];
        Assert.Multiple(() =>
        {
            Assert.That(Value("semantic-duplicates", same), Is.GreaterThan(0.4).And.GreaterThan(Value("semantic-duplicates", varied) + 0.3));
            Assert.That(Value("cluster-score", same), Is.LessThan(0.5 * Value("cluster-score", varied)));
            Assert.That(Value("mean-cosine", same), Is.GreaterThan(0.7));
            Assert.That(Value("vendi-score", same), Is.LessThan(0.5 * Value("vendi-score", varied)));
        });
    }

    [Test]
    public void The_similarity_and_the_order_are_the_budgets()
    {
        var scan = Sets.Scan(Sets.Needs(["semantic-duplicates", "vendi-score"]), Texts(150, 8));
        Measurement At(string metric, MetricSettings settings) => MetricCatalog.Get(metric).Measure(Sets.Input(scan) with { Settings = settings });
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(At("semantic-duplicates", MetricSettings.Default with { Similarity = 0.5 })), Is.GreaterThan(Sets.Value(At("semantic-duplicates", MetricSettings.Default))));
            var (one, two, most) = (At("vendi-score", MetricSettings.Default), At("vendi-score", MetricSettings.Default with { Order = 2 }), At("vendi-score", MetricSettings.Default with { Order = double.PositiveInfinity }));
            Assert.That((double[])[Sets.Value(one), Sets.Value(two), Sets.Value(most)], Is.Ordered.Descending);
        });
    }

    [Test]
    public void Data_of_the_reference_s_source_is_within_chance_and_a_narrowed_set_is_not()
    {
        // Not recall: the few odd rows of narrow data have neighbourhoods that hold most of the reference.
        string[] names = ["vendi-score", "mean-cosine", "cluster-score", "semantic-duplicates", "mauve", "frontier-integral", "embedding-js", "embedding-kl", "coverage", "frechet", "mmd", "embedding-auc"];
        List<EqualSizeMetric> metrics = [.. names.Select(name => MetricCatalog.Get(name).OverDraws!)];
        var reference = Texts(400, 9);
        var fresh = Compare(Texts(400, 10), reference, metrics);
        // One subject in three ways to say it.
        Row[] narrow = [.. Enumerable.Range(0, 390).Select(i => new Row($"limit limit word1 of limit word{i % 3} number{i % 40} and {i}")), .. Texts(10, 12)];
        var collapsed = Compare(narrow, reference, metrics);
        Assert.Multiple(() =>
        {
            for (var i = 0; i < names.Length; i++)
            {
                Assert.That(IsSignificant(fresh[i]!), Is.False, $"fresh {names[i]}");
                Assert.That(IsSignificant(collapsed[i]!), Is.True, $"narrow {names[i]}");
            }
        });

        bool IsSignificant(Compared compared) => new Family(0.01).Add(compared, MetricCatalog.Find(compared.Metric.Name)!.Better == Better.Lower).IsSignificant;
    }

    /// <summary>Ever more of the texts are about one of the ten subjects, each text different from all others still.</summary>
    [TestCase("vendi-score", -1)]
    [TestCase("mean-cosine", 1)]
    [TestCase("coverage", -1)]
    [TestCase("embedding-js", 1)]
    [TestCase("embedding-kl", 1)]
    [TestCase("frontier-integral", 1)]
    [TestCase("mauve", -1)]
    [TestCase("frechet", 1)]
    [TestCase("mmd", 1)]
    public void A_narrowing_shows_by_degrees(string metric, int direction)
    {
        var reference = Texts(1000, 9);
        double[] values = [.. ((int[])[0, 250, 500, 750, 1000]).Select(narrow => Drawn(metric, [.. Texts(narrow, 12, s_subjects[^1]), .. Texts(1000 - narrow, 10)], reference)!.Value * direction)];
        Assert.That(values, Is.Ordered.And.Unique, string.Join(' ', values));
    }

    /// <summary>A third of the texts about one subject more than there should be: found by what looks at where texts lie, in most of the tries, and hardly ever where there is none.</summary>
    [TestCase("vendi-score")]
    [TestCase("mean-cosine")]
    [TestCase("coverage")]
    [TestCase("frechet")]
    [TestCase("mmd")]
    [TestCase("embedding-auc")]
    public void A_modest_narrowing_is_told_from_chance(string metric)
    {
        const int Tries = 20;
        const double Rate = 0.05;
        List<EqualSizeMetric> metrics = [MetricCatalog.Get(metric).OverDraws!];
        var (found, alarms) = (0, 0);
        for (var seed = 100; seed < 100 + Tries; seed++)
        {
            var reference = Texts(200, seed);
            if (IsSignificant(Compare([.. Texts(70, seed + 1000, s_subjects[0]), .. Texts(130, seed + 2000)], reference, metrics))) found++;
            if (IsSignificant(Compare(Texts(200, seed + 3000), reference, metrics))) alarms++;
        }
        Assert.That(found, Is.GreaterThan(Tries / 2));
        Assert.That(alarms, Is.LessThan(ComparisonPropertyTests.FirstUnlikely(Tries, Rate)));

        bool IsSignificant(ImmutableArray<Compared?> compared) => new Family(Rate).Add(compared[0]!, MetricCatalog.Find(metric)!.Better == Better.Lower).IsSignificant;
    }

    [Test]
    public void Regions_name_what_there_is_too_much_of_and_what_too_little()
    {
        Row[] reference = [.. Texts(500, 13)];
        Row[] data = [.. Texts(500, 14).Where(row => !row.Text.Contains("hotel", StringComparison.Ordinal)), .. Enumerable.Range(0, 120).Select(i => new Row($"tell me a joke about number {i}"))];
        var evidence = ((Measured)Sets.Measure("precision", data, reference)).Explain!();
        var thick = evidence.Where(found => found.What.StartsWith("too thick", StringComparison.Ordinal)).ToList();
        var thin = evidence.Where(found => found.What.StartsWith("too thin", StringComparison.Ordinal)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(thick[0].Excerpt, Does.Contain("joke"));
            Assert.That(thick[0].InReference, Is.False);
            Assert.That(thick[0].Places, Is.Not.Empty);
            Assert.That(thin.Select(found => found.Excerpt), Has.Some.Contains("hotel"));
            Assert.That(thin, Has.All.Property("InReference").True);
            Assert.That(((Measured)Sets.Measure("coverage", data, reference)).Explain!()[0], Has.Property("What").EqualTo(thin[0].What).And.Property("InReference").True);
            Assert.That(evidence[1], Has.Property("What").EqualTo("its middle in the data").And.Property("Excerpt").StartsWith("tell me a joke").And.Property("Records").EqualTo(thick[0].Records));
        });
    }

    [Test]
    public void Fewer_records_than_mauve_needs_are_not_judged()
    {
        var none = (NotJudged)Sets.Measure("mauve", Texts(999, 15), Texts(2000, 16));
        Assert.That(none.Reason, Is.EqualTo("of 1,000 records that it needs of each side there are 999"));
        var measured = (Measured)Sets.Measure("mauve", Texts(1000, 15), Texts(1000, 16));
        Assert.That(measured.Low, Is.LessThan(measured.Value), "the clusterings' own noise");
        Assert.That(measured.Method, Is.EqualTo("averaged over its own draws, 95%"));
    }

    [Test]
    public void Words_that_the_model_does_not_know_leave_a_set_unjudged_on_either_side()
    {
        Row[] known = Texts(100, 17), unknown = [.. known.Select((row, i) => i % 4 == 0 ? new Row("?a ?b " + row.Text) : row)];
        var of = (NotJudged)Sets.Measure("vendi-score", unknown);
        Assert.That(of.Reason, Does.StartWith("5.").And.Contain("unknown to the embedding model, more than 3%"));
        Assert.That(((NotJudged)Sets.Measure("coverage", known, unknown)).Reason, Does.StartWith("of the reference, 5."));
        Assert.That(Sets.Measure("coverage", known, known), Is.InstanceOf<Measured>());
    }

    [Test]
    public void Without_an_embedder_nothing_is_judged_and_the_reason_is_its_own()
    {
        var scan = Sets.Scan(Sets.Needs(["vendi-score"]), Texts(100, 18));
        var reader = new SampleReader(WordSplitter.For(Words.Unicode, Sets.Seed), new EmbeddingSample(TextEmbeddings.None("no library: install it"), 100, Sets.Seed));
        var measured = MetricCatalog.Get("vendi-score").Measure(Sets.Input(scan) with { Samples = reader });
        Assert.That(measured, Is.EqualTo(new NotJudged("no library: install it")));
    }

    [Test]
    public void Each_text_is_embedded_once_and_only_those_of_the_sample()
    {
        var embedder = new HashEmbedder();
        var opened = 0;
        var embeddings = new TextEmbeddings(() =>
        {
            opened++;
            return new EmbedderOffer(embedder, null);
        });
        var sample = new EmbeddingSample(embeddings, 40, Sets.Seed);
        var needs = Sets.Needs(["vendi-score"]);
        var (data, reference) = (Sets.Scan(needs, Texts(100, 19)), Sets.Scan(needs with { Origin = null }, Texts(100, 20)));
        var reader = new SampleReader(WordSplitter.For(Words.Unicode, Sets.Seed), sample);
        Assert.That(opened, Is.Zero);
        foreach (var metric in (string[])["vendi-score", "coverage", "mmd", "semantic-duplicates"])
            MetricCatalog.Get(metric).Measure(Sets.Input(data, reference) with { Samples = reader });
        Assert.That(opened, Is.EqualTo(1));
        Assert.That(embedder.Embedded, Is.Unique.And.Count.InRange(40, 80));
    }

    [Test]
    public void A_limited_side_is_the_side_of_a_smaller_sample()
    {
        var rows = Texts(300, 21).Concat(Enumerable.Repeat(new Row("again and again"), 40)).ToArray();
        var large = SampledSide.Of(Sets.Scan(Sets.Needs(["vendi-score"]), rows).Whole.Slice(SliceName.All)).Limit(50);
        var small = SampledSide.Of(Sets.Scan(Sets.Needs(["vendi-score"], sketches: Sets.Large with { Sample = 50 }), rows).Whole.Slice(SliceName.All));
        Assert.Multiple(() =>
        {
            Assert.That(large.Texts.Select(text => text.Content), Is.EqualTo(small.Texts.Select(text => text.Content)));
            Assert.That(large.Sampling, Is.EqualTo(small.Sampling).Within(1e-15));
            Assert.That(large.Heavy.Select(text => (text.Content, text.Times)), Is.EqualTo(small.Heavy.Where(text => text.Times >= 20).Select(text => (text.Content, text.Times))));
            Assert.That(large.Heavy, Is.Empty.Or.Count.EqualTo(1));
        });
    }

    private static double Value(string metric, Row[] rows) => Sets.Value(Sets.Measure(metric, rows));

    private static double? Drawn(string metric, Row[] data, Row[] reference) => Sets.Drawn(metric, data, reference);

    private static ImmutableArray<Compared?> Compare(Row[] data, Row[] reference, IReadOnlyList<EqualSizeMetric> metrics) => new Comparison(
        WordSplitter.For(Words.Unicode, Sets.Seed), Side(data), Side(reference), new ComparisonOptions(Sets.Seed, int.MaxValue, 199, 2), Sets.Embedding()).Run(metrics);

    private static SampledSide Side(Row[] rows) => SampledSide.Of(Sets.Scan(Sets.Needs(["vendi-score"]), rows).Whole.Slice(SliceName.All));

    private static DrawInput Embedded(Row[] data, Row[] reference, HashEmbedder embedder)
    {
        var sample = new EmbeddingSample(new TextEmbeddings(() => new EmbedderOffer(embedder, null)), int.MaxValue, Sets.Seed);
        var needs = Sets.Needs(["vendi-score"]);
        return new SampleReader(WordSplitter.For(Words.Unicode, Sets.Seed), sample)
            .Read(Sets.Scan(needs, data).Whole.Slice(SliceName.All), Sets.Scan(needs, reference).Whole.Slice(SliceName.All)).Input!;
    }

    private static Vectors Vectors(Row[] rows) => new(48, [.. new HashEmbedder().Embed([.. rows.Select(row => row.Text)]).SelectMany(made => made.Vector.ToArray())]);

    /// <summary>Different texts about ten subjects, one more often than the next; or about one of them.</summary>
    private static Row[] Texts(int count, int seed, string? only = null)
    {
        var random = new Random(seed);
        var made = new HashSet<string>(StringComparer.Ordinal);
        while (made.Count < count)
        {
            var subject = only ?? s_subjects[(int)(s_subjects.Length * Math.Sqrt(random.NextDouble()))];
            made.Add($"{subject} {subject} word{random.Next(12)} of {subject} word{random.Next(60)} number{random.Next(400)} and {random.Next(4000)}");
        }
        return [.. made.Select(text => new Row(text))];
    }
}
