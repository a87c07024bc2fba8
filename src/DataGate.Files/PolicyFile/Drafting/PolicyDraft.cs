using System.Collections.Immutable;
using System.Text;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Text;

namespace DataGate.Files.PolicyFile.Drafting;

/// <summary>Writes a policy whose bounds come from measured splits of the reference, each with a comment that says what was measured.</summary>
public static class PolicyDraft
{
    private static readonly string[] s_metrics =
    [
        "distinct-1", "distinct-2", "distinct-3", "self-bleu-3", "repetition", "exact-duplicates", "near-duplicates", "opening-share", "skeleton-share", "template-share",
        "token-js", "token-js-2", "length-js", "label-js", "label-coverage", "rare-retention",
    ];

    /// <summary>By embeddings: how much is said, whether all of it is still said, and how alike it is spread.</summary>
    private static readonly string[] s_semantic = ["vendi-score", "coverage", "mauve"];

    /// <summary>The measures that a drafted policy bounds.</summary>
    /// <param name="hasLabel">Whether records have labels.</param>
    /// <param name="isSemantic">Whether texts are embedded, for measures of what they mean. Default: false.</param>
    public static ImmutableArray<EqualSizeMetric> Metrics(bool hasLabel, bool isSemantic = false) =>
    [
        .. s_metrics.Concat(isSemantic ? s_semantic : []).Where(name => hasLabel || !name.StartsWith("label", StringComparison.Ordinal))
            .Select(name => MetricCatalog.Get(name).OverDraws).OfType<EqualSizeMetric>(),
    ];

    /// <param name="options">What the policy is about.</param>
    /// <param name="calibrated">What was measured; where the data itself is the anchor, the values are its own at full size.</param>
    public static string Write(DraftOptions options, ImmutableArray<Calibrated> calibrated)
    {
        ArgumentNullException.ThrowIfNull(options);
        var yaml = new StringBuilder();
        Header(yaml, options, calibrated.IsEmpty ? 0 : calibrated[0].Records);
        if (calibrated.Any(found => MetricCatalog.Find(found.Metric.Name)!.Embedded))
            Line(yaml, $"# What goes by embeddings is not judged where ONNX Runtime is missing, and the check then ends with 3.");
        Line(yaml, $"version: 1");
        if (Defaults(options) is { Length: > 0 } defaults) Line(yaml, $"defaults: {{ {defaults} }}");
        if (options.Model is { } model) Line(yaml, $"embedding: {{ model: {DraftYaml.Name(model)} }}");
        Line(yaml, $"");
        Line(yaml, $"datasets:");
        Line(yaml, $"  {DraftYaml.Name(options.Name)}:");
        Line(yaml, $"{DraftYaml.Lines("    ", "files", options.Files)}");
        Line(yaml, $"    text: {DraftYaml.Name(options.Text)}");
        if (options.Label is { } label) Line(yaml, $"    label: {DraftYaml.Name(label)}");
        if (options.Origin is { } origin)
        {
            Line(yaml, $"    origin:");
            Line(yaml, $"      field: {DraftYaml.Name(origin)}");
            Line(yaml, $"      human: {DraftYaml.List(options.Human)}");
            Line(yaml, $"      synthetic: [\"*\"]");
        }
        if (options.Anchor == DraftAnchor.HumanSlice) Line(yaml, $"    reference: {{ slice: human }}");
        if (options.Revision is { } revision)
        {
            Line(yaml, $"    reference: {{ revision: {DraftYaml.Name(revision)} }}");
        }
        else if (options.Anchor == DraftAnchor.Files)
        {
            Line(yaml, $"    reference:");
            Line(yaml, $"{DraftYaml.Lines("      ", "files", options.Reference)}");
        }
        Splits(yaml, options);
        var diversity = options.Anchor == DraftAnchor.Itself ? FormattableString.Invariant($"at {options.DataRecords:N0} records") : "\"reference\" is what the reference scores at equal size; far more diverse isn't better either";
        Section(yaml, "diversity", diversity, MetricFamily.Diversity, options, calibrated);
        Section(yaml, "divergence", "\"null\" is what halves of the reference score against each other", MetricFamily.Divergence, options, calibrated);
        return yaml.ToString();
    }

