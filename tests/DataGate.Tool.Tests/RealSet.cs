using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>A folder with real rows over several files and a policy that they break in every way.</summary>
internal static class RealSet
{
    public const string Globs = "files: [\"data/*.jsonl\"]";

    private const string Policy = $$"""
        version: 1
        defaults: { memory: 64MB, sample: 500, min-records: 10 }
        datasets:
          intents:
            {{Globs}}
            text: text
            label: LABEL
            origin: { field: source, human: [human], synthetic: ["model-*"] }
            reference: { files: ["reference.jsonl"] }
            diversity:
              distinct-1: { min: 0.2 }
              distinct-2: { min: 0.9 }
              distinct-3: { min: 0.9, by: LABEL }
              exact-duplicates: { max: 1% }
              opening-share: { max: 1% }
            divergence: { token-js: { max: 0.001 }, token-kl-2: { max: 0.001 } }
            synthetic: { ratio: { max: 1%, of: tokens }, source-share: { max: 1% } }
            tails:
              cards: { matches: 'card', count: { min: 100000 }, distinct-2: { min: 0.99 } }
            labels: { from: reference, count: { min: 300 } }
        """;

    /// <summary>Rows of the data beside the project; skips the test where it is absent.</summary>
    /// <param name="duplicates">The share of rows that repeat one of 40 or so.</param>
    public static Folder Large(double duplicates) => Make(
        Repository.SharedData("dev", "clinc150.train.jsonl"), Repository.SharedData("dev", "clinc150.test.jsonl"), "label",
        files: 20, rows: 750, duplicates, backwards: false);

    /// <summary>Rows of the samples.</summary>
    /// <param name="duplicates">The share of rows that repeat one of 40 or so.</param>
    /// <param name="backwards">Writes the last file first.</param>
    public static Folder Small(double duplicates, bool backwards = false)
    {
        var sample = Path.Combine(Repository.Root, "samples", "support-intents");
        return Make(
            Path.Combine(sample, "data", "human.jsonl"), Path.Combine(sample, "reference", "human.jsonl"), "intent",
            files: 12, rows: 25, duplicates, backwards);
    }

    private static Folder Make(string data, string reference, string label, int files, int rows, double duplicates, bool backwards)
    {
        var folder = new Folder().Write("datagate.yaml", Policy.Replace("LABEL", label, StringComparison.Ordinal));
        File.Copy(reference, Path.Combine(folder.Path, "reference.jsonl"));
        var lines = File.ReadAllLines(data);
        var random = new Random(3);
        random.Shuffle(lines);
        var next = 0;
        var texts = Enumerable.Range(0, files).Select(_ => string.Concat(Enumerable.Range(0, rows).Select(i =>
        {
            var row = random.NextDouble() < duplicates ? lines[random.Next(2) * random.Next(40)] : lines[next++];
            return (i % 4 == 0 ? row.Replace("\"human\"", $"\"model-{i % 3}\"", StringComparison.Ordinal) : row) + '\n';
        }))).ToArray();
        foreach (var file in backwards ? Enumerable.Range(0, files).Reverse() : Enumerable.Range(0, files))
            folder.Write($"data/{file}.jsonl", texts[file]);
        return folder;
    }
}
