using DataGate.Metrics;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary><c>explain</c> answers for every name that it lists, and never exits 0 without an answer.</summary>
public sealed class ExplainTests
{
    private static ToolRun Explain(params string[] args) => Tool.Run(Path.GetTempPath(), ["explain", .. args]);

    [TestCase("DG1001", "# DG1001 — Too few different n-grams")]
    [TestCase("dg0001", "# DG0001 — ")]
    [TestCase("distinct-2", "# distinct-n")]
    [TestCase("distinct-n", "# distinct-n")]
    [TestCase("Token-JS-3", "# token-js")]
    [TestCase("DG0070", "# DG0070 — ")]
    [TestCase("relative-bounds", "# relative-bounds")]
    public void A_code_or_a_metric_in_any_case(string name, string first)
    {
        var run = Explain(name);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Error);
            Assert.That(run.Out, Does.StartWith(first).And.Contain("\n## See also\n"));
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public void Links_between_pages_are_shown_as_names_that_it_knows()
    {
        var run = Explain("DG1001");
        Assert.That(run.Out, Does.EndWith("## See also\n\ndistinct-n · DG1003 · DG1002\n"));
    }

    [TestCase("distinkt-2", "distinct-2")]
    [TestCase("DG10088", "DG1008")]
    [TestCase("opening-shares", "opening-share")]
    public void An_unknown_name_gives_the_nearest_first(string name, string nearest)
    {
        var run = Explain(name);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Out, Is.Empty);
            Assert.That(run.Error, Does.Contain("error DG0023").And.Contain($"did you mean {nearest}"));
        });
    }

    [TestCase("nothing-of-the-kind")]
    [TestCase("")]
    [TestCase("\u001b[2Jx")]
    public void A_name_near_nothing_gives_the_way_to_the_list(string name)
    {
        var run = Explain(name);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("error DG0023").And.Contain("'datagate explain' lists them all"));
            Assert.That(run.Error.ToCharArray(), Has.No.Member('\u001b'));
        });
    }

    [Test]
    public void Without_a_name_every_code_and_metric_is_listed_once()
    {
        var run = Explain();
        var listed = run.Out.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero);
            Assert.That(listed, Is.EquivalentTo(
                PageCatalog.Topics.Select(topic => $"- {topic.Name}: {topic.Title}").Concat(PageCatalog.Codes.Select(code => $"- {code.Code}: {code.Title}"))
                    .Concat(MetricCatalog.All.Select(metric => $"- {metric.Name}: {metric.Summary}"))));
        });
    }

    [TestCase("a", "b")]
    [TestCase("--all")]
    public void A_wrong_command_line(params string[] args)
    {
        var run = Explain(args);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("error DG0020"));
        });
    }

    [Test]
    public void Help_lists_every_command_with_a_line()
    {
        var help = Tool.Run(Path.GetTempPath(), "--help").Out;
        foreach (var command in new[] { "check", "measure", "init", "policy", "explain", "schema" })
            Assert.That(help, Does.Match($@"(?m)^  {command}\b.*  +[A-Z].*\."), command);
    }
}
