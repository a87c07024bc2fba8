using System.Collections.Immutable;
using System.Globalization;
using DataGate.Files.Baselines;
using DataGate.Files.Reports.Layout;

namespace DataGate.Files.Reports.Html;

/// <summary>A number over the committed baselines as a small line, the last one as a dot; the same is said in words.</summary>
internal static class TrendLine
{
    private const double Width = 120, Height = 26, Edge = 5;

    /// <summary>Numbers that are told one by one, the newest.</summary>
    private const int MaxTold = 12;

    /// <summary>Empty where there is no trend of the row: fewer than two numbers make none.</summary>
    public static Markup Of(BudgetRow row, string dataset, ImmutableArray<Trend> trends)
    {
        if (row.Kept is not { } kept) return Markup.Empty;
        if (trends.FirstOrDefault(trend => trend.Key.Dataset == dataset && trend.Key.Slice == kept.Slice && trend.Key.Measure == kept.Measure) is not { } found) return Markup.Empty;
        var values = found.Alike.Select(point => point.Line!.Value!.Value).ToList();
        if (values.Count < 2) return Markup.Empty;
        var (low, high) = (values.Min(), values.Max());
        double X(int at) => Edge + (at * (Width - (2 * Edge)) / (values.Count - 1));
        double Y(double value) => high > low ? Height - Edge - ((value - low) / (high - low) * (Height - (2 * Edge))) : Height / 2;
        var path = string.Concat(values.Select((value, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? "M" : "L")}{X(i):0.##} {Y(value):0.##}")));
        return Markup.Of($"""
            <svg class="trend" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Words(row, found, values)}"><path class="data-line" d="{path}"/><circle class="{(found.IsWorse == true ? "v-bad" : "dot")}" cx="{X(values.Count - 1)}" cy="{Y(values[^1])}" r="3.5"/></svg>
            """);
    }

    private static string Words(BudgetRow row, Trend trend, List<double> values)
    {
        var told = values.Skip(Math.Max(0, values.Count - MaxTold)).Select(value => row.FigureOf(value));
        var days = trend.Alike.Select(point => point.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        return $"{Amounts.Of(values.Count, "baseline")} from {days[0]} to {days[^1]}: {(values.Count > MaxTold ? "… " : "")}{string.Join(", ", told)}{(trend.IsWorse == true ? "; worse than the first" : "")}";
    }
}