    /// <summary>Whether a measure got a budget: not one without room for a bound, which is a comment.</summary>
    public static bool IsWritten(Calibrated found, DraftAnchor anchor)
    {
        ArgumentNullException.ThrowIfNull(found);
        return DraftBounds.Of(MetricCatalog.Find(found.Metric.Name)!, found, anchor).Bounds is not null;
    }

    /// <summary>What leaks between them is a budget to be chosen: the data doesn't say how much of it is right.</summary>
    private static void Splits(StringBuilder yaml, DraftOptions options)
    {
        if (options.FileSplits.Length < 2) return;
        Line(yaml, $"    splits:");
        foreach (var (name, globs) in options.FileSplits) Line(yaml, $"{DraftYaml.Lines("      ", DraftYaml.Name(name), globs)}");
        Line(yaml, $"    # leakage: {{ {DraftYaml.Name(options.FileSplits[^1].Name)}: {{ max: 0.1% }} }}  # of the records of the other splits, those whose text stands in this one");
    }

    private static void Header(StringBuilder yaml, DraftOptions options, int half)
    {
        if (options.Anchor == DraftAnchor.Itself)
        {
            Line(yaml, $"# Drafted from the data itself, {options.DataRecords:N0} records, for there was no reference. Each bound is what the data measures now,");
            Line(yaml, $"# give or take what chance makes of another set like it ({options.Splits:N0} random splits; together they fail such a set in about {DraftYaml.Percent(options.FalseAlarm, 6)} of all cases).");
            Line(yaml, $"# It can't catch what had collapsed before, nor drift from reality: a divergence has nothing to be measured from.");
            Line(yaml, $"# Values move as a set grows: there is room for twice the records. Draft anew then, or name a reference. Behind each bound: what was measured ± chance.");
        }
        else
        {
            var reference = options.Anchor == DraftAnchor.HumanSlice ? "human" : "reference";
            Line(yaml, $"# Drafted from {options.ReferenceRecords:N0} {reference} records, for data of {options.DataRecords:N0}. Each bound is what chance makes of two sets of one source,");
            Line(yaml, $"# found by {options.Splits:N0} random splits of the reference into halves of {half:N0}. A check of data like the reference fails in {DraftYaml.Percent(options.FalseAlarm, 6)} of all cases at most.");
            Line(yaml, $"# Behind each bound: what the halves measured ± chance. 'dotnet datagate explain relative-bounds' tells how it is judged.");
        }
    }

    private static string Defaults(DraftOptions options) => string.Join(", ", new[]
    {
        options.Words == Words.Unicode ? null : $"words: {options.Words.ToString().ToLowerInvariant()}",
        options.Anchor == DraftAnchor.Itself ? null : $"false-alarm: {DraftYaml.Percent(options.FalseAlarm, 6)}",
    }.OfType<string>());

    private static void Section(StringBuilder yaml, string name, string about, MetricFamily family, DraftOptions options, ImmutableArray<Calibrated> calibrated)
    {
        var lines = calibrated.Select(found => (Info: MetricCatalog.Find(found.Metric.Name)!, Found: found)).Where(pair => pair.Info.Family == family)
            .Select(pair => DraftBounds.Of(pair.Info, pair.Found, options.Anchor)).ToList();
        if (lines.Count == 0) return;
        Line(yaml, $"");
        // A section without a budget is none.
        Line(yaml, $"    {(lines.TrueForAll(line => line.Bounds is null) ? "# " : "")}{name}:  # {about}");
        var (keys, bounds) = (lines.Max(line => line.Metric.Length) + 1, lines.Max(line => line.Bounds?.Length ?? 0));
        foreach (var line in lines)
        {
            var key = line.Bounds is null ? $"# {line.Metric}, without room for a bound:" : $"{$"{line.Metric}:".PadRight(keys)} {line.Bounds.PadRight(bounds)}  #";
            Line(yaml, $"      {key} {line.Measured}");
        }
        foreach (var left in options.LeftOut.Where(left => MetricCatalog.Find(left.Metric.Name)!.Family == family))
            Line(yaml, $"      # {left.Metric.Name} is left out: {left.Why}");
    }

    private static void Line(StringBuilder yaml, FormattableString line) => yaml.Append(FormattableString.Invariant(line)).Append('\n');
}
