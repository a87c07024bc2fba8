namespace DataGate.MSBuild.Tests;

/// <summary>Projects of several target frameworks, of data alone, and in folders with odd names.</summary>
public sealed class ProjectKindTests
{
    private const string Warning = "version: 1\ndatasets:\n  set: { files: [\"data/*.jsonl\"], text: text, diversity: { exact-duplicates: { max: 0%, severity: warning } } }\n";

    [TestCase("build")]
    [TestCase("build", "-m", "-graph")]
    [TestCase("build", "-graph", "-isolate")]
    [TestCase("build", "-mt")]
    [TestCase("build", "-f", "net10.0")]
    [TestCase("build", "-p:TargetFramework=netstandard2.0")]
    [TestCase("publish", "-f", "net10.0")]
    public void Of_several_frameworks_it_is_checked_once(params string[] command)
    {
        var consumer = Consumer.Library("frameworks", frameworks: "net10.0;netstandard2.0").With(Consumer.Repeated, Warning);
        var run = consumer.Run(command);
        Assert.That((run.Exit, run.Count("warning DG1002")), Is.EqualTo((0, 1)), run.Output);
    }

    [Test]
    public void Of_several_frameworks_it_fails()
    {
        var consumer = Consumer.Library("frameworks", frameworks: "net10.0;netstandard2.0").With(Consumer.Repeated);
        var run = consumer.Build();
        Assert.That((run.Exit, run.Count("error DG1002")), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void Data_without_code_is_judged()
    {
        var consumer = Consumer.DataOnly("data-only");
        var passes = consumer.Build();
        var fails = consumer.With(Consumer.Repeated).Build();
        Assert.Multiple(() =>
        {
            Assert.That((passes.Exit, passes.Count("DG")), Is.EqualTo((0, 0)), passes.Output);
            Assert.That((fails.Exit, fails.Count("error DG1002")), Is.EqualTo((1, 1)), fails.Output);
        });
    }

    [Test]
    public void A_folder_with_a_hard_name_is_judged()
    {
        var run = Consumer.Library("a (b) #c 'd' ünï 日本").With(Consumer.Repeated).Build();
        Assert.That((run.Exit, run.Count("a (b) #c 'd' ünï 日本" + Path.DirectorySeparatorChar + "data")), Is.EqualTo((1, 1)), run.Output);
    }

    /// <summary>Names that the SDK's own targets don't all bear.</summary>
    [TestCase("semi;colon")]
    [TestCase("per%cent %41 %3B")]
    [TestCase("at@(sign) $(dollar)")]
    [TestCase("quote's & ampersand")]
    public void The_gate_takes_every_name(string name)
    {
        var nearest = Consumer.Bare(name + " nearest").With(Consumer.Repeated).Run("msbuild");
        var named = Consumer.Bare(name + " named", "<PropertyGroup><DataGatePolicy>$(MSBuildProjectDirectory)/datagate.yaml</DataGatePolicy></PropertyGroup>")
            .With(Consumer.Repeated).Run("msbuild");
        Assert.Multiple(() =>
        {
            Assert.That((nearest.Exit, nearest.Count(name + " nearest" + Path.DirectorySeparatorChar + "data")), Is.EqualTo((1, 1)), nearest.Output);
            Assert.That((named.Exit, named.Count("error DG1002")), Is.EqualTo((1, 1)), named.Output);
        });
    }
}
