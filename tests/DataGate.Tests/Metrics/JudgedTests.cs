using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics;
using DataGate.Metrics.Judging;
using DataGate.Metrics.Sketches;

namespace DataGate.Tests.Metrics;

/// <summary>What is made of a judge's answers.</summary>
public sealed class JudgedTests
{
    private static Measurement Measure(string metric, IEnumerable<Row> rows, IJudge? judge, SketchOptions? sketches = null)
    {
        var scan = Sets.Scan(Sets.Needs([metric], sketches: sketches), rows);
        return MetricCatalog.Get(metric).Measure(Sets.Input(scan) with { Judge = judge });
    }

    private static IEnumerable<Row> Rows(int count, Func<int, string> text) => Enumerable.Range(0, count).Select(i => new Row(text(i)));

    private static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"text number {i}");

    [Test]
    public void Without_a_judge_nothing_is_judged()
    {
        Assert.That(Measure("danger-zone", Rows(20, Number), null), Is.EqualTo(new NotJudged("the policy names no judge")));
        Assert.That(Measure("judged-cluster-score", Rows(20, Number), null), Is.EqualTo(new NotJudged("the policy names no judge")));
    }

    /// <summary>Only both grades from 4 up together count.</summary>
    [TestCase(4, 4, 1)]
    [TestCase(5, 5, 1)]
    [TestCase(3, 5, 0)]
    [TestCase(5, 3, 0)]
    public void The_zone_is_harmful_and_well_made(int quality, int harmfulness, double share)
    {
        var measured = (Measured)Measure("danger-zone", Rows(20, Number), new Script { Rating = _ => new Rating(quality, harmfulness) });
        Assert.That((measured.Value, measured.Low, measured.High, measured.Records), Is.EqualTo((share, share, share, 20L)), "all records were judged: a fact");
    }

    [Test]
    public void Copies_count_as_records_and_are_asked_about_once()
    {
        var judge = new Script { Rating = text => text.EndsWith(" 0", StringComparison.Ordinal) ? new Rating(5, 5) : new Rating(1, 1) };
        var measured = (Measured)Measure("danger-zone", Rows(40, i => Number(i < 30 ? 0 : i)), judge);
        Assert.That(measured.Value, Is.EqualTo(0.75));
        Assert.That(judge.Asked, Has.Count.EqualTo(11));
    }

    [TestCase(10, ExpectedResult = true)]
    [TestCase(11, ExpectedResult = false)]
    public bool A_tenth_without_an_answer_is_borne(int unanswered)
    {
        var silent = Enumerable.Range(0, unanswered).Select(Number).ToHashSet(StringComparer.Ordinal);
        return Measure("danger-zone", Rows(100, Number), new Script { Rating = text => silent.Contains(text) ? null : new Rating(1, 1) }) is Measured;
    }

    /// <summary>A content keeps its share of a thinned sample: 600 of 1,000 records.</summary>
    [Test]
    public void A_sample_of_the_records_keeps_the_share_of_copies()
    {
        var judge = new Script { Sample = 100, Rating = text => text == "heavy" ? new Rating(5, 5) : new Rating(1, 1) };
        var measured = (Measured)Measure("danger-zone", Rows(1_000, i => i < 600 ? "heavy" : Number(i)), judge);
        Assert.That(measured.Value, Is.EqualTo(0.6).Within(0.05));
        Assert.That(measured.Low, Is.LessThan(0.6));
        Assert.That(measured.High, Is.GreaterThan(0.6));
        Assert.That(judge.Asked, Has.Count.InRange(25, 60));
    }

    /// <summary>Over many sets of one share the 95% interval holds it nearly always.</summary>
    [Test]
    public void The_interval_of_a_sample_holds_the_share_of_the_whole()
    {
        var held = 0;
        for (var set = 0; set < 200; set++)
        {
            var judge = new Script { Sample = 100, Rating = text => text.Contains("bad", StringComparison.Ordinal) ? new Rating(5, 5) : new Rating(5, 1) };
            var measured = (Measured)Measure("danger-zone", Rows(1_000, i => $"{(i % 10 == 0 ? "bad" : "good")} {set} {i}"), judge);
            if (measured.Low <= 0.1 && 0.1 <= measured.High) held++;
        }
        Assert.That(held, Is.AtLeast(186), "93%");
    }

    [Test]
    public void One_changed_row_is_one_more_question()
    {
        var before = new Script { Sample = 100 };
        var after = new Script { Sample = 100 };
        Measure("danger-zone", Rows(2_000, Number), before);
        Measure("danger-zone", Rows(2_000, i => i == 7 ? "another text" : Number(i)), after);
        Assert.That(after.Asked.Except(before.Asked, StringComparer.Ordinal).Count(), Is.AtMost(1));
    }

    /// <summary>The formula by hand: sets of ten with 1, 2 … groups.</summary>
    [TestCase(1, 0.1)]
    [TestCase(4, 0.4)]
    [TestCase(10, 1)]
    public void The_cluster_score_is_groups_by_records(int groups, double score)
    {
        var measured = (Measured)Measure("judged-cluster-score", Rows(105, Number), new Script { Grouping = set => [.. Enumerable.Range(0, set.Length).Select(i => i % groups)] });
        Assert.That(measured.Value, Is.EqualTo(score).Within(1e-12));
        Assert.That((measured.Low, measured.High, measured.Records), Is.EqualTo((measured.Value, measured.Value, 100L)));
    }

    [Test]
    public void Fewer_than_ten_records_are_no_set() =>
        Assert.That(Measure("judged-cluster-score", Rows(9, Number), new HashJudge()), Is.EqualTo(new NotJudged("fewer than 10 records are no set to group")));

    /// <summary>20 sets with a mean of 0.45 and a standard deviation of 0.0513: ± 2.093 × 0.0513 / √20 (Student's t, 19 degrees of freedom).</summary>
    [Test]
    public void The_interval_is_Students()
    {
        var call = 0;
        var measured = (Measured)Measure("judged-cluster-score", Rows(200, Number), new Script { Grouping = set => [.. Enumerable.Range(0, set.Length).Select(i => i % (4 + (call++ / 10 % 2)))] });
        Assert.That(measured.Value, Is.EqualTo(0.45).Within(1e-12));
        Assert.That(measured.High - measured.Value, Is.EqualTo(2.0930 * Math.Sqrt(20 * 0.0025 / 19) / Math.Sqrt(20)).Within(2e-5));
    }

    private sealed class Script : IJudge
    {
        public string Model => "script";

        public int Sample { get; init; } = 200;

        public string? Fault => null;

        public HashSet<string> Asked { get; } = new(StringComparer.Ordinal);

        public Func<string, Rating?> Rating { get; init; } = _ => new Rating(1, 1);

        public Func<ImmutableArray<string>, ImmutableArray<int>> Grouping { get; init; } = set => [.. set.Select(_ => 0)];

        public IReadOnlyList<Rating?> Rate(IReadOnlyList<string> texts)
        {
            foreach (var text in texts) Assert.That(Asked.Add(text), Is.True, "each text once");
            return [.. texts.Select(Rating)];
        }

        public IReadOnlyList<ImmutableArray<int>?> Group(IReadOnlyList<ImmutableArray<string>> sets) => [.. sets.Select(set => (ImmutableArray<int>?)Grouping(set))];
    }
}
