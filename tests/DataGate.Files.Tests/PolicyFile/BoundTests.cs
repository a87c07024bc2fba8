using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class BoundTests
{
    private const string Reference = "reference: { files: ref.jsonl }\n";

    [TestCase("0.4", 0.4)]
    [TestCase("40%", 0.4)]
    [TestCase("'40%'", 0.4)]
    [TestCase("0.7%", 0.007)]
    [TestCase("4e-1", 0.4)]
    [TestCase(".5", 0.5)]
    [TestCase("+0.5", 0.5)]
    [TestCase("0", 0)]
    [TestCase("100%", 1)]
    public void An_absolute_bound_of_a_share_is_a_number_or_a_percentage(string spelt, double value)
    {
        var bound = Reading.GoodDataset($"diversity: {{ opening-share: {{ max: {spelt} }} }}").Budgets.Single().Max!;
        Assert.That((bound.Anchor, bound.Factor, bound.Offset), Is.EqualTo((Anchor.None, 0d, value)));
        Assert.That(bound.Text, Is.EqualTo(spelt.Trim('\'')));
    }

    [TestCase("180d", 180)]
    [TestCase("26w", 182)]
    [TestCase("12h", 0.5)]
    [TestCase("1.5d", 1.5)]
    public void An_age_is_a_time_span_in_days(string spelt, double days)
    {
        var budget = Reading.GoodDataset($"created: at\norigin: {{ field: s, human: [h] }}\nsynthetic: {{ age: {spelt} }}").Budgets.Single();
        Assert.That(budget.Max!.Offset, Is.EqualTo(days));
    }

    [TestCase("0.90 x reference", 0.9, 0)]
    [TestCase("0.9x reference", 0.9, 0)]
    [TestCase("1.1 × reference", 1.1, 0)]
    [TestCase("reference + 3%", 1, 0.03)]
    [TestCase("reference - 0.05", 1, -0.05)]
    [TestCase("reference − 5%", 1, -0.05)]
    [TestCase("reference-5%", 1, -0.05)]
    [TestCase("reference", 1, 0)]
    public void Counted_shares_of_rare_cases_may_be_relative_to_the_reference(string spelt, double factor, double offset)
    {
        var dataset = Reading.GoodDataset(Reference + $"tails: {{ rare: {{ matches: x, share: {{ min: '{spelt}' }} }} }}");
        var bound = dataset.Budgets.Single().Min!;
        Assert.That((bound.Anchor, bound.Factor, bound.Offset, bound.Text), Is.EqualTo((Anchor.Reference, factor, offset, spelt)));
    }

    [TestCase("rare: { where: { a: b }, count: { min: reference - 5 } }", "tails")]
    [TestCase("count: { min: reference - 5 }", "labels")]
    [TestCase("share: { min: 0.5 x reference }", "labels")]
    public void Relative_bounds_are_available_for_what_is_counted_in_tails_and_labels(string budget, string section) =>
        Assert.That(Reading.GoodDataset($"label: l\n{Reference}{section}: {{ {budget} }}").Budgets.Single().Min!.Anchor, Is.EqualTo(Anchor.Reference));

    [TestCase("diversity: { distinct-2: { min: 0.90 x reference } }", Anchor.Reference)]
    [TestCase("diversity: { opening-share: reference + 3% }", Anchor.Reference)]
    [TestCase("diversity: { exact-duplicates: { max: reference + 1% } }", Anchor.Reference)]
    [TestCase("divergence: { token-js: { max: null + 0.02 } }", Anchor.Null)]
    [TestCase("tails: { t: { matches: x, distinct-2: { min: 0.9 x reference } } }", Anchor.Reference)]
    public void Relative_bounds_are_available_for_what_is_compared_at_equal_size(string section, Anchor anchor)
    {
        var budget = Reading.GoodDataset(Reference + section).Budgets.Single();
        Assert.That((budget.Min ?? budget.Max)!.Anchor, Is.EqualTo(anchor));
    }

    [TestCase("diversity: { distinct-2: { min: 0.9 x base, on: added } }", Anchor.Base)]
    public void Relative_bounds_of_what_a_change_adds(string section, Anchor anchor) =>
        Assert.That(Reading.GoodDataset(section).Budgets.Single().Min!.Anchor, Is.EqualTo(anchor));

    [TestCase("tails: { t: { matches: x, share: { min: 0.9 x base, on: added } } }", "0.9 x base")]
    public void What_is_counted_is_not_compared_with_the_base_yet_and_named_at_the_bound(string section, string bound)
    {
        var yaml = Reading.Dataset(Reference + section);
        var problem = Reading.Single(yaml);
        Assert.That(problem.Code, Is.EqualTo(PolicyCodes.NotYet));
        Assert.That(yaml.Split('\n')[problem.Place.Line - 1][(problem.Place.Column - 1)..], Does.StartWith(bound));
    }

    [TestCase("opening-share: { max: 1.5 }", "never above 1")]
    [TestCase("opening-share: { max: 101% }", "never above 1")]
    [TestCase("opening-share: { max: -1% }", "below 0")]
    [TestCase("opening-share: { max: 1e999 }", "found '1e999'")]
    [TestCase("opening-share: { max: NaN }", "found 'NaN'")]
    [TestCase("opening-share: { max: .inf }", "found '.inf'")]
    [TestCase("opening-share: { max: 1_0% }", "found '1_0%'")]
    [TestCase("opening-share: { max: '0,4' }", "found '0,4'")]
    [TestCase("opening-share: { max: ٤% }", "found '٤%'")]
    [TestCase("opening-share: { max: 40 % }", "found '40 %'")]
    [TestCase("opening-share: { max: '' }", "found ''")]
    [TestCase("opening-share: { max: }", "found no value")]
    [TestCase("opening-share: { max: null }", "null + d")]
    [TestCase("opening-share: { max: 'null' }", "null + d")]
    [TestCase("opening-share: { max: [1] }", "found a list")]
    [TestCase("distinct-2: { min: 0.9 x refrence }", "did you mean 'reference'?")]
    [TestCase("distinct-2: { min: refernce - 1% }", "did you mean 'reference'?")]
    [TestCase("distinct-2: { min: reference x 0.9 }", "found 'reference x 0.9'")]
    [TestCase("distinct-2: { min: 0 x reference }", "above 0")]
    [TestCase("distinct-2: { min: 90% x reference }", "0.9 x reference")]
    [TestCase("distinct-2: { min: reference - 0.1 + 0.2 }", "found 'reference - 0.1 + 0.2'")]
    [TestCase("distinct-2: { min: 0.9 x reference - 1% }", "found '0.9 x reference - 1%'")]
    [TestCase("distinct-2: { min: -0.9 x reference }", "found '-0.9 x reference'")]
    public void A_bound_that_is_none_says_what_is_wanted(string budget, string said)
    {
        var (code, message, _, _) = Reading.SingleInDataset($"diversity: {{ {budget} }}");
        Assert.That(code, Is.EqualTo(PolicyCodes.WrongValue));
        Assert.That(message, Does.Contain(said));
    }

    [TestCase("divergence: { token-js: 5% }", "percentages are for shares")]
    [TestCase("divergence: { token-js: { max: null + 5% } }", "percentages are for shares")]
    [TestCase("tails: { t: { matches: x, count: 50% } }", "percentages are for shares")]
    [TestCase("tails: { t: { matches: x, count: 5.5 } }", "isn't a whole number")]
    [TestCase("synthetic: { depth: 1.5 }", "isn't a whole number")]
    [TestCase("synthetic: { age: 180 }", "d, h or w")]
    [TestCase("synthetic: { age: 40% }", "found '40%'")]
    [TestCase("synthetic: { age: 1y }", "found '1y'")]
    [TestCase("synthetic: { age: 999999d }", "found '999999d'")]
    [TestCase("synthetic: { effective-sources: -1 }", "below 0")]
    public void A_bound_outside_what_its_metric_takes_is_a_wrong_value(string section, string said)
    {
        var all = "created: c\ngeneration: g\norigin: { field: s, human: [h] }\n" + Reference;
        var (code, message, _, _) = Reading.SingleInDataset(all + section);
        Assert.That(code, Is.EqualTo(PolicyCodes.WrongValue));
        Assert.That(message, Does.Contain(said));
    }

    [Test]
    public void Numbers_are_read_alike_under_any_culture()
    {
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.That(Reading.GoodDataset("diversity: { distinct-2: 0.25 }").Budgets.Single().Min!.Offset, Is.EqualTo(0.25));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }
}
