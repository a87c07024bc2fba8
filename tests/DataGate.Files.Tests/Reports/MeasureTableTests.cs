using DataGate.Files.Reports;
using DataGate.Metrics;
using DataGate.TestSupport;
using DataGate.Verdicts;
using static DataGate.Files.Tests.Reports.Sample;

namespace DataGate.Files.Tests.Reports;

public sealed class MeasureTableTests
{
    [TestCase(0)]
    [TestCase(40)]
    public void Mixed(int width) => Snapshot.Match(Write(width, [.. MixedVerdict.Get().Datasets.Select(MeasuredDataset.Of)]), $"{width}");

    [Test]
    public void Many_slices_stand_in_blocks_that_fit()
    {
        var slices = Enumerable.Range(1, 30).Select(i => new MeasuredSlice(
            $"intent=value-{i}", i, i, [(MetricCatalog.Find("distinct-1")!, Measured.Exact(0.1 * i, i))]));
        var lines = Lines(Write(60, MeasuredDataset.Of(Dataset([], [])) with { Slices = [.. slices] }));
        Assert.That(lines.Select(line => line.Length), Has.All.LessThanOrEqualTo(60));
        for (var i = 1; i <= 30; i++) Assert.That(lines, Has.Exactly(1).Matches($@"\bintent=value-{i}\b"));
    }

    [Test]
    public void No_slice_is_no_table() =>
        Assert.That(Lines(Write(0, MeasuredDataset.Of(Dataset([], [])) with { Slices = [] })), Has.Length.EqualTo(1));

    internal static string Write(int width, params ReadOnlySpan<MeasuredDataset> datasets)
    {
        using var text = new StringWriter();
        MeasureTable.Write([.. datasets], Options with { Width = width }, text);
        return text.ToString();
    }
}
