using DataGate.Files.PolicyFile;
using DataGate.Files.Reports;

namespace DataGate.Tool.Tests;

/// <summary><c>policy</c> and <c>schema</c>: what is printed where, and every exit.</summary>
public sealed class PolicyCommandTests
{
    private const string Base = """
        version: 1
        datasets:
          one:
            files: ["*.jsonl"]
            text: text
            diversity: { exact-duplicates: { max: 1% }, distinct-1: { min: 0.1, severity: off } }

        """;

    private const string Policy = """
        version: 1
        extends: base.yaml
        datasets:
          one: { diversity: { distinct-2: { min: 0.4 } } }
          two: { files: ["*.json"], text: text }

        """;

    private static ToolRun Run(string policy, params string[] args)
    {
        using var folder = new Folder();
        return Tool.Run(folder.Write("datagate.yaml", policy).Write("base.yaml", Base).Path, ["policy", .. args]);
    }

    [Test]
    public void A_valid_policy_is_counted()
    {
        var run = Run(Policy);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
            Assert.That(run.Out, Is.EqualTo("datagate.yaml is a valid policy: 2 datasets, 2 budgets" + Environment.NewLine));
            Assert.That(run.Error, Is.Empty);
            Assert.That(Run(Base).Out, Does.Contain("1 dataset, 1 budget" + Environment.NewLine));
        });
    }

    [Test]
    public void Resolved_prints_the_merged_policy_with_where_each_line_came_from()
    {
        var run = Run(Policy, "--resolved");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Error);
            Assert.That(run.Out, Does.Contain("min: 0.4  # datagate.yaml(4)").And.Contain("max: 1%  # base.yaml(6)").And.Contain("text: text  # datagate.yaml(5)"));
            Assert.That(run.Error, Is.Empty);
        });
        var again = Run(run.Out);
        Assert.That(again.Out, Does.Contain("2 datasets, 2 budgets"), again.Error);
    }

    [Test]
    public void A_wrong_policy_gives_its_problems()
    {
        const string Wrong = Base + "  two: { fils: [x], text: text }\n";
        var (valid, resolved) = (Run(Wrong), Run(Wrong, "--resolved"));
        Assert.Multiple(() =>
        {
            Assert.That((valid.Exit, resolved.Exit), Is.EqualTo((2, 2)));
            Assert.That(valid.Out, Does.Contain("datagate.yaml(7,10): error DG0002: ").And.Contain("error DG0005: ").And.Not.Contain("valid policy"));
            Assert.That(resolved.Out, Is.Empty, "where YAML is asked for");
            Assert.That(resolved.Error, Is.EqualTo(valid.Out));
        });
    }

    [Test]
    public void A_base_outside_the_repository_needs_leave()
    {
        using var outside = new Folder();
        using var folder = new Folder();
        Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
        outside.Write("base.yaml", Base);
        var up = Path.GetRelativePath(folder.Path, outside.Path).Replace('\\', '/');
        folder.Write("datagate.yaml", $"version: 1\nextends: \"{up}/base.yaml\"\ndatasets:\n  one: {{ owner: me }}\n");
        var refused = Tool.Run(folder.Path, "policy");
        Assert.Multiple(() =>
        {
            Assert.That(refused.Exit, Is.EqualTo(2));
            Assert.That(refused.Out, Does.Contain("error DG0008").And.Contain("--allow-outside"));
        });
        var allowed = Tool.Run(folder.Path, "policy", "--allow-outside");
        Assert.That(allowed.Exit, Is.Zero, allowed.Out);
    }

    [TestCase("no.yaml", "error DG0001")]
    [TestCase(".", "1 dataset")]
    [TestCase("--nonsense", "error DG0020")]
    public void Where_the_policy_is_looked_for(string arg, string says)
    {
        var run = Run(Base, arg);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(says.StartsWith("error", StringComparison.Ordinal) ? 2 : 0));
            Assert.That(run.Out + run.Error, Does.Contain(says));
        });
    }

    [Test]
    public void No_policy()
    {
        using var folder = new Folder();
        var run = Tool.Run(folder.Path, "policy");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("error DG0021"));
        });
    }

    [Test]
    public void Schema_prints_one_of_the_two_schemas()
    {
        var (policy, named, report) = (Schema(), Schema("policy"), Schema("report"));
        Assert.Multiple(() =>
        {
            Assert.That((policy.Exit, named.Exit, report.Exit), Is.EqualTo((0, 0, 0)));
            Assert.That(policy.Out, Is.EqualTo(PolicySchema.ToJson()).And.EqualTo(named.Out));
            Assert.That(report.Out, Is.EqualTo(JsonReport.Schema).And.Not.EqualTo(policy.Out));
        });
        Assert.That(Schema("reports").Exit, Is.EqualTo(2));
        Assert.That(Schema("reports").Error, Does.Contain("error DG0020"));
    }

    private static ToolRun Schema(params string[] args) => Tool.Run(Path.GetTempPath(), ["schema", .. args]);
}
