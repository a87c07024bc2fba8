using System.Text.RegularExpressions;

namespace DataGate.MSBuild.Tests;

/// <summary>A project with one target framework, really restored and built.</summary>
public sealed partial class BuildTests
{
    private const string Warning = "version: 1\ndatasets:\n  set: { files: [\"data/*.jsonl\"], text: text, diversity: { exact-duplicates: { max: 0%, severity: warning } } }\n";

    private Consumer _consumer = null!;

    private static readonly string s_error = Path.Combine("data", "a.jsonl") + "(2,1): error DG1002: ";

    [OneTimeSetUp]
    public void Create() => _consumer = Consumer.Library("library");

    [Test]
    public void A_passing_set_says_nothing()
    {
        var run = _consumer.With(Consumer.Distinct).Build();
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero, run.Output);
            Assert.That(run.Output, Does.Not.Contain("DG").And.Not.Contain("dotnet-datagate"));
        });
    }

    [TestCase("build")]
    [TestCase("build", "-m", "-graph")]
    [TestCase("publish")]
    [TestCase("pack")]
    public void A_failing_set_fails(params string[] command)
    {
        var run = _consumer.With(Consumer.Repeated).Run(command);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1), run.Output);
            Assert.That(run.Plain, Does.Contain(Path.Combine(_consumer.Folder, s_error)));
            Assert.That(run.Plain, Does.Not.Contain("MSB"));
        });
    }

    /// <summary>A terminal's build colours its lines, and makes a link of the code.</summary>
    [Test]
    public void A_failing_set_fails_on_a_terminal()
    {
        var run = _consumer.With(Consumer.Repeated).Build("-tl:on");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1), run.Output);
            Assert.That(Colours().Replace(run.Output, ""), Does.Contain(Path.Combine(_consumer.Folder, s_error)));
            Assert.That(run.Output, Does.Contain("https://datagate.dev/rules/DG1002"));
        });
    }

    [GeneratedRegex(@"\e(\[[0-9;?]*[a-zA-Z]|\]8;[^\e]*\e\\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Colours();

    [Test]
    public void A_failing_set_with_an_old_time_fails()
    {
        Assert.That(_consumer.With(Consumer.Distinct).Build().Exit, Is.Zero);
        _consumer.With(Consumer.Repeated);
        File.SetLastWriteTimeUtc(Path.Combine(_consumer.Folder, "data", "a.jsonl"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var run = _consumer.Build("--no-restore");
        Assert.That((run.Exit, run.Count("error DG1002")), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void A_missing_policy_fails()
    {
        File.Delete(Path.Combine(_consumer.With(Consumer.Distinct).Folder, "datagate.yaml"));
        var run = _consumer.Build("--no-restore");
        Assert.That((run.Exit, run.Count("Consumer.csproj : error DG0021: ")), Is.EqualTo((1, 1)), run.Output);
    }

    [Test]
    public void A_warning_is_one_and_may_be_raised()
    {
        var run = _consumer.With(Consumer.Repeated, Warning).Build();
        var raised = _consumer.Build("-p:WarningsAsErrors=DG1002");
        Assert.Multiple(() =>
        {
            Assert.That((run.Exit, run.Count("warning DG1002")), Is.EqualTo((0, 1)), run.Output);
            Assert.That((raised.Exit, raised.Count("error DG1002")), Is.EqualTo((1, 1)), raised.Output);
        });
    }

    /// <summary>They are documented, and the reason for a check of its own in CI.</summary>
    [Test]
    public void What_bypasses_the_gate()
    {
        _consumer.With(Consumer.Repeated);
        foreach (var property in new[] { "DataGateEnabled=false", "DesignTimeBuild=true" }) Bypasses("build", "-p:" + property);
        Bypasses("build", "-t:Compile");
        Bypasses("pack", "--no-build");
        Bypasses("publish", "--no-build");

        void Bypasses(params string[] command)
        {
            var run = _consumer.Run([.. command, "-c", "Debug"]);
            Assert.That((run.Exit, run.Count("DG")), Is.EqualTo((0, 0)), $"{string.Join(' ', command)}: {run.Output}");
        }
    }
}
