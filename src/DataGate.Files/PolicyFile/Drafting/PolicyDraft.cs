using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DataGate.Metrics;
using DataGate.Metrics.Samples;

namespace DataGate.Files.PolicyFile.Drafting;

/// <summary>What a drafted policy is about.</summary>
public sealed record DraftOptions
{
    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>Globs of its files, relative to the policy.</summary>
    public required ImmutableArray<string> Files { get; init; }

    public required string Text { get; init; }

    public string? Label { get; init; }

    /// <summary>Globs of the reference, relative to the policy; empty: the human slice is the reference.</summary>
    public required ImmutableArray<string> Reference { get; init; }

    /// <summary>The origin field; null: no origin rule.</summary>
    public string? Origin { get; init; }

    /// <summary>Values of it that mean human.</summary>
    public ImmutableArray<string> Human { get; init; } = ["human"];

    /// <summary>The check's false-alarm rate that the bounds were made for.</summary>
    public required double FalseAlarm { get; init; }

    /// <summary>Random splits that the bounds come from.</summary>
    public required int Splits { get; init; }

    /// <summary>Records of the data and of the reference.</summary>
    public required long DataRecords { get; init; }

    public required long ReferenceRecords { get; init; }
}

/// <summary>Writes a policy whose bounds come from measured splits of the reference, each with a comment that says what was measured.</summary>
public static class PolicyDraft
{
    /// <summary>No bound is tighter than this part of the reference's value, nor than so many points of a share: less is not worth a failed build.</summary>
    private const double LeastFactor = 0.05, LeastShare = 0.05;

    /// <summary>Diversity this part above the reference's is no longer a good sign.</summary>
    private const double FarFactor = 0.5;

    private static readonly string[] s_metrics =
    [
        "distinct-1", "distinct-2", "distinct-3", "self-bleu-3", "repetition", "exact-duplicates", "near-duplicates", "opening-share", "skeleton-share",
        "token-js", "token-js-2", "length-js", "label-js", "label-coverage", "rare-retention",
    ];

    /// <summary>The measures that a drafted policy bounds.</summary>
    /// <param name="hasLabel">Whether records have labels.</param>
    public static ImmutableArray<EqualSizeMetric> Metrics(bool hasLabel) =>
    [
        .. s_metrics.Where(name => MetricCatalog.Find(name) is { Available: true } && (hasLabel || !name.StartsWith("label", StringComparison.Ordinal)))
            .Select(name => MetricCatalog.Get(name).OverDraws).OfType<EqualSizeMetric>(),
    ];

    public static string Write(DraftOptions options, ImmutableArray<Calibrated> calibrated)
    {
        ArgumentNullException.ThrowIfNull(options);
        var yaml = new StringBuilder();
        var size = calibrated.IsEmpty ? 0 : calibrated[0].Records;
        Line(yaml, $"# Bounds from {options.Splits:N0} random splits of the reference ({options.ReferenceRecords:N0} records) into halves of {size:N0}; the data had {options.DataRecords:N0} records.");
        Line(yaml, $"# All relative bounds together turn a check of data like the reference red with a chance of {Percent(options.FalseAlarm)} at most.");
        Line(yaml, $"version: 1");
        Line(yaml, $"defaults: {{ false-alarm: {Percent(options.FalseAlarm)} }}");
        Line(yaml, $"datasets:");
        Line(yaml, $"  {Quote(options.Name)}:");
        Line(yaml, $"    files: [{List(options.Files)}]");
        Line(yaml, $"    text: {Quote(options.Text)}");
        if (options.Label is { } label) Line(yaml, $"    label: {Quote(label)}");
        if (options.Origin is { } origin)
            Line(yaml, $"    origin: {{ field: {Quote(origin)}, human: {{ values: [{List(options.Human)}] }}, synthetic: {{ values: [\"*\"] }} }}");
        Line(yaml, options.Reference.IsEmpty ? (FormattableString)$"    reference: {{ slice: human }}" : $"    reference: {{ files: [{List(options.Reference)}] }}");
        Section(yaml, "diversity", calibrated, MetricFamily.Diversity);
        Section(yaml, "divergence", calibrated, MetricFamily.Divergence);
        return yaml.ToString();
    }

