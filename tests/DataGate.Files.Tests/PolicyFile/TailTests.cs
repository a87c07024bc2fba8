using System.Text.RegularExpressions;
using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class TailTests
{
    [Test]
    public void Every_key_of_a_rare_case_is_read()
    {
        var dataset = Reading.GoodDataset("""
            tails:
              chargeback:
                where: { intent: [chargeback, "dispute_*"], /n: 5, gone: null, "on": true }
                matches: '(?i)\b(scam|lawyer)\b'
                count: { min: 50 }
                share: 0.5%
                distinct-2: 10%
            """);
        var bucket = dataset.Buckets.Single();
        Assert.That((bucket.Name, bucket.Place.Line, bucket.Place.Column), Is.EqualTo(("chargeback", 7, 7)));
        Assert.That(
            bucket.Where.Select(w => $"{w.Field.Text}={string.Join('|', w.Values.Select(v => v.Text))}@{w.Place.Line}"),
            Is.EqualTo(new[] { "intent=chargeback|dispute_*@8", "/n=5@8", "gone=null@8", "on=true@8" }));
        Assert.That(bucket.Matches!.IsMatch("call my LAWYER now"), Is.True);
        Assert.That(bucket.Matches.Options, Is.EqualTo(RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        Assert.That(
            dataset.Budgets.Select(b => (b.Section, b.Metric, b.Bucket, b.Min!.Offset)),
            Is.EqualTo(new[] { (Section.Tails, "count", "chargeback", 50d), (Section.Tails, "share", "chargeback", 0.005), (Section.Tails, "distinct-2", "chargeback", 0.1) }));
    }

    [Test]
    public void Phrases_may_be_one_or_several_with_a_similarity_of_their_own()
    {
        Nearness Near(string near) => Reading.GoodDataset($"tails: {{ t: {{ near: {near}, matches: x, count: 1, vendi-score: 2 }} }}").Buckets.Single().Near!;
        var several = Near("{ phrases: [let me talk to a person, 人と話したい, let me talk to a person], similarity: 1 }");
        Assert.Multiple(() =>
        {
            Assert.That((string.Join('|', several.Phrases), several.Similarity), Is.EqualTo(("let me talk to a person|人と話したい", 1d)), "each phrase once");
            Assert.That((string.Join('|', Near("{ phrases: an agent }").Phrases), Near("{ phrases: an agent }").Similarity), Is.EqualTo(("an agent", 0.7)));
        });
    }

    [Test]
    public void Labels_of_the_reference_may_be_counted_without_listing_them()
    {
        const string Declared = "label: l\nreference: { files: r }\n";
        var budget = Reading.GoodDataset(Declared + "labels: { from: reference, count: { min: 5 } }").Budgets.Single();
        Assert.That((budget.Section, budget.Metric, budget.Bucket, budget.Min!.Offset), Is.EqualTo((Section.Labels, "count", (string?)null, 5d)));
        Assert.That(Reading.GoodDataset(Declared + "labels: { share: 1% }").Budgets.Single().Metric, Is.EqualTo("share"));
    }

    [TestCase(@"matches: '(a)\1'", "backreference")]
    [TestCase("matches: 'a(?=b)'", "lookahead")]
    [TestCase("matches: '(?<!a)b'", "lookbehind")]
    [TestCase("matches: '(?>a)'", "atomic")]
    [TestCase("matches: '('", "Not enough )'s")]
    [TestCase("matches: '((a{1,999}){1,999}){1,999}'", "too large")]
    [TestCase("matches: ''", "empty")]
    [TestCase("matches: [a]", "found a list")]
    public void A_pattern_that_the_linear_time_engine_can_not_take_says_why(string line, string said)
    {
        var problem = Reading.SingleInDataset($"tails: {{ t: {{ {line}, count: 1 }} }}");
        Assert.That(problem.Code, Is.EqualTo(PolicyCodes.WrongValue));
        Assert.That(problem.Message, Does.Contain(said));
    }

    [TestCase("{ count: 1 }", PolicyCodes.Missing, "where, matches, near")]
    [TestCase("{ matches: x }", PolicyCodes.Missing, "no budget")]
    [TestCase("{ where: {}, count: 1 }", PolicyCodes.Missing, "'where' is empty")]
    [TestCase("{ where: [a], count: 1 }", PolicyCodes.WrongValue, "found a list")]
    [TestCase("{ where: { a: [] }, count: 1 }", PolicyCodes.WrongValue, "empty")]
    [TestCase("{ where: { a: {} }, count: 1 }", PolicyCodes.WrongValue, "found a map")]
    [TestCase("{ where: { '': x }, count: 1 }", PolicyCodes.WrongValue, "found ''")]
    [TestCase("{ where: { /~: x }, count: 1 }", PolicyCodes.WrongValue, "found '/~'")]
    [TestCase("{ where: { a: FALSE }, count: 1 }", PolicyCodes.WrongValue, "write false")]
    [TestCase("{ near: {}, count: 1 }", PolicyCodes.Missing, "'phrases' is missing")]
    [TestCase("{ near: { phrases: [] }, count: 1 }", PolicyCodes.WrongValue, "the list is empty")]
    [TestCase("{ near: { phrases: [' '] }, count: 1 }", PolicyCodes.WrongValue, "it is blank")]
    [TestCase("{ near: { phrases: [a, b: 1] }, count: 1 }", PolicyCodes.WrongValue, "found a map")]
    [TestCase("{ near: [a], count: 1 }", PolicyCodes.WrongValue, "found a list")]
    [TestCase("{ near: { phrases: a, similarity: 0 }, count: 1 }", PolicyCodes.WrongValue, "above 0 and at most 1")]
    [TestCase("{ near: { phrases: a, similarity: 1.01 }, count: 1 }", PolicyCodes.WrongValue, "above 0 and at most 1")]
    [TestCase("{ near: { phrases: a, similarity: 70% }, count: 1 }", PolicyCodes.WrongValue, "above 0 and at most 1")]
    [TestCase("{ near: { phrase: a }, count: 1 }", PolicyCodes.UnknownKey, "did you mean 'phrases'?")]
    [TestCase("{ near: { phrases: a }, label-entropy: 0.5 }", PolicyCodes.WrongBound, "'label-entropy' can't be measured inside a case by 'near'")]
    [TestCase("{ matches: x, count: 1, token-js: 1 }", PolicyCodes.UnknownKey, "'divergence'")]
    [TestCase("{ matches: x, counts: 1 }", PolicyCodes.UnknownKey, "did you mean 'count'?")]
    public void A_rare_case_needs_a_selector_and_a_budget(string bucket, string code, string said)
    {
        var problems = Reading.Read(Reading.Dataset($"tails: {{ t: {bucket} }}")).Problems;
        Assert.That(problems.Select(p => p.Code), Does.Contain(code), string.Join('\n', problems.Select(Reading.Show)));
        Assert.That(problems.First(p => p.Code == code).Message, Does.Contain(said));
    }

    [TestCase("labels: { from: base, count: 1 }", PolicyCodes.WrongValue)]
    [TestCase("labels: { from: reference }", PolicyCodes.Missing)]
    [TestCase("labels: { count: 1, distinct-2: 1% }", PolicyCodes.UnknownKey)]
    [TestCase("labels: 5", PolicyCodes.WrongValue)]
    public void Labels_take_a_count_and_a_share(string line, string code) =>
        Assert.That(Reading.SingleInDataset("label: l\nreference: { files: r }\n" + line).Code, Is.EqualTo(code));
}
