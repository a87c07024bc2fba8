using DataGate.Files.Reports.Layout;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.Reports.Html;

/// <summary>
/// A budget as a picture on a scale from zero: its value as a bar with its interval, the room that its bounds leave, the bounds as lines,
/// and what they are relative to as a mark. The same is said in words.
/// </summary>
internal static class BudgetBar
{
    private const double Width = 200, Height = 26, Edge = 6;

    public static Markup Of(BudgetRow row)
    {
        if (row.Number is not { } measured) return Markup.Empty;
        var limits = row.Limits.ToList();
        var values = limits.Select(limit => limit.Limit).Append(measured.Value).Append(measured.Low).Append(measured.High);
        if (row.AnchorPoint is { } point) values = values.Append(point.Value);
        var scale = new Scale(values.Where(double.IsFinite));
        return Markup.Of($"""
            <svg class="bar" viewBox="0 0 {Width} {Height}" role="img" aria-label="{Words(row, measured)}"><rect class="track" x="{Edge}" y="8" width="{Width - (2 * Edge)}" height="10"/>{Room(limits, scale)}{Bar(row, measured, scale)}{Lines(limits, scale)}{Mark(row, scale)}</svg>
            """);
    }

    /// <summary>What is allowed, from the lower bound to the upper one.</summary>
    private static Markup Room(List<(string Side, double Limit)> limits, Scale scale)
    {
        if (limits.All(limit => limit.Side == "warn")) return Markup.Empty;
        var from = limits.Where(limit => limit.Side == "min").Select(limit => scale.At(limit.Limit)).DefaultIfEmpty(Edge).First();
        var to = limits.Where(limit => limit.Side == "max").Select(limit => scale.At(limit.Limit)).DefaultIfEmpty(Width - Edge).First();
        return Markup.Of($"""<rect class="room" x="{from}" y="4" width="{Math.Max(0, to - from)}" height="18"/>""");
    }

    private static Markup Bar(BudgetRow row, Measured measured, Scale scale)
    {
        var (zero, at) = (scale.At(0), scale.At(measured.Value));
        var ink = row.Ink switch { Ink.Good => "v-good", Ink.Bad => "v-bad", _ => "v-doubt" };
        var bar = Markup.Of($"""<rect class="{ink}" x="{Math.Min(zero, at)}" y="9" width="{Math.Max(1.5, Math.Abs(at - zero))}" height="8"/>""");
        if (measured.Low.Equals(measured.High)) return bar;
        var (low, high) = (scale.At(measured.Low), scale.At(measured.High));
        var path = Markup.Of($"M{low} 13H{high}M{low} 10V16M{high} 10V16");
        return Markup.Of($"""{bar}<path class="halo" d="{path}"/><path class="whisker" d="{path}"/>""");
    }

    private static Markup Lines(List<(string Side, double Limit)> limits, Scale scale) => Markup.Join(limits.Select(limit =>
        Markup.Of($"""<path class="{(limit.Side == "warn" ? "warn" : "limit")}" d="M{scale.At(limit.Limit)} 1V25"/>""")));

    /// <summary>A diamond for a reference, a circle for a null.</summary>
    private static Markup Mark(BudgetRow row, Scale scale)
    {
        if (row.AnchorPoint is not { } point) return Markup.Empty;
        var x = scale.At(point.Value);
        return point.Kind == Anchor.Null
            ? Markup.Of($"""<circle class="anchor" cx="{x}" cy="13" r="4"/>""")
            : Markup.Of($"""<path class="anchor" d="M{x} 8L{x + 5} 13L{x} 18L{x - 5} 13Z"/>""");
    }

    private static string Words(BudgetRow row, Measured measured)
    {
        var interval = measured.Low.Equals(measured.High) ? "" : $", interval {row.FigureOf(measured.Low)} to {row.FigureOf(measured.High)}";
        var limits = string.Concat(row.Limits.Select(limit => $", {limit.Side} {row.FigureOf(limit.Limit)}"));
        var anchor = row.AnchorPoint is { } point ? $", {AnchorWord(point.Kind)} {row.FigureOf(point.Value)}" : "";
        return $"value {row.Value}{interval}{limits}{anchor}";
    }

    private static string AnchorWord(Anchor kind) => kind switch { Anchor.Null => "null", Anchor.Base => "base", Anchor.Baseline => "baseline", _ => "reference" };

    /// <summary>From zero, or the lowest value below it, to the highest and a little more.</summary>
    private sealed class Scale
    {
        private readonly double _low, _high;

        public Scale(IEnumerable<double> values)
        {
            (_low, _high) = (0, 0);
            foreach (var value in values) (_low, _high) = (Math.Min(_low, value), Math.Max(_high, value));
            if (_high <= _low) _high = _low + 1;
            _high += (_high - _low) * 0.06;
        }

        public double At(double value) => Edge + ((Math.Clamp(value, _low, _high) - _low) / (_high - _low) * (Width - (2 * Edge)));
    }
}
