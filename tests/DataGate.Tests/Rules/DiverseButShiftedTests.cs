using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Rules.Diversity;

namespace DataGate.Tests.Rules;

public sealed class DiverseButShiftedTests
{
    private static readonly PolicyPlace s_place = new("datagate.yaml", 1, 1);

    [TestCase("token-js")]
    [TestCase("token-kl-2")]
    [TestCase("label-js")]
    [TestCase("length-js")]
    [TestCase("classifier-auc")]
    public void More_diverse_and_far_from_the_reference_is_a_finding(string divergence)
    {
        var found = Of(Better(), Far(divergence));
        Assert.That(found, Has.Length.EqualTo(1));
        Assert.That(found[0].Code, Is.EqualTo("DG1090"));
        Assert.That(found[0].Message, Does.Contain("(distinct-2)").And.Contain($"({divergence})"));
    }

    /// <summary>What is gone is no sign of other data: a set may lose labels and rare words and say more of the rest.</summary>
    [TestCase("label-coverage")]
    [TestCase("rare-retention")]
    public void Loss_is_no_shift(string measure)
    {
        var lost = Ruling(measure, Section.Divergence, value: 0.4, min: 0.8, max: null, Outcome.Broken);
        Assert.That(Of(Better(), lost), Is.Empty);
        Assert.That(Of(Better(), lost, Far("token-js"))[0].Message, Does.Contain("(token-js)"), "beside a shift it isn't named as one");
    }

    [Test]
    public void Nearer_than_allowed_is_no_shift() =>
        Assert.That(Of(Better(), Ruling("token-js", Section.Divergence, value: 0.01, min: 0.05, max: 0.2, Outcome.Broken)), Is.Empty);

    [Test]
    public void A_relative_bound_is_held_against_the_value_at_equal_size()
    {
        var far = Ruling("token-js", Section.Divergence, value: 0.01, min: null, max: 0.02, Outcome.Broken);
        far = far with
        {
            Judgement = far.Judgement with
            {
                Budget = far.Judgement.Budget with { Max = new Bound(Anchor.Null, 1, 0.02, "null + 0.02", s_place) },
                Equal = new EqualSize(Measured.Exact(0.13, 100)) { Anchor = 0.1, IsHigh = true },
            },
        };
        Assert.That(Of(Better(), far), Has.Length.EqualTo(1));
        Assert.That(Of(Better(), far with { Judgement = far.Judgement with { Equal = far.Judgement.Equal! with { Anchor = 0.12 } } }), Is.Empty);
    }

    [Test]
    public void Neither_alone_is_one_nor_both_in_other_slices()
    {
        Assert.That(Of(Better()), Is.Empty);
        Assert.That(Of(Far("token-js")), Is.Empty);
        Assert.That(Of(Better(), Far("token-js") with { Outcome = Outcome.Warns }), Is.Empty);
        Assert.That(Of(Better(), Far("token-js") with { Judgement = Far("token-js").Judgement with { Slice = "synthetic" } }), Is.Empty);
    }

    private static Finding[] Of(params Ruling[] rulings) => [.. DiverseButShifted.Of([.. rulings])];

    private static Ruling Better()
    {
        var ruling = Ruling("distinct-2", Section.Diversity, value: 0.7, min: 0.4, max: null, Outcome.Holds);
        return ruling with { Judgement = ruling.Judgement with { Equal = new EqualSize(Measured.Exact(0.7, 100)) { Anchor = 0.5, IsBetter = true } } };
    }

    private static Ruling Far(string divergence) => Ruling(divergence, Section.Divergence, value: 0.4, min: null, max: 0.1, Outcome.Broken);

    private static Ruling Ruling(string metric, Section section, double value, double? min, double? max, Outcome outcome)
    {
        var judgement = new Judgement
        {
            Budget = new Budget { Section = section, Metric = metric, Min = Bound(min), Max = Bound(max), Place = s_place },
            Metric = MetricCatalog.Find(metric)!,
            Dataset = "set",
            Slice = "all",
            Measurement = Measured.Exact(value, 100),
            Records = 100,
            Locate = _ => default,
            LocateReference = _ => default,
        };
        return new Ruling(judgement, outcome, []);
    }

    private static Bound? Bound(double? value) => value is { } number ? new Bound(Anchor.None, 0, number, "", s_place) : null;
}
