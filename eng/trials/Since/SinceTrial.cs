using System.Collections.Immutable;
using System.Diagnostics;
using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Git;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Files.PolicyFile.Drafting;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Text;
using DataGate.Verdicts;

namespace DataGate.Trials.Since;

/// <summary>What a budget said of one change.</summary>
/// <param name="Metric">The measure.</param>
/// <param name="Slice"><c>added</c>, <c>all with added</c> or <c>all</c>.</param>
/// <param name="IsRed">Whether it fails the check.</param>
internal sealed record Said(string Metric, string Slice, bool IsRed);

/// <summary>A repository with a committed dataset, and checks of changes that add rows to it: git, the policy file and the verdict are the real ones.</summary>
internal sealed class SinceTrial : IDisposable
{
    private const string Smallest = "version: 1\ndatasets:\n  trial: { files: [\"data/*\"], text: text }\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("trial").FullName;
    private readonly DataGate.Files.Datasets.Since _since;

    /// <param name="rows">The dataset before the change, in the order of its file.</param>
    /// <param name="isDrafted">Whether the policy is the one that init drafts of them; else the smallest there is.</param>
    public SinceTrial(IReadOnlyList<Row> rows, bool isDrafted)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "data"));
        Row.Write(Path.Combine(_folder, "data", "base.jsonl"), rows);
        File.WriteAllText(Path.Combine(_folder, "datagate.yaml"), isDrafted ? Draft(rows.Count) : Smallest);
        Git("init", "--quiet", ".");
        Git("add", "--all");
        Git("-c", "user.name=trial", "-c", "user.email=trial@example.com", "commit", "--quiet", "--message", "base");
        var repository = GitRepository.Open(_folder);
        _since = new DataGate.Files.Datasets.Since(repository, repository.Resolve("HEAD"));
    }

    /// <summary>Checks a change that adds rows in a file of their own.</summary>
    public ImmutableArray<Said> Check(IEnumerable<Row> added)
    {
        Row.Write(Path.Combine(_folder, "data", "new.jsonl"), added);
        return Check();
    }

    /// <summary>Checks a change that adds a file, of whatever format.</summary>
    public ImmutableArray<Said> CheckFile(string path)
    {
        File.Copy(path, Path.Combine(_folder, "data", Path.GetFileName(path)));
        return Check();
    }

    private ImmutableArray<Said> Check()
    {
        var policy = Policy();
        var begun = Gate.Begin(Read(policy, isChange: true), today: 0, new Family(policy.FalseAlarm));
        var verdict = Gate.Conclude(policy, [begun.Judge()]);
        return [.. verdict.Datasets[0].Rulings.Select(Of)];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Said Of(Ruling ruling) =>
        new(ruling.Judgement.Metric.Name, ruling.Judgement.Slice, ruling.Outcome == Outcome.Broken && ruling.Judgement.Budget.Severity == Severity.Error);

    private Policy Policy()
    {
        var read = PolicyReader.Read(Path.Combine(_folder, "datagate.yaml"), new PolicyReaderOptions { BaseDirectory = _folder });
        return read.Policy ?? throw new InvalidOperationException(string.Join('\n', read.Problems.Select(problem => problem.Message)));
    }

    private DatasetInput Read(Policy policy, bool isChange)
    {
        var plan = new DatasetPlan(policy, policy.Datasets[0], isChange);
        var source = new SourceOptions
        {
            BaseDirectory = _folder, Threads = 1, Since = isChange ? _since : null,
            Fence = RepositoryFence.Around(Path.Join(_folder, "datagate.yaml"), allowOutside: true),
        };
        return DatasetSource.Join(plan, new DatasetSource(plan, source).Read());
    }

    /// <summary>As <c>init</c> does without a reference: the bounds are what the data measures now, give or take what chance makes of its halves.</summary>
    private string Draft(int records)
    {
        var metrics = PolicyDraft.Metrics(hasLabel: false).Where(metric => MetricCatalog.Find(metric.Name)!.Family == MetricFamily.Diversity).ToImmutableArray();
        File.WriteAllText(
            Path.Combine(_folder, "datagate.yaml"),
            "version: 1\ndatasets:\n  trial:\n    files: [\"data/*\"]\n    text: text\n    diversity: { " + string.Join(", ", metrics.Select(metric => MetricCatalog.Find(metric.Name)!.Better == Better.Higher ? $"{metric.Name}: {{ min: 0 }}" : $"{metric.Name}: {{ max: 1 }}")) + " }\n");
        var policy = Policy();
        var input = Read(policy, isChange: false);
        var options = new ComparisonOptions(policy.Seed, DatasetPlan.ComparedTokens, Family.Shuffles(policy.FalseAlarm), 1);
        var calibrated = Calibration.Of(
            WordSplitter.For(policy.Words, policy.Seed), SampledSide.Of(input.Data.Scan.Whole.Slice(SliceName.All)), records, metrics, new Family(policy.FalseAlarm), options).Found;
        var whole = Gate.Measure(input, today: 0).Slices[0].Measurements.Where(found => found.Measurement is Measured)
            .ToDictionary(found => found.Metric.Name, found => ((Measured)found.Measurement).Value, StringComparer.Ordinal);
        return PolicyDraft.Write(
            new DraftOptions
            {
                Name = "trial", Files = ["data/*"], Text = "text", Anchor = DraftAnchor.Itself, FalseAlarm = policy.FalseAlarm, Splits = options.Shuffles,
                DataRecords = records, ReferenceRecords = records,
            },
            Growth.AtFullSize(calibrated, whole, records));
    }

    private void Git(params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder })!;
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException($"git {string.Join(' ', arguments)} failed");
    }
}
