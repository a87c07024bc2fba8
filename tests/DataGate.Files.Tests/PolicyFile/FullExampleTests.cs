namespace DataGate.Files.Tests.PolicyFile;

internal sealed class FullExampleTests
{
    [Test]
    public void Every_part_of_the_language_can_be_carried_out()
    {
        using var folder = new PolicyFolder().With("datagate.base.yaml", FullExample.Base).With("topics.yaml", "[cards]").With("datagate.yaml", FullExample.Text);
        var result = folder.Read();
        Assert.That(result.Problems.Select(Reading.Show), Is.Empty);
        Assert.That(result.Policy!.Datasets.Single().Splits.Select(split => split.Name), Is.EqualTo((string[])["train", "test"]));
    }
}
