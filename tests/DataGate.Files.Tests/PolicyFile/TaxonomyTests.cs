using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>A taxonomy's leaves come from a file of their own.</summary>
internal sealed class TaxonomyTests
{
    private const string Line = "taxonomy: { field: topic, leaves: LEAVES, covered: { min: 95% } }";

    private static PolicyResult Read(string leaves, string? text, Action<PolicyFolder>? prepare = null, bool allowOutside = false)
    {
        using var folder = new PolicyFolder().WithRepository().With("p/datagate.yaml", Reading.Dataset(Line.Replace("LEAVES", leaves, StringComparison.Ordinal)));
        if (text is not null) folder.With("p/" + leaves, text);
        prepare?.Invoke(folder);
        return folder.Read("p/datagate.yaml", allowOutside);
    }

    [TestCase("t.yaml", "- cards\n- 'my account'\n- 5\n- cards\n", "cards|my account|5")]
    [TestCase("t.yml", "[a, b]", "a|b")]
    [TestCase("t.json", "[\"a\", \"b, c\"]", "a|b, c")]
    [TestCase("t.txt", "cards\r\n\r\n  # not a comment \nmy account", "cards|# not a comment|my account")]
    [TestCase("../topics", "a\n", "a")]
    public void A_list_or_a_line_for_each_leaf(string file, string text, string leaves)
    {
        var result = Read(file, text);
        Assert.That(result.Problems.Select(Reading.Show), Is.Empty);
        var dataset = result.Policy!.Datasets.Single();
        Assert.Multiple(() =>
        {
            Assert.That(string.Join('|', dataset.Taxonomy!.Leaves), Is.EqualTo(leaves));
            Assert.That((dataset.Taxonomy.Field.Text, dataset.Taxonomy.Place.Line), Is.EqualTo(("topic", 6)));
            Assert.That(dataset.Budgets.Select(b => (b.Section, b.Metric, b.Min!.Offset)), Is.EqualTo(new[] { (Section.Taxonomy, "taxonomy-coverage", 0.95) }));
            Assert.That(result.FilesRead, Has.Length.EqualTo(2), "what the file says is part of the policy");
        });
    }

    [TestCase("t.yaml", null, PolicyCodes.WrongValue, "no file 'p/t.yaml'")]
    [TestCase("../../t.yaml", null, PolicyCodes.WrongValue, "outside the repository")]
    [TestCase("/etc/hostname", null, PolicyCodes.WrongValue, "absolute")]
    [TestCase("../p", null, PolicyCodes.WrongValue, "is a folder")]
    [TestCase("t.yaml", "", PolicyCodes.Unreadable, "")]
    [TestCase("t.yaml", "[]", PolicyCodes.WrongValue, "no leaf")]
    [TestCase("t.txt", "\n \n", PolicyCodes.WrongValue, "no leaf")]
    [TestCase("t.yaml", "a: b", PolicyCodes.WrongValue, "found a map")]
    [TestCase("t.yaml", "- a\n- [b]", PolicyCodes.WrongValue, "found a list")]
    [TestCase("t.yaml", "- a\n-\n", PolicyCodes.WrongValue, "each leaf")]
    [TestCase("t.yaml", "- a\n- ]", PolicyCodes.Unreadable, "not YAML")]
    [TestCase("t.txt", "a\u0000b", PolicyCodes.Unreadable, "U+0000")]
    public void What_is_no_list_of_leaves_is_named_at_its_place(string file, string? text, string code, string said)
    {
        var problem = Read(file, text).Problems.Single();
        Assert.Multiple(() =>
        {
            Assert.That(problem.Code, Is.EqualTo(code), Reading.Show(problem));
            Assert.That(problem.Message, Does.Contain(said));
            Assert.That(problem.Place.File, Is.EqualTo(text is null ? "p/datagate.yaml" : "p/" + file));
        });
    }

    [Test]
    public void A_link_out_of_the_repository_is_outside()
    {
        using var outside = new PolicyFolder().With("t.txt", "a\n");
        var result = Read("t.txt", null, folder => File.CreateSymbolicLink(folder.At("p/t.txt"), outside.At("t.txt")));
        Assert.That(result.Problems.Single().Message, Does.Contain("outside the repository"));
        Assert.That(Read("t.txt", null, folder => File.CreateSymbolicLink(folder.At("p/t.txt"), outside.At("t.txt")), allowOutside: true).Problems, Is.Empty);
    }

    [TestCase("taxonomy: { field: t, leaves: t.txt }", "'covered' is missing")]
    [TestCase("taxonomy: { leaves: t.txt, covered: 1 }", "'field' is missing")]
    [TestCase("taxonomy: { field: t, covered: 1 }", "'leaves' is missing")]
    public void All_three_keys_are_needed(string line, string said)
    {
        using var folder = new PolicyFolder().With("datagate.yaml", Reading.Dataset(line)).With("t.txt", "a");
        Assert.That(folder.Read().Problems.Single().Message, Does.StartWith(said));
    }
}
