using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.PolicyFile;
using DataGate.Files.PolicyFile.Drafting;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Rules;
using DataGate.Text;
using DataGate.Verdicts;

namespace DataGate.Trials;

/// <summary>What became of one check.</summary>
/// <param name="IsRed">Whether a budget is broken.</param>
/// <param name="Judged">Budgets judged.</param>
/// <param name="Broken">Metrics with a broken budget.</param>
/// <param name="All">Every budget's outcome and whether a bound lies inside its interval, by metric and slice.</param>
internal sealed record Outcomes(bool IsRed, int Judged, ImmutableArray<string> Broken, ImmutableDictionary<string, (Outcome Outcome, bool IsClose)> All);

/// <summary>A policy made from a reference alone, and checks of data under it: the files, the policy and the verdict are the real ones.</summary>
internal sealed class Trial : IDisposable
{
    private static readonly PolicyPlace s_place = new("trial", 1, 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("trial").FullName;
    private readonly double _falseAlarm;

    public Trial(IReadOnlyCollection<Row> reference, int dataRecords, double falseAlarm = 0.01)
    {
        _falseAlarm = falseAlarm;
        Row.Write(Path.Combine(_folder, "reference.jsonl"), reference);
        var hasLabel = reference.All(row => row.Label is not null);
        var budget = new Budget { Section = Section.Diversity, Metric = "distinct-1", Place = s_place };
        var dataset = Dataset("reference.jsonl", hasLabel ? [budget, budget with { Metric = "label-entropy" }] : [budget]) with { Label = hasLabel ? FieldPath.Parse("label") : null };
        var policy = new Policy { File = "trial", Datasets = [dataset] };
        var input = Read(policy, dataset);
        var options = new ComparisonOptions(policy.Seed, DatasetPlan.ComparedTokens, Family.Shuffles(falseAlarm), 1);
        var calibrated = Calibration.Of(
            WordSplitter.For(policy.Words, policy.Seed), SampledSide.Of(input.Data.Scan.Whole.Slice(SliceName.All)), dataRecords,
            PolicyDraft.Metrics(hasLabel), new Family(falseAlarm), options).Found;
        Policy = PolicyDraft.Write(
            new DraftOptions
            {
                Name = "trial", Files = ["data.jsonl"], Text = "text", Label = hasLabel ? "label" : null, Reference = ["reference.jsonl"],
                FalseAlarm = falseAlarm, Splits = options.Shuffles, DataRecords = dataRecords, ReferenceRecords = reference.Count,
            },
            calibrated);
        File.WriteAllText(Path.Combine(_folder, "datagate.yaml"), Policy);
    }

    /// <summary>The drafted policy.</summary>
    public string Policy { get; }

    public Outcomes Check(IEnumerable<Row> data)
    {
        Row.Write(Path.Combine(_folder, "data.jsonl"), data);
        var read = PolicyReader.Read(Path.Combine(_folder, "datagate.yaml"), new PolicyReaderOptions { BaseDirectory = _folder });
        if (read.Policy is not { } policy) throw new InvalidOperationException(string.Join('\n', read.Problems.Select(problem => problem.Message)) + "\n" + Policy);
        var family = new Family(policy.FalseAlarm);
        var begun = Gate.Begin(Read(policy, policy.Datasets[0]), today: 0, family);
        var verdict = Gate.Conclude(policy, [begun.Judge()]);
        var rulings = verdict.Datasets[0].Rulings;
        return new Outcomes(
            verdict.IsViolated, verdict.Judged,
            [.. rulings.Where(ruling => ruling.Outcome == Outcome.Broken).Select(ruling => ruling.Judgement.Metric.Name)],
            rulings.ToImmutableDictionary(ruling => $"{ruling.Judgement.Metric.Name}/{ruling.Judgement.Slice}", ruling => (ruling.Outcome, ruling.IsClose), StringComparer.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private DatasetPolicy Dataset(string file, ImmutableArray<Budget> budgets) => new()
    {
        Name = "trial", Place = s_place, Text = TextTemplate.Parse("text"), Budgets = budgets,
        Files = new FileSet([new FileGlob(file, Excludes: false, s_place)], _folder, s_place),
    };

    private DatasetInput Read(Policy policy, DatasetPolicy dataset)
    {
        var plan = new DatasetPlan(policy, dataset);
        var source = new SourceOptions
        {
            BaseDirectory = _folder, Threads = 1,
            Fence = RepositoryFence.Around(Path.Join(_folder, "datagate.yaml"), allowOutside: true),
        };
        return DatasetSource.Join(plan, new DatasetSource(plan, source).Read());
    }
}
