using System.Collections.Immutable;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Metrics;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Reports;

/// <summary>What <c>measure</c> prints for a person: a row a metric, a column a slice, and no judgement.</summary>
public static class MeasureTable
{
    private const int MaxName = 60, MaxNames = 4;

    /// <param name="datasets">In the order to show them.</param>
    /// <param name="options">How.</param>
    /// <param name="to">Where; it is not closed.</param>
    public static void Write(ImmutableArray<MeasuredDataset> datasets, ReportOptions options, TextWriter to)
    {
        for (var i = 0; i < datasets.Length; i++)
        {
            if (i > 0) to.Write('\n');
            DatasetHeader.Write(datasets[i], options, to);
            foreach (var slices in Blocks(datasets[i], options.Width))
            {
                to.Write('\n');
                Table(datasets[i], slices).Write(to, options.Width, options.Color);
            }
            WriteReasons(datasets[i], to);
        }
    }

    /// <summary>As many slices beside each other as the width allows.</summary>
    private static IEnumerable<ImmutableArray<MeasuredSlice>> Blocks(MeasuredDataset dataset, int width)
    {
        var first = Metrics(dataset).Select(metric => metric.Name.Length).Append("records".Length).Max() + 2;
        var block = ImmutableArray.CreateBuilder<MeasuredSlice>();
        var taken = first;
        foreach (var slice in dataset.Slices)
        {
            var own = Column(dataset, slice).Select(Terminal.Columns).Append(Terminal.Columns(Name(slice))).Max() + 2;
            if (width > 0 && block.Count > 0 && taken + own > width)
            {
                yield return block.DrainToImmutable();
                taken = first;
            }
            block.Add(slice);
            taken += own;
        }
        if (block.Count > 0) yield return block.DrainToImmutable();
    }

    private static TextTable Table(MeasuredDataset dataset, ImmutableArray<MeasuredSlice> slices)
    {
        var table = new TextTable([new Column("metric"), .. slices.Select(slice => new Column(Name(slice)) { Right = true })]);
        var columns = slices.Select(slice => Column(dataset, slice)).ToList();
        var titles = Metrics(dataset).Select(metric => metric.Name).Prepend("records").ToList();
        for (var row = 0; row < titles.Count; row++)
        {
            if (columns.Any(column => column[row].Length > 0))
                table.Add([new Cell(titles[row]), .. columns.Select(column => new Cell(column[row]))]);
        }
        return table;
    }

    private static string Name(MeasuredSlice slice) => Terminal.Text(slice.Name, MaxName);

    /// <summary>Every metric of any slice, in the order of the first that has it.</summary>
    private static IEnumerable<MetricInfo> Metrics(MeasuredDataset dataset) =>
        dataset.Slices.SelectMany(slice => slice.Measurements).Select(pair => pair.Metric).DistinctBy(metric => metric.Name, StringComparer.Ordinal);

    private static ImmutableArray<string> Column(MeasuredDataset dataset, MeasuredSlice slice) =>
    [
        Figures.Of(slice.Documents),
        .. Metrics(dataset).Select(metric => Value(slice, metric)),
    ];

    /// <summary>The value, with the records that it was measured on where those are not the slice's.</summary>
    private static string Value(MeasuredSlice slice, MetricInfo metric)
    {
        var measurement = slice.Measurements.FirstOrDefault(pair => pair.Metric.Name == metric.Name).Measurement;
        return measurement switch
        {
            null => "",
            Measured measured => Figures.Of(measured.Value, metric.Range)
                + (measured.Records == slice.Documents ? "" : $" (n={Figures.Of(measured.Records)})"),
            _ => "–",
        };
    }

    private static string Names(List<string> metrics) => metrics.Count switch
    {
        1 => $"{metrics[0]} was",
        <= MaxNames => $"{string.Join(", ", metrics)} were",
        _ => $"{string.Join(", ", metrics.Take(MaxNames - 1))} and {Figures.Of(metrics.Count - MaxNames + 1)} more were",
    };

    private static void WriteReasons(MeasuredDataset dataset, TextWriter to)
    {
        foreach (var slice in dataset.Slices)
        {
            foreach (var same in slice.Measurements.Where(pair => pair.Measurement is NotJudged).GroupBy(pair => ((NotJudged)pair.Measurement).Reason, StringComparer.Ordinal))
                to.Write($"  {Names([.. same.Select(pair => pair.Metric.Name)])} not measured on {Name(slice)}, because {Terminal.Text(same.Key)}\n");
        }
    }
}
