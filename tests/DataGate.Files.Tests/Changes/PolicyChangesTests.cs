using DataGate.Files.Changes;
using DataGate.Files.Tests.PolicyFile;

namespace DataGate.Files.Tests.Changes;

/// <summary>Which way a difference of two policies goes: looser and tighter where that is sure whatever the data is, else neither.</summary>
public sealed class PolicyChangesTests
{
    private const string Near = "tails: { t: { near: { phrases: [a, b], similarity: 0.7 }, count: { min: 5 } } }";

    [TestCase("similarity: 0.7", "similarity: 0.6", PolicyEffect.Looser)]
    [TestCase("similarity: 0.7", "similarity: 0.8", PolicyEffect.Tighter)]
    [TestCase(", similarity: 0.7", "", PolicyEffect.Other, Description = "the default, spelt or not")]
    [TestCase("[a, b]", "[a, b, c]", PolicyEffect.Looser)]
    [TestCase("[a, b]", "[b]", PolicyEffect.Tighter)]
    [TestCase("[a, b]", "[a, c]", PolicyEffect.Other)]
    public void A_rare_case_by_nearness_that_takes_in_more_is_easier_to_have_enough_of(string was, string does, PolicyEffect effect) =>
        Assert.That(Single(Near, Near.Replace(was, does, StringComparison.Ordinal)), Is.EqualTo(effect));

    [TestCase("share: { max: 5% }", PolicyEffect.Tighter, PolicyEffect.Looser)]
    [TestCase("count: { min: 5, max: 9 }", PolicyEffect.Looser, PolicyEffect.Looser, Description = "one end gives way")]
    [TestCase("count: { min: 5 }, share: { max: 9% }", PolicyEffect.Looser, PolicyEffect.Looser)]
    [TestCase("share: { min: 0.9 x reference }", PolicyEffect.Other, PolicyEffect.Other, Description = "the reference's grows too")]
    [TestCase("vendi-score: { min: 5 }", PolicyEffect.Other, PolicyEffect.Other)]
    [TestCase("share: { max: 5% }, vendi-score: { min: 5 }", PolicyEffect.Other, PolicyEffect.Looser)]
    [TestCase("share: { max: 5%, severity: off }", PolicyEffect.Other, PolicyEffect.Other)]
    public void What_its_budgets_bound_decides(string budgets, PolicyEffect larger, PolicyEffect smaller)
    {
        string Policy(string similarity) => $"reference: {{ files: r }}\ntails: {{ t: {{ near: {{ phrases: a, similarity: {similarity} }}, {budgets} }} }}";
        Assert.That((Single(Policy("0.7"), Policy("0.6")), Single(Policy("0.6"), Policy("0.7"))), Is.EqualTo((larger, smaller)));
    }

    [TestCase("where: { f: a }", "where: { f: [a, b] }", PolicyEffect.Looser)]
    [TestCase("where: { f: [a, b] }", "where: { f: b }", PolicyEffect.Tighter)]
    [TestCase("where: { f: a }", "where: { f: b }", PolicyEffect.Other)]
    [TestCase("where: { f: a, g: b }", "where: { f: a }", PolicyEffect.Looser)]
    [TestCase("where: { f: a }", "where: { f: a }, matches: x", PolicyEffect.Tighter)]
    [TestCase("where: { f: a }, near: { phrases: x }", "where: { f: a }", PolicyEffect.Looser)]
    [TestCase("matches: x", "matches: y", PolicyEffect.Other)]
    public void Values_and_selectors_that_come_or_go(string was, string does, PolicyEffect effect)
    {
        static string Policy(string selectors) => $"tails: {{ t: {{ {selectors}, count: {{ min: 5 }} }} }}";
        Assert.That(Single(Policy(was), Policy(does)), Is.EqualTo(effect));
    }

    [TestCase("semantic-duplicates: { max: 5%, similarity: 0.9 }", "similarity: 0.9", "similarity: 1", PolicyEffect.Looser, "similarity of semantic-duplicates in 'd' was 0.9, is 1")]
    [TestCase("semantic-duplicates: { max: 5%, similarity: 0.9 }", "similarity: 0.9", "similarity: 0.8", PolicyEffect.Tighter, "similarity of semantic-duplicates in 'd' was 0.9, is 0.8")]
    [TestCase("near-duplicates: { max: 5% }", "max: 5%", "max: 5%, jaccard: 0.95", PolicyEffect.Looser, "jaccard of near-duplicates in 'd' was 0.8, is 0.95")]
    [TestCase("near-duplicates: { max: reference + 5% }", "+ 5%", "+ 5%, jaccard: 0.95", PolicyEffect.Other, "jaccard of near-duplicates in 'd' was 0.8, is 0.95")]
    [TestCase("vendi-score: { min: 5, q: 2 }", "q: 2", "q: inf", PolicyEffect.Tighter, "q of vendi-score in 'd' was 2, is inf")]
    [TestCase("vendi-score: { min: 5, q: 2 }", "q: 2", "q: 1", PolicyEffect.Looser, "q of vendi-score in 'd' was 2, is 1")]
    public void What_a_budget_sets_of_its_measure_is_told_too(string budget, string was, string does, PolicyEffect effect, string what)
    {
        var before = $"reference: {{ files: r }}\ndiversity: {{ {budget} }}";
        var change = Changes(Reading.Dataset(before), Reading.Dataset(before.Replace(was, does, StringComparison.Ordinal))).Single();
        Assert.That((change.Effect, change.What), Is.EqualTo((effect, what)));
    }

