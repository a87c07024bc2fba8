using DataGate.Documents;
using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Verdicts;

namespace DataGate.Trials;

/// <summary>How often the 95% interval of an estimate holds the truth: the same set through many samples of one size.</summary>
internal static class Coverage
{
    private static readonly PolicyPlace s_place = new("trial", 1, 1);

    public static void Run(string data)
    {
        const int Samples = 200, Size = 1000;
        var folder = Path.GetFullPath(data);
        Console.WriteLine("## Coverage of the 95% intervals\n");
        Console.WriteLine($"Each set through {Samples} samples of {Size} different texts. The truth is the mean over all of them.\n");
        Console.WriteLine("| set | metric | truth | mean width | holds the truth |\n| --- | --- | --- | --- | --- |");
        foreach (var (set, reference) in new[] { ("clinc150.train", "clinc150.test"), ("intent_paraphrase.human", "intent_paraphrase.falcon-40b") })
        {
            var metrics = MetricCatalog.All.Where(metric => metric is { Counted: false } && metric.Family is MetricFamily.Diversity or MetricFamily.Divergence).ToList();
            var found = metrics.ToDictionary(metric => metric.Name, _ => new List<Measured>(), StringComparer.Ordinal);
            Parallel.For(0, Samples, seed =>
            {
                var budgets = metrics.Select(metric => new Budget { Section = metric.Family == MetricFamily.Diversity ? Section.Diversity : Section.Divergence, Metric = metric.Name, Place = s_place });
                var dataset = new DatasetPolicy
                {
                    Name = set, Place = s_place, Text = TextTemplate.Parse("text"), Label = FieldPath.Parse("label"), Budgets = [.. budgets],
                    Files = Files(folder, set), Reference = new ReferencePolicy { Files = Files(folder, reference), Place = s_place },
                };
                var plan = new DatasetPlan(new Policy { File = "trial", Datasets = [dataset], Sample = Size, Seed = (ulong)seed + 1 }, dataset);
                var source = new SourceOptions { BaseDirectory = folder, Threads = 1, Fence = RepositoryFence.Around(Path.Join(folder, "datagate.yaml"), allowOutside: true) };
                var measured = Gate.Measure(DatasetSource.Join(plan, new DatasetSource(plan, source).Read()), today: 0);
                lock (found)
                {
                    foreach (var (metric, measurement) in measured.Slices[0].Measurements)
                        if (measurement is Measured value) found[metric.Name].Add(value);
                }
            });
            foreach (var (metric, values) in found.Where(pair => pair.Value.Exists(value => value.Low < value.High)))
            {
                var truth = values.Average(value => value.Value);
                var holds = values.Count(value => value.Low <= truth && truth <= value.High);
                Console.WriteLine($"| {set} | {metric} | {truth:G4} | {values.Average(value => value.High - value.Low):G3} | {100.0 * holds / values.Count:0.0}% of {values.Count} |");
            }
        }
        Console.WriteLine();
    }

    private static FileSet Files(string folder, string set) => new([new FileGlob(set + ".jsonl", Excludes: false, s_place)], folder, s_place);
}
