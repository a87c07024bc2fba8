using System.Collections.Immutable;
using DataGate.Files.Datasets;
using DataGate.Files.Parts;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Tool.Commands;

/// <summary>Carries out one policy of a check: a check of its own, with the same verdict beside others as alone.</summary>
/// <param name="host">What the tool is run in.</param>
/// <param name="options">What is asked for.</param>
/// <param name="read">A valid policy.</param>
/// <param name="policy">What of it is asked for.</param>
/// <param name="since">The revision since which changes are judged; null: none are.</param>
internal sealed class PolicyCheck(Host host, CheckOptions options, ReadPolicy read, Policy policy, Since? since)
{
    private ImmutableArray<DatasetVerdict> _datasets = [];

    /// <summary>What was judged so far.</summary>
    public ImmutableArray<DatasetVerdict> Datasets => _datasets;

    /// <summary>Reads and judges the datasets.</summary>
    /// <returns>An exit code where that is all there is to do; null: there is a verdict.</returns>
    public int? Run(Models models, Unions unions)
    {
        var plans = policy.Datasets.Select(dataset => new DatasetPlan(policy, dataset, since is not null && !dataset.IsAnchor, options.Profiles, unions.Of(read, dataset.Name))).ToImmutableArray();
        var files = new PartFiles(host, options, read.Result, plans);
        if (options.Part is { } part) return files.Save(part, Source(part));
        var parts = options.Parts.IsEmpty ? (ImmutableArray<DatasetPart>?)null : files.Load();
        using var judging = new Judging(policy.Judge, options.AllowedHosts, host);
        var (embedding, scoring) = (models.Embedding(policy.Embedding, read.Result.Fence.Root), models.Scoring(policy.LanguageModel, read.Result.Fence.Root));
        var baseline = ComparedBaseline.Of(policy, read.Result.Policy!, read.Path, read.Files, since, host.Folder);
        var family = new Family(policy.FalseAlarm);
        var datasets = ImmutableArray.CreateBuilder<DatasetJudgement>();
        for (var i = 0; i < plans.Length; i++)
        {
            var whole = parts?[i] ?? new DatasetSource(plans[i], Source(new PartNumber(1, 1)) with { Since = plans[i].Dataset.IsAnchor ? null : since }).Read();
            options.Progress.Finish();
            datasets.Add(Gate.Begin(judging.For(DatasetSource.Join(plans[i], whole)) with { Embeddings = embedding.Texts, Perplexities = scoring.Texts, Baseline = baseline }, options.Today, family, options.Threads, host.Stopped));
            if (datasets[i].Part is { } brought) unions.Add(read, plans[i].Dataset.Name, brought);
        }
        _datasets = [.. datasets.Select(dataset => dataset.Judge() with { PolicyFile = policy.File, Seed = policy.Seed })];
        judging.Report();
        if (parts is null) LackingText.Tell(policy, _datasets, read.Result.Fence, host);
        return null;
    }

    /// <summary>Gives the datasets names that tell them from those of other policies.</summary>
    /// <param name="folder">Of the policy; <c>.</c> for the folder that all are in.</param>
    public void Name(string folder) => _datasets = [.. _datasets.Select(dataset => dataset.Among(In(folder, dataset.Name)))];

    /// <summary>The verdict, when all datasets that the policy's budgets span are read.</summary>
    public Verdict Conclude(Unions unions, string folder = ".") => Gate.Conclude(policy, _datasets, read.Told,
        [.. policy.Unions.Where(union => union.Budgets.Any(budget => budget.Severity != Severity.Off)).Select(union => Gate.Judge(union with { Name = In(folder, union.Name) }, unions.Find, options.Today) with { PolicyFile = policy.File })]);

    private static string In(string folder, string name) => folder == "." ? name : $"{folder}:{name}";

    private SourceOptions Source(PartNumber part) => new()
    {
        BaseDirectory = host.Folder,
        Fence = read.Result.Fence,
        Threads = options.Threads,
        Part = part,
        Since = since,
        Scans = KeptResults.Scans(host, options, read.Result),
        LeastPiece = host.LeastPiece,
        Started = options.Progress.Start,
        Advanced = options.Progress.Advance,
        Stopped = host.Stopped,
    };
}