    [TestCase("embed-sample: 4000", "embed-sample: 1000", "vendi-score: { min: 0.9 x reference }", PolicyEffect.Looser)]
    [TestCase("embed-sample: 4000", "embed-sample: 9000", "vendi-score: { min: 0.9 x reference }", PolicyEffect.Other)]
    [TestCase("embed-sample: 4000", "embed-sample: 1000", "vendi-score: { min: 50 }", PolicyEffect.Other, Description = "of fewer records it is lower too")]
    [TestCase("embed-sample: 4000", "embed-sample: 1000", "distinct-2: { min: 0.9 x reference }", PolicyEffect.Other, Description = "nothing is embedded")]
    [TestCase("sample: 4000", "sample: 1000", "distinct-2: { min: 0.9 x reference }", PolicyEffect.Looser)]
    [TestCase("sample: all", "sample: 1000", "distinct-2: { min: 0.9 x reference }", PolicyEffect.Looser)]
    [TestCase("seed: 1", "seed: 2", "distinct-2: { min: 0.9 x reference }", PolicyEffect.Other)]
    public void Fewer_records_show_less_of_a_difference(string was, string does, string budget, PolicyEffect effect)
    {
        string Policy(string defaults) => Reading.Dataset($"reference: {{ files: r }}\ndiversity: {{ {budget} }}").Replace("datasets:", $"defaults: {{ {defaults} }}\ndatasets:", StringComparison.Ordinal);
        Assert.That(Changes(Policy(was), Policy(does)).Single().Effect, Is.EqualTo(effect));
    }

    [TestCase("reference: { files: r, max-age: 10d }", "reference: { files: r, max-age: 2w }", PolicyEffect.Looser)]
    [TestCase("reference: { files: r, max-age: 10d }", "reference: { files: r, max-age: 1w }", PolicyEffect.Tighter)]
    [TestCase("reference: { files: r, max-age: 10d }", "reference: { files: r }", PolicyEffect.Looser)]
    [TestCase("reference: { files: r }", "reference: { files: r, max-age: 10d }", PolicyEffect.Tighter)]
    [TestCase("splits: { a: x, b: y }\nleakage: { b: 1% }", "splits: { a: x, b: y }\nleakage: { b: 2% }", PolicyEffect.Looser)]
    [TestCase("splits: { a: x, b: y }\nleakage: { b: { max: 1%, jaccard: 0.8 } }", "splits: { a: x, b: y }\nleakage: { b: { max: 1% } }", PolicyEffect.Looser)]
    [TestCase("splits: { a: x, b: y }\nleakage: { b: { max: 1%, jaccard: 0.8 } }", "splits: { a: x, b: y }\nleakage: { b: { max: 1%, jaccard: 0.7 } }", PolicyEffect.Tighter)]
    [TestCase("splits: { a: x, b: y }\nleakage: { b: 1% }", "splits: { a: x, b: y }", PolicyEffect.Looser)]
    [TestCase("splits: { a: x, b: y }\nleakage: { b: 1% }", "splits: { a: x, b: z }\nleakage: { b: 1% }", PolicyEffect.Other)]
    [TestCase("allow-empty: false", "allow-empty: true", PolicyEffect.Looser)]
    [TestCase("allow-empty: true", "", PolicyEffect.Tighter)]
    [TestCase("reading: { malformed: error }", "reading: { malformed: note }", PolicyEffect.Looser)]
    [TestCase("", "reading: { malformed: off }", PolicyEffect.Looser, Description = "what was not written had a default")]
    [TestCase("reading: { empty-text: off }", "", PolicyEffect.Tighter)]
    public void Settings_of_a_dataset(string was, string does, PolicyEffect effect) => Assert.That(Single(was + "\ndiversity: { distinct-1: 0 }", does + "\ndiversity: { distinct-1: 0 }"), Is.EqualTo(effect));

    [Test]
    public void Names_with_dots_are_not_taken_for_others()
    {
        static string Policy(string first, string second) => $"version: 1\ndatasets:\n  a: {{ files: x, text: t, reading: {{ malformed: {first} }}, diversity: {{ distinct-1: 0 }} }}\n"
            + $"  a.reading: {{ files: x, text: t, reading: {{ malformed: {second} }}, diversity: {{ distinct-1: 0 }} }}\n";
        Assert.That(Changes(Policy("error", "note"), Policy("note", "error")).Select(change => change.Effect), Is.EqualTo(new[] { PolicyEffect.Looser, PolicyEffect.Tighter }));
    }

    private static PolicyEffect Single(string before, string now) => Changes(Reading.Dataset(before), Reading.Dataset(now)).Select(change => change.Effect).Distinct().Single();

    private static IReadOnlyList<PolicyChange> Changes(string before, string now)
    {
        var (was, does) = (Reading.Read(before), Reading.Read(now));
        Assert.That(was.Problems.Concat(does.Problems).Select(Reading.Show), Is.Empty);
        return PolicyChanges.Of(was, does);
    }
}
