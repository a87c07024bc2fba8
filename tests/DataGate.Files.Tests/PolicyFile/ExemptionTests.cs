using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

public sealed class ExemptionTests
{
    private const string Budgets = """
        label: l
        origin: { field: s, human: h }
        reference: { slice: human }
        diversity: { near-duplicates: { max: 1%, by: intent } }
        tails: { chargeback: { matches: x, count: { min: 1 } } }
        labels: { from: reference, count: { min: 5 } }

        """;

    [Test]
    public void Each_names_what_it_is_for()
    {
        var exemptions = Reading.GoodDataset(Budgets + """
            exempt:
              - { dataset: d, metric: near-duplicates, slice: intent=a/b, until: 2027-03-01, reason: "being replaced" }
              - { code: DG5001, until: "2027-03-02", reason: r }
            """).Exemptions;
        Assert.That(exemptions.Select(one => (one.Metric, one.Code, one.Slice, one.Until, one.Reason)), Is.EqualTo(new (string?, string?, string, DateOnly, string)[]
        {
            ("near-duplicates", null, "intent=a/b", new DateOnly(2027, 3, 1), "being replaced"), (null, "DG5001", "all", new DateOnly(2027, 3, 2), "r"),
        }));
    }

    [TestCase("metric: near-duplicate", "the exemption names an unknown metric, 'near-duplicate'; did you mean 'near-duplicates'?")]
    [TestCase("code: DG1O09", "the exemption names an unknown code, 'DG1O09'; did you mean 'DG1009'?")]
    [TestCase("dataset: e, metric: ead", "the exemption names a dataset that it doesn't stand in, 'e'; did you mean 'd'?")]
    [TestCase("dataset: others, metric: ead", "the exemption names a dataset that it doesn't stand in, 'others'; it is 'd'")]
    [TestCase("metric: ead, slice: syntetic", "the exemption names an unknown slice, 'syntetic'; did you mean 'synthetic'?; known are all, human, synthetic, added, removed, tails/NAME, labels/NAME, leakage/NAME and FIELD=VALUE")]
    [TestCase("metric: leakage, slice: leakage/test", "the exemption names 'leakage/test', and the dataset has no such budget of 'leakage'")]
    [TestCase("metric: count, slice: tails/chargebak", "the exemption names a rare case that the dataset doesn't have, 'chargebak'; did you mean 'chargeback'?")]
    [TestCase("metric: ead, slice: topic=x", "the exemption names the values of a field, 'topic=x', that no budget goes 'by'")]
    public void One_that_names_what_is_not_there_is_refused_where_it_says_so(string exempt, string message)
    {
        var (code, says, line, _) = Reading.SingleInDataset(Budgets + $"exempt: [{{ {exempt}, until: 2027-03-01, reason: r }}]");
        Assert.That((code, says, line), Is.EqualTo((PolicyCodes.WrongValue, message, 7)));
    }

    [Test]
    public void A_label_needs_a_budget_of_labels() =>
        Assert.That(Reading.SingleInDataset("exempt: [{ metric: count, slice: labels/x, until: 2027-03-01, reason: r }]").Message, Does.Contain("the dataset has no budget of 'labels'"));

    [TestCase("slice: tails/chargeback")]
    [TestCase("slice: tails/chargeback/intent=x")]
    [TestCase("slice: labels/refund")]
    [TestCase("slice: added")]
    public void Scopes_of_the_dataset_are_known(string slice) =>
        Assert.That(Reading.GoodDataset(Budgets + $"exempt: [{{ metric: count, {slice}, until: 2027-03-01, reason: r }}]").Exemptions, Has.Length.EqualTo(1));

    [Test]
    public void A_budget_takes_its_datasets_history_or_its_own()
    {
        var dataset = Reading.GoodDataset("history: { worse-by: 5% }\ndiversity: { ead: 1, distinct-1: { min: 0.1, history: off }, distinct-2: { min: 0.1, history: { worse-by: 0.2 } } }");
        Assert.That(dataset.Budgets.Select(budget => budget.History?.WorseBy), Is.EqualTo(new double?[] { 0.05, null, 0.2 }));
        Assert.That((dataset.History?.Text, dataset.Budgets[0].History?.Place), Is.EqualTo(("5%", (PolicyPlace?)new PolicyPlace("datagate.yaml", 6, 5))));
        Assert.That(Reading.GoodDataset("diversity: { ead: { min: 1, history: { worse-by: 5% } } }").Budgets[0].History, Is.Not.Null);
    }
}
