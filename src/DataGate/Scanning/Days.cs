using System.Globalization;
using System.Text;

namespace DataGate.Scanning;

/// <summary>Dates as records write them: ISO 8601 dates and times, or Unix time in seconds or milliseconds.</summary>
internal static class Days
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyyMMdd", "yyyy-MM", "yyyyMMddTHHmmssK",
    ];

    /// <summary>Whole days since 1970-01-01 in UTC; null for what is no date.</summary>
    public static int? Parse(ReadOnlySpan<byte> utf8, bool isNumber)
    {
        if (utf8.Length > 40) return null;
        Span<char> chars = stackalloc char[utf8.Length];
        var text = chars[..Encoding.UTF8.GetChars(utf8, chars)].Trim();
        if (isNumber) return FromUnixTime(text);
        return DateTimeOffset.TryParseExact(
            text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? (int)Math.Floor((time.UtcDateTime - DateTime.UnixEpoch).TotalDays)
            : null;
    }

    private static int? FromUnixTime(ReadOnlySpan<char> text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number)) return null;
        // No date of interest is 100 billion seconds from 1970 (year 5138); milliseconds reach it in 1973.
        var seconds = Math.Abs(number) < 1e11 ? number : number / 1000;
        return Math.Abs(seconds) < 1e11 ? (int)Math.Floor(seconds / 86_400) : null;
    }
}
