namespace DataGate.MSBuild.Tests;

/// <summary>The package's properties and items.</summary>
public sealed class SettingsTests
{
    private const string TwoPolicies = """
        <ItemGroup>
          <DataGatePolicyFile Include="one/datagate.yaml" Report="json=one.json" />
          <DataGatePolicyFile Include="two" Report="json=two.json" />
        </ItemGroup>
        """;

    [Test]
    public void The_nearest_policy_above_is_taken()
    {
        var consumer = Consumer.Bare("above/project").With(Consumer.Repeated);
        File.Move(Path.Combine(consumer.Folder, "datagate.yaml"), Path.Combine(consumer.Folder, "..", "datagate.yaml"), overwrite: true);
        consumer.Write("../data/above.jsonl", Consumer.Repeated);
        var run = consumer.Run("msbuild");
        Assert.That((run.Exit, run.Count(Path.Combine("above", "data", "above.jsonl(2,1): error DG1002"))), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void Every_policy_is_judged_whatever_the_others_came_to()
    {
        var consumer = Two("two-policies", TwoPolicies);
        var run = consumer.Run("msbuild");
        Assert.Multiple(() =>
        {
            Assert.That((run.Exit, run.Count("error DG1002")), Is.EqualTo((1, 2)), run.Output);
            Assert.That(File.ReadAllText(Path.Combine(consumer.Folder, "one.json")), Does.Contain("one/data/a.jsonl"));
            Assert.That(File.ReadAllText(Path.Combine(consumer.Folder, "two.json")), Does.Contain("two/data/a.jsonl"));
        });
    }

    [Test]
    public void A_policy_that_holds_after_one_that_fails_says_nothing()
    {
        var run = Two("one-holds", TwoPolicies).Write("two/data/a.jsonl", Consumer.Distinct).Run("msbuild");
        Assert.That((run.Exit, run.Count("error")), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void Policies_do_not_write_over_each_others_report()
    {
        var run = Two("shared-report", TwoPolicies.Replace("Report=", "Other=", StringComparison.Ordinal)).Run("msbuild", "-p:DataGateReport=json=all.json");
        Assert.That((run.Exit, run.Count("error DG0072")), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void A_named_policy_that_is_missing_fails()
    {
        var run = Consumer.Bare("missing").Run("msbuild", "-p:DataGatePolicy=none.yaml");
        Assert.That((run.Exit, run.Count("none.yaml(1,1): error DG0001")), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void Arguments_and_reports_reach_the_check()
    {
        var consumer = Consumer.Bare("arguments", "<PropertyGroup><DataGateReport>json=a report.json;text=b.txt</DataGateReport></PropertyGroup>").With(Consumer.Repeated);
        var other = Consumer.Bare("other", "<PropertyGroup><DataGateArguments>--dataset \"no set\"</DataGateArguments></PropertyGroup>").Run("msbuild");
        var run = consumer.Run("msbuild");
        Assert.Multiple(() =>
        {
            Assert.That((other.Exit, other.Count("error DG0020: the policy has no dataset 'no set'")), Is.EqualTo((1, 1)), other.Output);
            Assert.That((run.Exit, run.Count("error DG1002")), Is.EqualTo((1, 1)), run.Output);
            Assert.That(File.Exists(Path.Combine(consumer.Folder, "a report.json")) && File.Exists(Path.Combine(consumer.Folder, "b.txt")), Is.True);
        });
    }

    [Test]
    public void Editors_see_policy_and_data_as_inputs()
    {
        var consumer = Consumer.Bare("editors").Write("obj/made.json", "{}").Write("datagate.baseline", "").Write("data/b.csv.gz", "");
        var run = consumer.Run("msbuild", "-t:_DataGateUpToDateCheckInput", "-getItem:UpToDateCheckInput", "-p:DesignTimeBuild=true");
        Assert.Multiple(() =>
        {
            Assert.That(run.Count("\"Identity\""), Is.EqualTo(4), run.Output);
            Assert.That(run.Output, Does.Contain("datagate.yaml").And.Contain("datagate.baseline").And.Contain("a.jsonl").And.Contain("b.csv.gz").And.Not.Contain("made.json"));
        });
    }

    private static Consumer Two(string name, string content)
    {
        var consumer = Consumer.Bare(name, content).Write("one/datagate.yaml", Consumer.Policy).Write("two/datagate.yaml", Consumer.Policy)
            .Write("one/data/a.jsonl", Consumer.Repeated).Write("two/data/a.jsonl", Consumer.Repeated);
        return consumer;
    }
}
