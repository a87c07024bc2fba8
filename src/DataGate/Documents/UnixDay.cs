using System.Globalization;

namespace DataGate.Documents;

/// <summary>Days since 1970-01-01 as people write them.</summary>
public static class UnixDay
{
    private static readonly int s_first = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>As <c>2026-11-21</c>; what lies beyond the years 1 to 9999 as their first or last day.</summary>
    public static string Show(int day) => DateOnly.FromDayNumber((int)Math.Clamp((long)day + s_first, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber))
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
