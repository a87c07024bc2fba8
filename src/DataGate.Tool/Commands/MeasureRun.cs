using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.Reports;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Carries out one measuring: files, numbers, and a nonzero exit where there were none.</summary>
internal sealed class MeasureRun(Host host, MeasureOptions options)
{
    private static readonly PolicyPlace s_commandLine = new("(command line)", 1, 1);

    public int Run()
    {
        var dataset = Dataset();
        var policy = new Policy { File = s_commandLine.File, Datasets = [dataset], Words = options.Words, Sample = options.Sample };
        var source = new SourceOptions
        {
            BaseDirectory = host.Folder,
            Fence = RepositoryFence.Around(Path.Join(host.Folder, PolicyFinder.FileName), allowOutside: true),
            Threads = options.Threads,
            Started = options.Progress.Start,
            Advanced = options.Progress.Advance,
            Stopped = host.Stopped,
        };
        var plan = new DatasetPlan(policy, dataset);
        var measured = Gate.Measure(DatasetSource.Join(plan, new DatasetSource(plan, source).Read()), options.Today);
        options.Progress.Finish();
        var report = new ReportOptions { Width = host.Width, Color = options.Color, Version = Defects.Version, Seed = policy.Seed };
        if (options.IsJson) JsonReport.Write([MeasuredDataset.Of(measured)], report, host.Out);
        else MeasureTable.Write([MeasuredDataset.Of(measured)], report, host.Out);
        foreach (var finding in measured.Findings)
            host.Error.WriteLine($"datagate: {Where(finding)}{Word(finding)} {finding.Code}: {Files.Reports.Escaping.Terminal.Escape(finding.Message)}");
        return measured.Findings.Any(finding => finding is { Kind: FindingKind.NotJudged, Severity: Severity.Error }) ? ExitCodes.NotJudged : ExitCodes.Holds;
    }

    private static string Where(Finding finding) => finding.Data is { } at ? Files.Reports.Escaping.Terminal.Escape(at.ToString()) + ": " : "";

    private static string Word(Finding finding) => finding.Kind == FindingKind.NotJudged ? "error" : "warning";

    private DatasetPolicy Dataset() => new()
    {
        Name = "files",
        Place = s_commandLine,
        Files = Globs(options.Files),
        Text = options.Text,
        Label = options.Label,
        Generation = options.Generation,
        Id = options.Id,
        Parent = options.Parent,
        Created = options.Created,
        Origin = options.Origin is null ? null : new Origin
        {
            Field = options.Origin,
            HumanValues = [.. options.Human.Select(value => new ValuePattern(value))],
            SyntheticValues = [new ValuePattern("*")],
            Place = s_commandLine,
        },
        Reference = options.Reference.IsEmpty ? null : new ReferencePolicy { Files = Globs(options.Reference), Place = s_commandLine },
        Budgets = [.. (options.Metrics ?? Allowed()).Select(Unbounded)],
    };

    private FileSet Globs(ImmutableArray<string> globs) => new(
        [
            .. globs.Select(glob => glob.StartsWith('!')
                ? new FileGlob(glob[1..], Excludes: true, s_commandLine)
                : new FileGlob(Directory.Exists(Path.GetFullPath(glob, host.Folder)) ? glob.TrimEnd('/') + "/**" : glob, Excludes: false, s_commandLine)),
        ],
        host.Folder, s_commandLine);

    private ImmutableArray<MetricInfo> Allowed() =>
    [
        .. MeasureCommand.Measurable.Where(metric =>
            (metric.Family != MetricFamily.Divergence || !options.Reference.IsEmpty)
            && (metric.Family != MetricFamily.Synthetic || options.Origin is not null)
            && (metric.Name != "depth" || options.Generation is not null || options is { Id: not null, Parent: not null })
            && (metric.Name != "anchored" || options is { Id: not null, Parent: not null })
            && (metric.Name is not ("label-coverage" or "label-js" or "label-entropy") || options.Label is not null)
            && (metric.Name != "age" || options.Created is not null)),
    ];

    private static Budget Unbounded(MetricInfo metric) => new()
    {
        Section = metric.Family switch
        {
            MetricFamily.Diversity => Section.Diversity,
            MetricFamily.Divergence => Section.Divergence,
            _ => Section.Synthetic,
        },
        Metric = metric.Name,
        Place = s_commandLine,
    };
}
