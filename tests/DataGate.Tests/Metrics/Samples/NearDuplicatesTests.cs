using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Tests.Metrics.Samples;

/// <summary>Near duplicates against all pairs compared one by one, and against the golden counts.</summary>
public sealed class NearDuplicatesTests
{
    private static readonly ConcurrentDictionary<string, HashSet<string>> s_shingles = new(StringComparer.Ordinal);

    [Test]
    public void Pairs_are_those_of_every_golden_set()
    {
        var sets = 0;
        foreach (var (name, golden, texts) in GoldenSets.All())
        {
            var corpus = Corpora.Of(texts, Words.Whitespace).Corpus;
            var pairs = JaccardPairs.Of(corpus, Corpora.Documents(corpus, texts), 0.7);
            Assert.That(pairs, Has.Count.EqualTo(golden.GetProperty("counts").GetProperty("jaccard_pairs_ge_0.7").GetInt32()), name);
            var listed = golden.GetProperty("jaccard_pairs");
            if (listed.ValueKind == JsonValueKind.Array)
                Assert.That(pairs, Is.EqualTo(listed.EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32())).Order()), name);
            sets++;
        }
        Assert.That(sets, Is.GreaterThanOrEqualTo(6));
    }

    [Test]
    public void Pairs_are_all_that_comparing_each_with_each_finds([Values(0.3, 0.5, 0.7, 0.8, 0.95, 1)] double jaccard, [Range(1, 8)] int seed)
    {
        var texts = Mixed(seed, 120);
        var input = Corpora.Of(texts);
        var expected = new List<(int, int)>();
        for (var i = 0; i < texts.Length; i++)
            for (var j = i + 1; j < texts.Length; j++)
                if (AreAlike(texts[i], texts[j], jaccard)) expected.Add((i, j));
        Assert.That(JaccardPairs.Of(input.Corpus, Corpora.Documents(input.Corpus, texts), jaccard), Is.EqualTo(expected));
    }

    [Test]
    public void The_value_is_the_share_with_an_earlier_twin_in_any_draw([Values(0.5, 0.7, 0.8, 1)] double jaccard, [Range(1, 12)] int seed)
    {
        var input = Corpora.Of(Mixed(seed, 150));
        var random = new Random(seed);
        for (var round = 0; round < 5; round++)
        {
            // Entries may come in any order, and one document may stand in several.
            int[] documents = [.. Enumerable.Range(0, random.Next(1, 80)).Select(_ => random.Next(input.Corpus.Count))];
            int[] times = [.. documents.Select(_ => random.Next(4) == 0 ? random.Next(2, 5) : 1)];
            var draw = new Draw(documents, [.. documents.Select(input.Corpus.Length)], times);
            var value = new NearDuplicates(jaccard).Value(Corpora.With(input, draw));
            Assert.That(value, Is.EqualTo((double)(draw.Records - Firsts(input.Corpus, documents, jaccard)) / draw.Records).Within(1e-15));
        }
    }

    [Test]
    public void Of_pairs_just_at_the_limit_hardly_any_is_missed([Values(0.5, 0.7, 0.8, 0.9)] double jaccard)
    {
        // Two sets of 45 tokens, 41 5-grams each: other endings leave as many in common as the limit asks for.
        const int pairs = 1_000, size = 41;
        var common = (int)Math.Ceiling(jaccard * 2 * size / (1 + jaccard));
        var texts = new string[pairs * 2];
        for (var pair = 0; pair < pairs; pair++)
        {
            for (var side = 0; side < 2; side++)
                texts[(pair * 2) + side] = string.Join(' ', Enumerable.Range(0, size + 4).Select(i => i < common + 4 ? $"w{pair}x{i}" : $"v{pair}x{i}x{side}"));
        }
        var corpus = Corpora.Of(texts).Corpus;
        Assert.That(JaccardPairs.Of(corpus, Corpora.Documents(corpus, texts), jaccard), Has.Count.InRange(pairs * 0.999, pairs));
    }

    [Test]
    public void A_similarity_just_at_the_limit_is_enough()
    {
        // 9 5-grams each, 7 in common: 7 / 11. And 8 in common: 8 / 10.
        const string text = "a b c d e f g h i j k l m";
        Assert.Multiple(() =>
        {
            Assert.That(Value(7.0 / 11, text, "a b c d e f g h i j k x y"), Is.EqualTo(0.5));
            Assert.That(Value(0.8, text, "a b c d e f g h i j k l x"), Is.EqualTo(0.5));
            Assert.That(Value(0.800000001, text, "a b c d e f g h i j k l x"), Is.Zero);
        });
    }

    [TestCase("cancel my order", "cancel my orders", 0.5)]
    [TestCase("cancel my order", "Cancel my order!", 0.5, Description = "the same words")]
    [TestCase("cancel my order", "cancel my ordre", 0)]
    [TestCase("yes", "yep", 0)]
    [TestCase("ok", "no", 0)]
    [TestCase("", "...", 0)]
    [TestCase("!!!", "???", 0)]
    [TestCase("cancel my order now", "cancel my order now please", 0, Description = "four words and five")]
    [TestCase("我的余额", "我的余款", 0)]
    public void Short_records_are_twins_by_one_edit_in_what_is_long_enough(string first, string second, double expected) =>
        Assert.That(Value(0.8, first, second), Is.EqualTo(expected));

    [Test]
    public void The_edges_are_defined()
    {
        string[] different = [.. Enumerable.Range(0, 300).Select(i => $"a{i} b{i} c{i} d{i} e{i} f{i}")];
        Assert.Multiple(() =>
        {
            Assert.That(new NearDuplicates().Value(Corpora.Of([])), Is.Null);
            Assert.That(Value(0.8, "one record of this many words"), Is.Zero);
            Assert.That(Value(0.8, "", ""), Is.EqualTo(0.5));
            Assert.That(Value(0.8, [.. Enumerable.Repeat("the same six words stand here", 200)]), Is.EqualTo(199.0 / 200));
            Assert.That(Value(0.8, different), Is.Zero);
            Assert.That(Value(0.8, "👩‍👩‍👧 🇩🇪 👍🏽", "👩‍👩‍👧 🇩🇪 👍🏽", "🎉"), Is.EqualTo(1.0 / 3));
            Assert.That(Value(0.8, "我想知道我的余额现在是多少钱呢请告诉我", "我想知道我的余额现在是多少钱呢请告诉我吧"), Is.EqualTo(0.5));
            Assert.That(Value(0.8, new string('x', 1 << 20), new string('x', (1 << 20) - 1)), Is.Zero, "one token is a short record, however long");
        });
    }

    [Test]
    public void The_metric_measures_from_the_similarity_that_its_budget_names()
    {
        const string text = "a b c d e f g h i j k l m";
        var scan = Sets.Scan(Sets.Needs(["near-duplicates"]), Sets.Texts(text, "a b c d e f g h i j k l x"));
        Measurement At(double jaccard) => MetricCatalog.Get("near-duplicates").Measure(
            Sets.Input(scan) with { Settings = MetricSettings.Default with { Jaccard = jaccard } });
        Assert.Multiple(() =>
        {
            Assert.That(Sets.Value(At(0.8)), Is.EqualTo(0.5));
            Assert.That(Sets.Value(At(0.81)), Is.Zero);
            Assert.That(((Measured)At(0.8)).Explain!().Single().Records, Is.EqualTo(2));
            Assert.That(((Measured)At(0.81)).Explain!(), Is.Empty);
            Assert.That(new Budget { Section = Section.Diversity, Metric = "", Place = new PolicyPlace("", 1, 1) }.Jaccard, Is.EqualTo(NearDuplicates.DefaultJaccard));
        });
    }

    [TestCase(0)]
    [TestCase(-0.5)]
    [TestCase(1.01)]
    [TestCase(double.NaN)]
    public void A_limit_outside_of_0_to_1_is_refused(double jaccard) =>
        Assert.That(() => Value(jaccard, "a", "b"), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_great_cluster_is_found_whole_and_in_small_draws_too()
    {
        // Any two share 56 of 66 5-grams or more.
        var head = string.Join(' ', Enumerable.Range(0, 60).Select(i => "w" + i));
        var input = Corpora.Of(Enumerable.Range(0, 2_000).Select(i => $"{head} a{i} b{i} c{i} d{i} e{i}"));
        Assert.That(new NearDuplicates(0.8).Value(input), Is.EqualTo(1999.0 / 2000));
        for (var step = 7; step < 300; step += 50)
        {
            int[] few = [.. Enumerable.Range(0, 2_000).Where(i => i % step == 3)];
            Assert.That(new NearDuplicates(0.8).Value(Corpora.With(input, Draw.Of(input.Corpus, few))), Is.EqualTo((few.Length - 1.0) / few.Length));
        }
    }

    [Test]
    public void A_chain_of_twins_is_not_one_cluster()
    {
        // Each shares 8 of 10 5-grams with the next, and none with those far away.
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => string.Join(' ', Enumerable.Range(i, 13)))];
        var input = Corpora.Of(texts);
        var evidence = NearDuplicateEvidence.Of(input.Corpus, input.Data, 0.8);
        Assert.That(evidence, Has.All.Property("Records").LessThanOrEqualTo(3).And.All.Property("Records").GreaterThan(1));
        Assert.That(new NearDuplicates(0.8).Value(input), Is.EqualTo(1 - (Firsts(input.Corpus, [.. input.Data.Documents], 0.8) / 200.0)).Within(1e-12));
    }

    [Test]
    public void Evidence_names_the_largest_clusters_first()
    {
        const string large = "please send me a new card because mine was stolen last night in town";
        const string small = "where do i find the nearest branch of your bank in this city today";
        string[] texts = [large, large + " ok", large, small, small + " thanks", "nothing else is like this one record here"];
        var input = Corpora.Of(texts);
        var evidence = NearDuplicateEvidence.Of(input.Corpus, input.Data);
        Assert.Multiple(() =>
        {
            Assert.That(evidence.Select(found => found.Records), Is.EqualTo([3L, 2L]));
            Assert.That(evidence.Select(found => found.What), Has.All.EqualTo("near duplicates"));
            Assert.That(evidence[0].Excerpt, Does.StartWith(large));
            Assert.That(evidence[0].Places.Select(place => place.Line), Is.Ordered.And.Exactly(3).Items);
            Assert.That(evidence[1].Excerpt, Does.StartWith(small));
        });
    }

    [Test]
    public void A_sample_that_is_the_whole_set_hides_no_twin() =>
        Assert.That(new NearDuplicates().HighOf(Corpora.Of(["one text about a card", "another text about a bill"]), 0.1, sampling: 1), Is.EqualTo(0.1));

    private static double Value(double jaccard, params string[] texts) => new NearDuplicates(jaccard).Value(Corpora.Of(texts))!.Value;

    /// <summary>Texts with changed, cut and repeated ones among them; some short, some equal.</summary>
    private static string[] Mixed(int seed, int count)
    {
        var random = new Random(seed);
        var texts = new List<string> { "", "我想知道" };
        while (texts.Count < count)
        {
            var words = random.Next(3) == 0 ? [] : texts[random.Next(texts.Count)].Split(' ').ToList();
            if (words.Count < 2) words = [.. Enumerable.Range(0, random.Next(3) == 0 ? random.Next(1, 5) : random.Next(5, 40)).Select(_ => "word" + random.Next(12))];
            for (var edits = random.Next(3); edits > 0; edits--)
            {
                var at = random.Next(words.Count);
                if (random.Next(2) == 0) words[at] = "word" + random.Next(12);
                else if (random.Next(2) == 0) words.Insert(at, "word" + random.Next(12));
                else if (words.Count > 1) words.RemoveAt(at);
            }
            texts.Add(string.Join(' ', words));
        }
        return [.. texts];
    }

    private static long Firsts(Corpus corpus, int[] documents, double jaccard)
    {
        string[] ordered = [.. documents.Distinct().OrderBy(document => corpus.Text(document).Content).Select(document => Text(corpus, document))];
        return ordered.Where((text, i) => !ordered[..i].Any(earlier => AreTwins(text, earlier, jaccard))).Count();
    }

    private static string Text(Corpus corpus, int document) => Encoding.UTF8.GetString(corpus.Text(document).Text);

    private static bool AreTwins(string a, string b, double jaccard)
    {
        if (AreAlike(a, b, jaccard)) return true;
        var (x, y) = (Split(a), Split(b));
        if (x.Length is 0 or >= 5 || y.Length is 0 or >= 5) return false;
        var characters = Math.Min(x.Sum(word => word.Length), y.Sum(word => word.Length));
        return characters * (1 - jaccard) >= 1 - 1e-9 && Distance(string.Join(' ', x), string.Join(' ', y)) <= 1;
    }

    private static bool AreAlike(string a, string b, double jaccard)
    {
        if (a == b) return true;
        var (x, y) = (Shingles(a), Shingles(b));
        if (x.Count == 0 || y.Count == 0) return false;
        var common = x.Count(y.Contains);
        return common * 1000 >= (int)Math.Round(jaccard * 1000) * (x.Count + y.Count - common);
    }

    private static HashSet<string> Shingles(string text) => s_shingles.GetOrAdd(text, text => Shingles(Split(text)));

    private static HashSet<string> Shingles(string[] words) => words.Length switch
    {
        0 => [],
        < 5 => [string.Join(' ', words)],
        _ => [.. Enumerable.Range(0, words.Length - 4).Select(i => string.Join(' ', words[i..(i + 5)]))],
    };

    /// <summary>Words of these tests' texts: by space, Han by character.</summary>
    private static string[] Split(string text) =>
        [.. text.Split(' ').SelectMany(word => word.Any(c => c >= 0x4E00 && c < 0xA000) ? word.Select(c => c.ToString()) : [word]).Where(word => word.Any(char.IsLetterOrDigit))];

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0]++;
            for (var j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
