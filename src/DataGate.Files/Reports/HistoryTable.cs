using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Baselines;
using DataGate.Files.Reports.Escaping;
using DataGate.Files.Reports.Layout;
using DataGate.Metrics;
using DataGate.Rules;
using DataGate.Verdicts.History;

namespace DataGate.Files.Reports;

/// <summary>What <c>history</c> prints for a person: who answers for which numbers, and how they moved.</summary>
public static class HistoryTable
{
    private const int MaxName = 160, MaxBars = 24;

    private const string Nobody = "nobody named";

    /// <param name="versions">Of the baseline.</param>
    /// <param name="trends">To show.</param>
    /// <param name="file">The baseline, as a person would name it.</param>
    /// <param name="options">How.</param>
    /// <param name="isPlain">Whether to keep bars to ASCII.</param>
    /// <param name="isWhole">Whether to show each label and each value of a field, not only that which worsened most.</param>
    /// <param name="to">Where; it is not closed.</param>
    public static void Write(BaselineVersions versions, ImmutableArray<Trend> trends, string file, ReportOptions options, bool isPlain, bool isWhole, TextWriter to)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(to);
        WriteHead([$"{Terminal.Text(file, MaxName)} —", .. Span(versions)], options, to);
        foreach (var owner in trends.GroupBy(trend => trend.Owner ?? Nobody, StringComparer.Ordinal).OrderBy(group => group.Key == Nobody).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            foreach (var dataset in owner.GroupBy(trend => trend.Key.Dataset, StringComparer.Ordinal))
            {
                to.Write($"\n{Terminal.Text(dataset.Key, MaxName).Paint(Ink.Strong, options.Color)}, {(owner.Key == Nobody ? "no owner named" : $"owner {Terminal.Text(owner.Key, MaxName)}")}\n\n");
                Table(isWhole ? dataset.Select(trend => (trend, 1)) : Worst(dataset), isPlain).Write(to, options.Width, options.Color);
            }
        }
    }

    private static IEnumerable<string> Span(BaselineVersions versions)
    {
        var all = versions.Versions;
        yield return Amounts.Of(all.Length, "version") + (all.IsEmpty ? "" : ",");
        if (all.IsEmpty) yield break;
        yield return $"{Day(all[0].Day)} ({all[0].Name})";
        if (all.Length > 1) yield return $"to {Day(all[^1].Day)} ({all[^1].Name})";
    }

    /// <summary>On as many lines as the terminal's width asks for.</summary>
    private static void WriteHead(ImmutableArray<string> parts, ReportOptions options, TextWriter to)
    {
        var columns = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            var breaks = options.Width > 0 && columns + 1 + Terminal.Columns(parts[i]) > options.Width;
            if (i > 0) to.Write(breaks ? "\n    " : " ");
            to.Write(i == 0 ? parts[i].Paint(Ink.Strong, options.Color) : parts[i]);
            columns = (breaks ? 4 : columns + 1) + Terminal.Columns(parts[i]);
        }
        to.Write('\n');
    }

    /// <summary>Of the labels, or the values of a field, that one budget is for, that which worsened most; how many records there are, of the whole alone.</summary>
    private static IEnumerable<(Trend Trend, int Of)> Worst(IEnumerable<Trend> trends) => trends
        .Where(trend => trend.Key.Measure != BaselineKey.Records || trend.Key.Slice == "all")
        .GroupBy(trend => (Family(trend.Key.Slice), trend.Key.Measure)).Select(group => (group.MaxBy(trend => trend.Worsening)!, group.Count()));

    private static string Family(string slice) =>
        slice.StartsWith("labels/", StringComparison.Ordinal) ? "labels/" : slice.IndexOf('=', StringComparison.Ordinal) is >= 0 and var sign ? slice[..sign] : slice;

    private static TextTable Table(IEnumerable<(Trend Trend, int Of)> trends, bool isPlain)
    {
        var table = new TextTable(
        [
            new Column("metric"),
            new Column("slice") { Least = 10 },
            new Column("trend"),
            new Column("first") { Right = true },
            new Column("worst") { Right = true },
            new Column("last") { Right = true },
            new Column("at"),
            new Column("moved"),
        ]);
        foreach (var (trend, of) in trends)
        {
            var none = trend.Points.LastOrDefault(point => point.Line is not null)?.Line;
            table.Add(
                new Cell(Terminal.Text(trend.Key.Measure, MaxName)),
                new Cell(Terminal.Text(trend.Key.Slice, MaxName) + (of > 1 ? $" (worst of {Figures.Of(of)})" : "")),
                new Cell(Sparkline.Of([.. trend.Points.Select(point => point.IsLike ? point.Line!.Value : null)], isPlain, MaxBars)),
                new Cell(Figure(trend, trend.First)),
                new Cell(Figure(trend, trend.Worst)),
                new Cell(Figure(trend, trend.Last)),
                new Cell(none?.Size is { } size ? size.ToString() : ""),
                new Cell(Word(trend, none?.WhyNot), trend.IsWorse == true ? Ink.Bad : Ink.None));
        }
        return table;
    }

    /// <summary>What became of it since the first: worse where its intervals say so.</summary>
    private static string Word(Trend trend, string? whyNot) =>
        trend.Last is null ? Terminal.Text($"no number: {whyNot ?? "it is gone"}", 60)
        : trend.Points[^1].Line is null ? "gone"
        : trend.IsWorse == true ? "worse" : "";

    private static string Figure(Trend trend, double? value) => value is { } number ? Figures.Of(number, trend.Metric?.Range ?? ValueRange.Count) : "–";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
