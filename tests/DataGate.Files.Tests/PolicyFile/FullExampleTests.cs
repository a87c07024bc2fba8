using DataGate.Files.PolicyFile;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class FullExampleTests
{
    /// <summary>What of the page this version can't judge: the words at the place that is named.</summary>
    private static readonly string[] s_later =
    [
        "splits", "leakage",
    ];

    [Test]
    public void Each_part_that_is_not_available_yet_is_named_once_at_its_place_and_nothing_else_is_wrong()
    {
        using var folder = new PolicyFolder().With("datagate.base.yaml", FullExample.Base).With("topics.yaml", "[cards]").With("datagate.yaml", FullExample.Text);
        var result = folder.Read();
        var lines = FullExample.Text.Split('\n');
        Assert.Multiple(() =>
        {
            Assert.That(result.Problems.Select(Reading.Show).Where(p => !p.Contains(PolicyCodes.NotYet, StringComparison.Ordinal)), Is.Empty);
            Assert.That(result.Problems, Has.Length.EqualTo(s_later.Length), string.Join('\n', result.Problems.Select(Reading.Show)));
            foreach (var (problem, words) in result.Problems.Zip(s_later))
                Assert.That(lines[problem.Place.Line - 1][(problem.Place.Column - 1)..], Does.StartWith(words), Reading.Show(problem));
            Assert.That(result.Policy, Is.Null);
        });
    }
}
