using DataGate.TestSupport;

namespace DataGate.Files.Tests.Shared;

public sealed class SnapshotTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("datagate-snapshot").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    private (string Verified, string Received) At => Snapshot.Paths(Path.Combine(_folder, "SomeTests.cs"), "Test", null);

    [Test]
    public void Files_stand_beside_the_source_under_the_names_of_class_and_test() =>
        Assert.That(Snapshot.Paths("/repo/tests/SomeTests.cs", "Test", "40").Verified.Replace('\\', '/'), Does.EndWith("tests/SomeTests.Test_40.verified.txt"));

    [Test]
    public void A_missing_snapshot_is_a_problem_and_leaves_what_was_received()
    {
        Assert.That(Snapshot.Compare("text", At).Problem, Is.Not.Null);
        Assert.That(File.ReadAllText(At.Received), Is.EqualTo("text"));
    }

    [Test]
    public void The_same_text_is_no_problem_whatever_its_line_ends()
    {
        File.WriteAllText(At.Verified, "a\r\nb\r\n");
        Assert.That(Snapshot.Compare("a\nb\n", At).Problem, Is.Null);
    }

    [Test]
    public void A_difference_is_shown_from_its_first_line_on()
    {
        File.WriteAllText(At.Verified, "same\nold\n");
        var problem = Snapshot.Compare("same\nnew\n", At).Problem;
        Assert.That(problem, Does.Contain("line 2").And.Contain("- old").And.Contain("+ new"));
    }

    [Test]
    public void What_belongs_to_this_machine_is_scrubbed()
    {
        File.WriteAllText(At.Verified, "version {version}");
        var scrub = new Dictionary<string, string>(StringComparer.Ordinal) { ["1.2.3"] = "{version}" };
        Assert.That(Snapshot.Compare("version 1.2.3", At, scrub).Problem, Is.Null);
    }

    [Test]
    public void Sources_of_deterministic_builds_are_found() =>
        Assert.That(File.Exists(Snapshot.Paths("/_/tests/Shared/Snapshot.cs", "X", null).Verified.Replace("Snapshot.X.verified.txt", "Snapshot.cs", StringComparison.Ordinal)));
}