    private static void Section(StringBuilder yaml, string name, ImmutableArray<Calibrated> calibrated, MetricFamily family)
    {
        var bounded = calibrated.Select(found => (Info: MetricCatalog.Find(found.Metric.Name)!, Found: found)).Where(pair => pair.Info.Family == family).ToList();
        if (bounded.Count == 0) return;
        Line(yaml, $"    {name}:");
        foreach (var (info, found) in bounded)
        {
            Line(yaml, $"      # {Said(info, found)}");
            Line(yaml, $"      {info.Name}: {Bounds(info, found)}");
        }
    }

    private static string Said(MetricInfo info, Calibrated found) => info.Family == MetricFamily.Divergence
        ? $"{info.Summary}; halves of the reference score {Number(found.Value)}, by chance up to {Number(found.Margin)} more"
        : $"{info.Summary}; the reference scores {Number(found.Value)}, by chance up to {Number(found.Margin)} more or less";

    private static string Bounds(MetricInfo info, Calibrated found)
    {
        if (info.Family == MetricFamily.Divergence)
            return info.Better == Better.Higher ? $"{{ min: null - {Up(found.Margin)} }}" : $"{{ max: null + {Up(found.Margin)} }}";
        if (!info.Factor || found.Value <= 0 || (info.Better == Better.Higher && found.Margin >= found.Value))
        {
            var least = Math.Max(found.Margin, info.Range == ValueRange.Share ? LeastShare : LeastFactor * found.Value);
            return info.Better == Better.Lower ? $"{{ max: reference + {Distance(info, least)} }}" : $"{{ min: reference - {Distance(info, least)} }}";
        }
        var part = Math.Max(LeastFactor, found.Margin / found.Value);
        // Far more diverse than the reference isn't better either: it has drifted, or it is noise.
        var far = Math.Max(FarFactor, 2 * part);
        var (down, up) = info.Better == Better.Higher ? (part, far) : (far, part);
        var low = Math.Max(0, Math.Floor((1 - down) * 1000) / 1000);
        var high = Math.Ceiling((1 + up) * 1000) / 1000;
        return low > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{{ min: {low:0.###} x reference, max: {high:0.###} x reference }}")
            : string.Create(CultureInfo.InvariantCulture, $"{{ max: {high:0.###} x reference }}");
    }

    private static string Distance(MetricInfo info, double distance) => info.Range == ValueRange.Share
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(distance * 1000) / 10:0.#}%") : Up(distance);

    /// <summary>Rounded up to three significant digits.</summary>
    private static string Up(double value)
    {
        if (value <= 0) return "0";
        var unit = Math.Pow(10, Math.Floor(Math.Log10(value)) - 2);
        return Plain(Math.Ceiling(value / unit) * unit);
    }

    private static string Number(double value) => Plain(double.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static string Plain(double value) => value is < 1e-15 and > -1e-15 ? "0" : ((decimal)value).ToString("0.##################", CultureInfo.InvariantCulture);

    private static string Percent(double share) => Plain(Math.Round(share * 100, 6)) + "%";

    private static string List(ImmutableArray<string> items) => string.Join(", ", items.Select(Quote));

    /// <summary>A YAML double-quoted scalar: nothing in it can end it or start another.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
            quoted.Append(character is '"' or '\\' ? $"\\{character}" : char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' ? $"\\u{(int)character:X4}" : character.ToString());
        return quoted.Append('"').ToString();
    }

    private static void Line(StringBuilder yaml, FormattableString line) => yaml.Append(FormattableString.Invariant(line)).Append('\n');
}
