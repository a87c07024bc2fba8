using System.Globalization;
using DataGate.Metrics;

namespace DataGate.Rules;

/// <summary>Numbers for people: invariant, short, and never rounded onto the bound that they break.</summary>
public static class Figures
{
    /// <summary>A value of a metric; <paramref name="percent"/> where its bound is a percentage.</summary>
    public static string Of(double value, ValueRange range, bool percent = false, double? apartFrom = null)
    {
        for (var digits = percent ? 3 : 4; ; digits++)
        {
            var text = Format(value, range, percent, digits);
            if (digits >= 17 || apartFrom is null || apartFrom.Value.Equals(value) || text != Format(apartFrom.Value, range, percent, digits))
                return text;
        }
    }

    /// <summary>A whole number with thousands apart.</summary>
    public static string Of(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Records(long number) => number == 1 ? "1 record" : Of(number) + " records";

    /// <summary>So many of so many records, with their share.</summary>
    public static string Part(long part, long all) => $"{Of(part)} of {Records(all)} ({Format(all == 0 ? 0 : (double)part / all, ValueRange.Share, percent: true, digits: 3)})";

    private static string Format(double value, ValueRange range, bool percent, int digits) => range switch
    {
        ValueRange.Count => value.ToString("#,0.##", CultureInfo.InvariantCulture),
        ValueRange.Days => value.ToString("N0", CultureInfo.InvariantCulture) + (value is 1 ? " day" : " days"),
        _ when percent => Significant(value * 100, digits) + "%",
        _ => Significant(value, digits),
    };

    private static string Significant(double value, int digits)
    {
        var rounded = double.Parse(value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(rounded) is 0 or (>= 1e-6 and < 1e15) ? ((decimal)rounded).ToString("0.#################", CultureInfo.InvariantCulture)
            : rounded.ToString("R", CultureInfo.InvariantCulture);
    }
}
