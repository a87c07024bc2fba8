using System.Globalization;
using DataGate.Metrics;
using DataGate.Metrics.Samples;

namespace DataGate.Files.PolicyFile.Drafting;

/// <summary>One measured budget as a policy is to hold it.</summary>
/// <param name="Metric">Its key.</param>
/// <param name="Bounds">Its value; null: no bound makes sense.</param>
/// <param name="Measured">What was measured, for a comment.</param>
internal sealed record DraftLine(string Metric, string? Bounds, string Measured);

/// <summary>Makes bounds of what splits of the reference did.</summary>
internal static class DraftBounds
{
    /// <summary>No bound is tighter than this part of the value, as much of a share, or as much beside a zero: less is not worth a failed build.</summary>
    private const double Least = 0.05;

    /// <summary>Diversity this part above the reference's is no longer a good sign.</summary>
    private const double FarFactor = 0.5;

    public static DraftLine Of(MetricInfo info, Calibrated found, DraftAnchor anchor)
    {
        var bounds = anchor == DraftAnchor.Itself ? Absolute(info, found)
            : info.Family == MetricFamily.Divergence ? Divergence(info, found) : Relative(info, found);
        return new DraftLine(info.Name, bounds, Said(info, found));
    }

    private static string Said(MetricInfo info, Calibrated found)
    {
        var chance = info.Family != MetricFamily.Divergence ? "±" : info.Better == Better.Higher ? "-" : "+";
        return IsPercent(info)
            ? $"{DraftYaml.Percent(found.Value, 2)} {chance} {DraftYaml.Percent(found.Margin, 2)}, {info.Summary}"
            : $"{DraftYaml.Number(found.Value, 3)} {chance} {DraftYaml.Number(found.Margin, 2)}, {info.Summary}";
    }

    private static string Divergence(MetricInfo info, Calibrated found) => info.Better == Better.Higher
        ? $"{{ min: null - {DraftYaml.Plainly(DraftYaml.Up(found.Margin, 2))} }}" : $"{{ max: null + {DraftYaml.Plainly(DraftYaml.Up(found.Margin, 2))} }}";

    private static string Relative(MetricInfo info, Calibrated found)
    {
        if (!info.Factor || found.Value <= 0 || (info.Better == Better.Higher && found.Margin >= found.Value))
        {
            var distance = Distance(info, found);
            var text = IsPercent(info) ? Points(distance) : DraftYaml.Plainly(DraftYaml.Up(distance, 2));
            return info.Better == Better.Lower ? $"{{ max: reference + {text} }}" : $"{{ min: reference - {text} }}";
        }
        var part = Math.Max(Least, found.Margin / found.Value);
        // Far more diverse than the reference isn't better either: it has drifted, or it is noise.
        var far = Math.Max(FarFactor, 2 * part);
        var (down, up) = info.Better == Better.Higher ? (part, far) : (far, part);
        var (low, high) = (DraftYaml.Round(1 - down, 0.01, up: false), DraftYaml.Round(1 + up, 0.01, up: true));
        var max = string.Create(CultureInfo.InvariantCulture, $"max: {high:0.00} x reference");
        if (low < 0.01 && info.Better == Better.Lower) return $"{{ {max} }}";
        return string.Create(CultureInfo.InvariantCulture, $"{{ min: {Math.Max(0.01, low):0.00} x reference, {max} }}");
    }

    private static string? Absolute(MetricInfo info, Calibrated found)
    {
        var distance = Distance(info, found);
        if (IsPercent(info))
        {
            return info.Better == Better.Lower
                ? found.Value + distance + found.Room < 1 ? $"{{ max: {Points(found.Value + distance + found.Room)} }}" : null
                : found.Value > distance + found.Room ? $"{{ min: {DraftYaml.Plainly(DraftYaml.Round((found.Value - distance - found.Room) * 100, 0.1, up: false))}% }}" : null;
        }
        var unit = DraftYaml.Unit(distance, 2);
        var (less, more) = info.Better == Better.Lower ? (distance, distance + found.Room) : (distance + found.Room, distance);
        var (low, high) = (DraftYaml.Round(found.Value - less, unit, up: false), DraftYaml.Round(found.Value + more, unit, up: true));
        var min = low > 0 ? $"min: {DraftYaml.Plainly(low)}" : null;
        var max = high < info.Highest ? $"max: {DraftYaml.Plainly(high)}" : null;
        // The side that collapse takes must be bounded.
        return (info.Better == Better.Lower ? max : min) is null ? null : $"{{ {string.Join(", ", new[] { min, max }.OfType<string>())} }}";
    }

    private static double Distance(MetricInfo info, Calibrated found) => Math.Max(
        found.Margin,
        IsPercent(info) || found.Value <= 0 ? Least : Least * found.Value);

    private static string Points(double share) => DraftYaml.Plainly(DraftYaml.Round(share * 100, 0.1, up: true)) + "%";

    /// <summary>A share that may be zero: said in percent, bounded in points.</summary>
    private static bool IsPercent(MetricInfo info) => info is { Family: MetricFamily.Diversity, Range: ValueRange.Share, Factor: false };
}
