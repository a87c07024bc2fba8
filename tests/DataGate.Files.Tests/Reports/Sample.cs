using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Reports;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Tests.Reports;

/// <summary>Parts to build verdicts from by hand: reports render values, so no data has to be read and no rule has to judge.</summary>
internal static class Sample
{
    public const string PolicyName = "datagate.yaml";

    public static ReportOptions Options { get; } = new() { Version = "1.2.3", Seed = 20250101 };

    public static string Render(Report report, Verdict verdict, ReportOptions? options = null)
    {
        using var text = new StringWriter();
        report.Write(verdict, options ?? Options, text);
        return text.ToString();
    }

    public static string[] Lines(string text)
    {
        Assert.That(text, Is.Empty.Or.EndsWith("\n"));
        return text.Length == 0 ? [] : text[..^1].Split('\n');
    }

    /// <summary>NUnit's own comparison would skip what has no weight, such as a control character.</summary>
    public static void Lacks(string text, string part) =>
        Assert.That(text.IndexOf(part, StringComparison.Ordinal), Is.EqualTo(-1), () => $"'{part}' in {text}");

    public static Bound Bound(string text, int line, double offset, double factor = 0) =>
        new(factor == 0 ? Anchor.None : Anchor.Reference, factor, offset, text, new PolicyPlace(PolicyName, line, 20));

    public static Budget Budget(Section section, string metric, int line) =>
        new() { Section = section, Metric = metric, Place = new PolicyPlace(PolicyName, line, 7), Owner = "nlp-data@example.com" };

    public static Ruling Ruling(Budget budget, string slice, Measurement measurement, Outcome outcome, Measurement? anchor = null, params ImmutableArray<Finding> findings) =>
        new(
            new Judgement
            {
                Budget = budget,
                Metric = MetricCatalog.Find(budget.Metric)!,
                Dataset = "support-intents",
                Slice = slice,
                Measurement = measurement,
                Anchor = anchor,
                Records = measurement is Measured measured ? measured.Records : 12_345,
                Locate = _ => default,
                LocateReference = _ => default,
            },
            outcome, findings);

    public static Finding Finding(string code, Severity severity, string message, Location? data = null, PolicyPlace? policy = null) => new()
    {
        Code = code,
        Kind = FindingKind.Violation,
        Severity = severity,
        Message = message,
        Data = data,
        Policy = policy,
        Dataset = "support-intents",
    };

    public static DatasetVerdict Dataset(ImmutableArray<Ruling> rulings, ImmutableArray<Finding> findings, string name = "support-intents") => new()
    {
        Name = name,
        Owner = "nlp-data@example.com",
        Files = 3,
        Documents = 12_345,
        Tokens = 180_233,
        Bytes = 1_048_576,
        ReferenceDocuments = 2_000,
        Slices = [new MeasuredSlice("all", 12_345, 180_233, [(MetricCatalog.Find("distinct-2")!, Measured.Exact(1d / 3, 12_345))])],
        Rulings = rulings,
        Findings = findings,
    };

    public static Verdict Verdict(params ImmutableArray<Finding> findings) => new([Dataset([], findings)], []);

    /// <summary>Errors, warnings and notes, <paramref name="each"/> of each.</summary>
    public static Verdict Many(int each) => Verdict(
    [
        .. new[] { Severity.Note, Severity.Warning, Severity.Error }.SelectMany(severity => Enumerable.Range(1, each).Select(i =>
            Finding("DG9001", severity, $"Fault number {i}.", new Location("data/a.jsonl", i, 1)))),
    ]);
}
