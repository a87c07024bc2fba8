using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class OriginTests
{
    private static string[] Texts(IEnumerable<ValuePattern> values) => [.. values.Select(v => v.Text)];

    [Test]
    public void Every_key_of_an_origin_is_read()
    {
        var origin = Reading.GoodDataset("""
            origin:
              field: source
              human: { values: [human, "annotator-*", 5, true, null], files: ["h/**", "!h/x"] }
              synthetic: { values: "*", files: "g/**" }
              generator: /meta/model
              unlabelled: synthetic
            """).Origin!;
        Assert.That((origin.Field?.Text, origin.Generator?.Text, origin.Unlabelled, origin.Place.Line), Is.EqualTo(("source", "/meta/model", Unlabelled.Synthetic, 6)));
        Assert.That(Texts(origin.HumanValues), Is.EqualTo(new[] { "human", "annotator-*", "5", "true", "null" }));
        Assert.That(Texts(origin.SyntheticValues), Is.EqualTo(new[] { "*" }));
        Assert.That(origin.HumanFiles!.Globs.Select(g => (g.Glob, g.Excludes)), Is.EqualTo(new[] { ("h/**", false), ("h/x", true) }));
        Assert.That(origin.SyntheticFiles!.Globs.Single().Glob, Is.EqualTo("g/**"));
    }

    [Test]
    public void Values_may_stand_in_short_and_unlabelled_records_are_errors_by_default()
    {
        var origin = Reading.GoodDataset("origin: { field: s, human: [a, b], synthetic: c }").Origin!;
        Assert.That(Texts(origin.HumanValues), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(Texts(origin.SyntheticValues), Is.EqualTo(new[] { "c" }));
        Assert.That((origin.Unlabelled, origin.HumanFiles, origin.Generator), Is.EqualTo((Unlabelled.Error, (FileSet?)null, (DataGate.Documents.FieldPath?)null)));
    }

    [Test]
    public void Folders_alone_will_do() =>
        Assert.That(Reading.GoodDataset("origin: { human: { files: h }, synthetic: { files: g } }").Origin!.Field, Is.Null);

    [TestCase("origin: { human: [a] }", PolicyCodes.Missing, "'field'")]
    [TestCase("origin: { field: s }", PolicyCodes.Missing, "human, synthetic")]
    [TestCase("origin: { field: s, human: {} }", PolicyCodes.Missing, "values, files")]
    [TestCase("origin: { field: s, human: [] }", PolicyCodes.WrongValue, "empty")]
    [TestCase("origin: { field: s, human: [[a]] }", PolicyCodes.WrongValue, "found a list")]
    [TestCase("origin: { field: s, human: [True] }", PolicyCodes.WrongValue, "write true")]
    [TestCase("origin: { field: s, human: [~] }", PolicyCodes.WrongValue, "write null")]
    [TestCase("origin: { field: s, human: a, unlabelled: off }", PolicyCodes.WrongValue, "one of error, human, synthetic")]
    [TestCase("origin: { field: s, human: a, generator: {} }", PolicyCodes.WrongValue, "found a map")]
    [TestCase("origin: { field: s, humans: a, synthetic: b }", PolicyCodes.UnknownKey, "did you mean 'human'?")]
    [TestCase("origin: source", PolicyCodes.WrongValue, "a map")]
    public void A_wrong_origin_says_what_is_wanted(string line, string code, string said)
    {
        var problem = Reading.SingleInDataset(line);
        Assert.That(problem.Code, Is.EqualTo(code));
        Assert.That(problem.Message, Does.Contain(said));
    }
}
