using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class ReaderTests
{
    [Test]
    public void A_file_that_is_not_there_is_one_problem()
    {
        using var folder = new PolicyFolder().With("sub/x", "");
        var missing = folder.Read("none.yaml").Problems.Single();
        Assert.That((missing.Code, missing.Place), Is.EqualTo((PolicyCodes.Unreadable, new PolicyPlace("none.yaml", 1, 1))));
        Assert.That(missing.Message, Does.Contain("no such file"));
        Assert.That(folder.Read("sub").Problems.Single().Message, Does.Contain("is a folder"));
    }

    [Test]
    public void Places_name_files_relative_to_the_base_directory()
    {
        using var folder = new PolicyFolder().With("a/p.yaml", "version: 2").With("b/x", "");
        string Shown(string @base, string path) =>
            PolicyReader.Read(path, new PolicyReaderOptions { BaseDirectory = folder.At(@base) }).Problems[0].Place.File;
        Assert.That(Shown("", "a/p.yaml"), Is.EqualTo("a/p.yaml"));
        Assert.That(Shown("a", "p.yaml"), Is.EqualTo("p.yaml"));
        Assert.That(Shown("b", "../a/p.yaml"), Is.EqualTo("../a/p.yaml"));
        Assert.That(Shown("a", folder.At("a/p.yaml")), Is.EqualTo("p.yaml"));
    }

    [Test]
    public void Everything_that_is_wrong_is_told_at_once_in_the_order_of_the_file()
    {
        var problems = Reading.Read("""
            version: 3
            default: {}
            defaults: { severity: eror, memory: 1 }
            datasets:
              a:
                file: x
                text: "{"
                diversity:
                  mean-cosine: { min: 20% }
                  distinct-2: { min: 0.9 x reference }
                divergence: { token-js: { max: 5% } }
              b: { files: x, text: t, files: y, synthetic: { ratio: 140% } }
            """).Problems;
        Assert.That(
            problems.Select(p => $"{p.Place.Line}:{p.Place.Column} {p.Code}"),
            Is.EqualTo(new[]
            {
                "1:10 DG0004", "2:1 DG0002", "3:23 DG0004", "3:37 DG0004", "5:3 DG0005", "6:5 DG0002", "7:11 DG0004",
                "9:22 DG0006", "10:26 DG0010", "11:5 DG0010", "11:36 DG0004",
                "12:27 DG0003", "12:37 DG0010", "12:57 DG0004",
            }));
    }

    [Test]
    public void A_policy_with_any_problem_is_no_policy()
    {
        var result = Reading.Read(Reading.Dataset("onwer: me"));
        Assert.That(result.Policy, Is.Null);
        Assert.That(result.Resolved, Is.Not.Null);
        Assert.That(result.Problems.Single().Message, Does.Contain("did you mean 'owner'?"));
    }

    [TestCase("min_records: 5", "did you mean 'min-records'?")]
    [TestCase("fiels: x", "did you mean 'files'?")]
    [TestCase("REFERENCE: x", "did you mean 'reference'?")]
    [TestCase("ratio: 1%", "belongs in 'synthetic'")]
    [TestCase("distinct-2: 1%", "belongs in 'diversity'")]
    [TestCase("vocabulary: x", "known here: owner, ")]
    public void An_unknown_key_is_told_with_the_nearest_known_one_and_what_is_known(string line, string said)
    {
        var problem = Reading.SingleInDataset(line);
        Assert.That((problem.Code, problem.Line, problem.Column), Is.EqualTo((PolicyCodes.UnknownKey, 1, 5)));
        Assert.That(problem.Message, Does.Contain(said).And.Contain("known here: "));
    }

    [Test]
    public void A_part_that_is_used_twice_is_told_once() =>
        Assert.That(
            Reading.Problems("version: 1\ndatasets:\n  a: &a { files: x, text: t, foo: 1 }\n  b: *a\n  c: { <<: *a }"),
            Has.Exactly(1).Items);

    [Test]
    public void The_codes_are_unique_and_each_has_a_title()
    {
        Assert.That(PolicyCodes.All.Select(c => c.Code), Is.EqualTo(Enumerable.Range(1, 11).Select(i => $"DG{i:0000}")));
        Assert.That(PolicyCodes.All.Select(c => c.Title), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void Each_code_can_be_had()
    {
        string[] policies =
        [
            "", Reading.Dataset("foo: 1"), Reading.Dataset("id: a\nid: b"), Reading.Dataset("id: {}"), "version: 1",
            Reading.Dataset("diversity: { distinct-2: { max: 1% } }"), Reading.Dataset("seed: 7"),
            "extends: none\n" + Reading.Dataset("id: a"), "a: &a [*a]", Reading.Dataset("divergence: { token-js: 1 }"),
            "version: 1\npolicies: none",
        ];
        Assert.That(policies.Select(p => Reading.Single(p).Code), Is.EqualTo(PolicyCodes.All.Select(c => c.Code)));
    }
}
