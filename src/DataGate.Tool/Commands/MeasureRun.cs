using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.Reports;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Carries out one measuring: files, numbers, and a nonzero exit where there were none.</summary>
internal sealed class MeasureRun(Host host, MeasureOptions options)
{
    public int Run()
    {
        var dataset = Dataset();
        var policy = new Policy
        {
            File = NamedFiles.Place.File,
            Datasets = [dataset],
            Words = options.Words,
            Sample = options.Sample,
            EmbedSample = options.EmbedSample,
            Embedding = options.Model,
            LanguageModel = options.LanguageModel,
        };
        if (options.Memory is { } memory) policy = policy with { Memory = memory };
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
        var input = DatasetSource.Join(plan, new DatasetSource(plan, source).Read());
        options.Progress.Finish();
        var cache = new UserCache(host, options.Embedding, source.Fence.Root);
        using var embedding = new Embedding(host, options.Embedding, policy.Embedding, cache);
        using var scoring = new Scoring(host, options.Embedding, policy.LanguageModel, cache);
        var measured = Gate.Measure(input with { Embeddings = embedding.Texts, Perplexities = scoring.Texts }, options.Today);
        var report = new ReportOptions { Width = host.Width, Color = options.Color, Version = Defects.Version, Seed = policy.Seed };
        host.Stopped.ThrowIfCancellationRequested();
        if (options.IsJson) JsonReport.Write([MeasuredDataset.Of(measured)], report, host.Out);
        else MeasureTable.Write([MeasuredDataset.Of(measured)], report, host.Out);
        return Remarks.Write(measured.Findings, host) ? ExitCodes.NotJudged : ExitCodes.Holds;
    }

    private DatasetPolicy Dataset() => new()
    {
        Name = "files",
        Place = NamedFiles.Place,
        Files = NamedFiles.Set(options.Files, host.Folder),
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
            Place = NamedFiles.Place,
        },
        Reference = options.Reference.IsEmpty ? null : new ReferencePolicy { Files = NamedFiles.Set(options.Reference, host.Folder), Place = NamedFiles.Place },
        Budgets = [.. (options.Metrics ?? Allowed()).Select(Unbounded)],
    };

    private ImmutableArray<MetricInfo> Allowed() =>
    [
        .. MeasureCommand.Measurable.Where(metric =>
            !metric.Embedded
            && (metric.Family != MetricFamily.Divergence || !options.Reference.IsEmpty)
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
        Place = NamedFiles.Place,
    };
}
