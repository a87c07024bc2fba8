using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>Every sample prints what stands verified beside it.</summary>
public sealed class SampleTests
{
    private static IEnumerable<TestCaseData> Samples()
    {
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Root, "samples")).Order(StringComparer.Ordinal))
        {
            if (!File.Exists(Path.Combine(folder, "datagate.yaml"))) continue;
            var name = Path.GetFileName(folder);
            yield return new TestCaseData(name, name == "support-intents" ? 0 : 1) { TestName = "sample " + name };
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void Check_prints_what_is_verified(string name, int exit)
    {
        var run = Tool.Run(Repository.Root, "check", "samples/" + name);
        Snapshot.MatchFile(Path.Combine(Repository.Root, "samples", name, "check.verified.txt"), run.Out);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(exit), run.Error);
            Assert.That(run.Error, Is.Empty);
        });
    }

    [Test]
    public void There_is_a_sample_for_each_rule_family_and_one_for_what_no_count_sees() => Assert.That(Samples().Count(), Is.EqualTo(9));

    [TestCase("1")]
    [TestCase("8")]
    public void The_report_is_the_same_with_any_number_of_threads(string threads)
    {
        foreach (var name in new[] { "support-intents", "diversity-collapse", "lost-tails" })
        {
            var run = Tool.Run(Repository.Root, "check", "samples/" + name, "--format", "json", "--threads", threads);
            var one = Tool.Run(Repository.Root, "check", "samples/" + name, "--format", "json", "--threads", "3");
            Assert.That(run.Out, Is.EqualTo(one.Out));
        }
    }
}
