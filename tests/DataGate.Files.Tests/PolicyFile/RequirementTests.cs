using DataGate.Files.PolicyFile;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class RequirementTests
{
    private const string Label = "label: l\n";
    private const string Origin = "origin: { field: s, human: [h] }\n";
    private const string Reference = "reference: { files: r }\n";

    [TestCase("divergence: { token-js: 0.1, token-kl: 0.1 }", "reference", 5)]
    [TestCase("tails: { t: { matches: x, share: { min: reference - 1% } } }", "reference", 45)]
    [TestCase("synthetic: { ratio: 1%, unlabelled: 1% }", "origin", 5)]
    [TestCase("diversity: { distinct-2: { min: 1%, on: human } }", "origin", 18)]
    [TestCase("diversity: { distinct-2: { min: 1%, on: synthetic } }", "origin", 18)]
    [TestCase("reference: { slice: human }", "origin", 25)]
    [TestCase(Origin + "synthetic: { depth: 1 }", "generation", 18)]
    [TestCase(Origin + "parent: p\nsynthetic: { depth: 1 }", "id", 18)]
    [TestCase(Origin + "id: i\nsynthetic: { anchored: 95% }", "parent", 18)]
    [TestCase(Origin + "parent: p\nsynthetic: { anchored: 95% }", "id", 18)]
    [TestCase(Origin + "synthetic: { age: 1d }", "created", 18)]
    [TestCase(Reference + "labels: { count: 1 }", "label", 5)]
    [TestCase(Reference + "divergence: { label-coverage: 90% }", "label", 19)]
    [TestCase(Reference + "divergence: { label-js: 0.1 }", "label", 19)]
    [TestCase("diversity: { label-entropy: 0.9 }", "label", 18)]
    [TestCase("divergence: { rare-retention: 50% }", "reference", 5)]
    [TestCase("synthetic: { laundered: 0 }", "origin", 5)]
    [TestCase(Label + "labels: { count: 1 }", "reference", 5)]
    [TestCase(Label + "labels: { share: 0.5 x reference }", "reference", 5)]
    [TestCase("origin: { human: { files: h } }\nsynthetic: { source-share: 60% }", "generator", 18)]
    [TestCase("origin: { human: { files: h } }\nsynthetic: { effective-sources: 3 }", "generator", 18)]
    public void A_budget_names_what_its_dataset_does_not_declare(string lines, string missing, int column)
    {
        var problem = Reading.SingleInDataset(lines);
        Assert.That((problem.Code, problem.Line, problem.Column), Is.EqualTo((PolicyCodes.Undeclared, lines.Split('\n').Length, column)), problem.Message);
        Assert.That(problem.Message, Does.Contain($"no '{missing}'"));
    }

    [TestCase("divergence: { token-js: { max: 0.1, severity: off } }")]
    [TestCase("synthetic: { age: { max: 1d, severity: off } }")]
    [TestCase("diversity: { distinct-2: { min: 1%, on: all } }")]
    [TestCase("origin: { human: { files: h }, generator: g }\nsynthetic: { source-share: 60% }")]
    [TestCase(Origin + "synthetic: { source-share: 60% }")]
    [TestCase(Origin + "id: i\nparent: p\nsynthetic: { depth: 1, anchored: 95% }")]
    [TestCase(Origin + "generation: g\nparent: p\nsynthetic: { depth: 1 }")]
    public void Where_nothing_is_asked_or_all_is_declared_nothing_is_missing(string lines) =>
        Assert.That(Reading.Problems(Reading.Dataset(lines)), Is.Empty);
}
