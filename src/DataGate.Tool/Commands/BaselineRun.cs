using System.Collections.Immutable;
using System.Text;
using DataGate.Files;
using DataGate.Files.Baselines;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Files.Reports.Escaping;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Verdicts;
using DataGate.Verdicts.History;

namespace DataGate.Tool.Commands;

/// <summary>What one baseline is asked for.</summary>
internal sealed record BaselineOptions
{
    public required string? Policy { get; init; }

    /// <summary>Empty: all.</summary>
    public required ImmutableArray<string> Datasets { get; init; }

    public required int Threads { get; init; }

    public required bool AllowOutside { get; init; }

    public required EmbeddingRequest Embedding { get; init; }

    public required Progress Progress { get; init; }
}

/// <summary>Measures every budget and writes the numbers; nothing is written of data that is unfit.</summary>
internal sealed class BaselineRun(Host host, BaselineOptions options)
{
    /// <summary>Differences that are listed.</summary>
    private const int MaxListed = 20;

    public int Run()
    {
        var path = PolicyFinder.Find(options.Policy, host.Folder);
        var result = PolicyReader.Read(path, new PolicyReaderOptions { BaseDirectory = host.Folder, AllowOutside = options.AllowOutside });
        if (result.Policy is not { } policy) return Problems.Write(result, host.Error);
        if (policy.Datasets.All(dataset => dataset.Budgets.IsEmpty)) throw new UsageException(UsageCodes.Baseline, $"'{Terminal.Escape(policy.File)}' has no budget{(policy.Unions.IsEmpty ? "" : " of a dataset, and budgets over several have no history")}: there is nothing to measure");
        NamedDatasets.Check(policy, options.Datasets);
        var before = BaselineFile.Read(path, PolicyFiles.OnDisk, host.Folder);
        var conditions = MeasuringConditions.Of(policy, policy, path);
        var lines = Kept(before, conditions);
        if (!Measure(result, policy, lines)) return ExitCodes.NotJudged;
        var now = new Baseline(conditions, [.. lines.OrderBy(line => line.Key, BaselineKey.Order)]);
        Write(path, before, now);
        return ExitCodes.Holds;
    }

    /// <summary>What stays of the old baseline: other datasets' numbers, where only some are asked for.</summary>
    private List<BaselineLine> Kept(CommittedBaseline before, BaselineConditions conditions)
    {
        if (options.Datasets.IsEmpty || before is { Found: null, WhyNot: null }) return [];
        if ((before.WhyNot ?? before.OtherThan(conditions)) is { } why)
            throw new UsageException(UsageCodes.Baseline, $"the other datasets' numbers of '{Terminal.Escape(before.File)}' can't stay: {Terminal.Escape(why)}. Run it without --dataset");
        return [.. before.Found!.Lines.Where(line => !options.Datasets.Contains(line.Key.Dataset, StringComparer.Ordinal))];
    }

    /// <summary>Adds the numbers of each dataset; false where data is unfit, which is told.</summary>
    private bool Measure(PolicyResult result, Policy policy, List<BaselineLine> lines)
    {
        var cache = new UserCache(host, options.Embedding, result.Fence.Root);
        using var embedding = new Embedding(host, options.Embedding, policy.Embedding, cache);
        using var scoring = new Scoring(host, options.Embedding, policy.LanguageModel, cache);
        var source = new SourceOptions
        {
            BaseDirectory = host.Folder,
            Fence = result.Fence,
            Threads = options.Threads,
            Started = options.Progress.Start,
            Advanced = options.Progress.Advance,
            Stopped = host.Stopped,
        };
        var isFit = true;
        foreach (var dataset in policy.Datasets.Where(dataset => !dataset.IsAnchor && (options.Datasets.IsEmpty || options.Datasets.Contains(dataset.Name, StringComparer.Ordinal))))
        {
            var plan = new DatasetPlan(policy, Asked(dataset));
            var input = DatasetSource.Join(plan, new DatasetSource(plan, source).Read()) with { Embeddings = embedding.Texts, Perplexities = scoring.Texts };
            options.Progress.Finish();
            var (kept, findings) = Gate.Keep(input, host.Today.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
            ImmutableArray<Finding> faults = [.. findings.Where(finding => finding.Severity == Severity.Error)];
            Remarks.Write(faults, host);
            isFit &= faults.IsEmpty;
            lines.AddRange(kept);
        }
        if (!isFit) host.Error.WriteLine("datagate: nothing was written: a baseline of unfit data would be worse than none");
        return isFit;
    }

    /// <summary>Whether the policy compares them or not, all budgets are kept: what is compared may be decided later.</summary>
    private static DatasetPolicy Asked(DatasetPolicy dataset) => dataset with
    {
        Budgets = [.. dataset.Budgets.Select(budget => budget with { History = budget.History ?? new HistoryPolicy(0, "0", dataset.Place) })],
    };

    private void Write(string policy, CommittedBaseline before, Baseline now)
    {
        host.Stopped.ThrowIfCancellationRequested();
        var path = BaselineFile.PathOf(policy);
        var text = Encoding.UTF8.GetBytes(BaselineText.Write(now));
        var shown = Terminal.Escape(before.File);
        if (File.Exists(path) && !RegularFile.IsSpecial(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(text))
        {
            host.Out.WriteLine($"{shown} is up to date: {Numbers(now)}");
            return;
        }
        try
        {
            OutputPath.Refuse(path, options.AllowOutside);
            AtomicFile.Write(path, stream => stream.Write(text));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(UsageCodes.Baseline, $"the baseline '{shown}' can't be written: {Terminal.Escape(e.Message)}");
        }
        host.Out.WriteLine($"{shown}: {Numbers(now)}");
        if (before.Found is { } old) Compare(old, now);
        foreach (var line in now.Lines.Where(line => line.Value is null))
            host.Out.WriteLine($"  no number for {Terminal.Escape(line.Key.Measure)} of {Terminal.Escape(line.Key.Slice)} in {Terminal.Escape(line.Key.Dataset)}: {Terminal.Escape(line.WhyNot!)}");
        host.Out.WriteLine("Look at it, and commit it; 'history: { worse-by: 5% }' in the policy compares with it.");
    }

    private void Compare(Baseline old, Baseline now)
    {
        var different = BaselineChange.Of(old, now);
        foreach (var text in different.Take(MaxListed)) host.Out.WriteLine($"  {Terminal.Escape(text)}");
        if (different.Length > MaxListed) host.Out.WriteLine($"  … and {Figures.Of(different.Length - MaxListed)} more");
    }

    private static string Numbers(Baseline baseline)
    {
        var numbers = baseline.Lines.Count(line => line.Value is not null && line.Key.Measure != BaselineKey.Records);
        var datasets = baseline.Lines.Select(line => line.Key.Dataset).Distinct(StringComparer.Ordinal).Count();
        return $"{Count(numbers, "number")} of {Count(datasets, "dataset")}";
    }

    private static string Count(int number, string what) => $"{Figures.Of(number)} {what}{(number == 1 ? "" : "s")}";
}
