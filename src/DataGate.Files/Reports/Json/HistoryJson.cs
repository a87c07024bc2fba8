using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DataGate.Files.Baselines;
using DataGate.Metrics;

namespace DataGate.Files.Reports.Json;

/// <summary>What <c>history --format json</c> prints: the versions of the baseline, and each number over them.</summary>
public static class HistoryJson
{
    /// <summary>Goes up when a field goes away or changes its meaning, not when one is added.</summary>
    public const int SchemaVersion = 1;

    /// <param name="versions">Of the baseline.</param>
    /// <param name="trends">To show.</param>
    /// <param name="file">The baseline, as a person would name it.</param>
    /// <param name="options">Has the tool's version.</param>
    public static string Of(BaselineVersions versions, ImmutableArray<Trend> trends, string file, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(options);
        return JsonPage.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schema", SchemaVersion);
            json.WriteStartObject("tool");
            json.WriteString("name", "datagate");
            json.WriteText("version", options.Version);
            json.WriteEndObject();
            json.WriteText("baseline", file);
            json.WriteText("remark", versions.Remark);
            json.WriteStartArray("versions");
            foreach (var version in versions.Versions) WriteVersion(json, version);
            json.WriteEndArray();
            json.WriteStartArray("trends");
            foreach (var trend in trends) WriteTrend(json, trend);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void WriteVersion(Utf8JsonWriter json, BaselineVersion version)
    {
        json.WriteStartObject();
        json.WriteText("name", version.Name);
        json.WriteString("date", Day(version.Day));
        json.WriteText("unreadable", version.Found.WhyNot);
        json.WriteEndObject();
    }

    private static void WriteTrend(Utf8JsonWriter json, Trend trend)
    {
        json.WriteStartObject();
        json.WriteText("dataset", trend.Key.Dataset);
        json.WriteText("owner", trend.Owner);
        json.WriteText("slice", trend.Key.Slice);
        json.WriteText("measure", trend.Key.Measure);
        json.WriteString("better", trend.Metric?.Better switch { Better.Higher => "higher", Better.Lower => "lower", _ => "either" });
        json.WriteReal("first", trend.First);
        json.WriteReal("worst", trend.Worst);
        json.WriteReal("last", trend.Last);
        if (trend.IsWorse is { } worse)
            json.WriteBoolean("isWorse", worse);
        else
            json.WriteNull("isWorse");
        json.WriteStartArray("points");
        foreach (var point in trend.Points) WritePoint(json, point);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, TrendPoint point)
    {
        json.WriteStartObject();
        json.WriteText("version", point.Version);
        json.WriteString("date", Day(point.Day));
        json.WriteReal("value", point.Line?.Value);
        json.WriteReal("low", point.Line is { Value: not null } low ? low.Low : null);
        json.WriteReal("high", point.Line is { Value: not null } high ? high.High : null);
        json.WriteWhole("size", point.Line?.Size?.Amount);
        json.WriteText("unit", point.Line?.Size?.Unit.ToString().ToLowerInvariant());
        json.WriteBoolean("comparable", point.IsLike);
        json.WriteText("reason", point.Line?.WhyNot);
        json.WriteEndObject();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
