using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Rules;
using DataGate.Verdicts;

namespace DataGate.Files.Tests.Reports;

/// <summary>The mixed verdict with what its sets look like, and the hostile one with hostile names in it.</summary>
internal static class DrawnVerdict
{
    public static Verdict Get() => Drawn(MixedVerdict.Get(), "telegraph-rules", "chargeback", "where is my order? 注文はどこですか");

    public static Verdict Hostile(string text) => Drawn(HostileVerdict.Of(text), text, text, text);

    /// <summary>A dataset with so many budgets, groups and findings that a page has to fold and to cut.</summary>
    public static Verdict Many() => new([.. Enumerable.Range(1, 120).Select(i =>
    {
        var dataset = MixedVerdict.Get().Datasets[0];
        var rulings = i > 1 ? dataset.Rulings : [.. Enumerable.Range(0, 1100).SelectMany(_ => dataset.Rulings.Take(2).Select(ruling => ruling with
        {
            Judgement = ruling.Judgement with { Budget = ruling.Judgement.Budget with { Owner = null } },
        }))];
        return dataset with { Name = string.Create(CultureInfo.InvariantCulture, $"set {i}"), Rulings = rulings };
    })], []);

    /// <summary>Three policies of a repository, one of which the change doesn't touch, with a budget over their datasets.</summary>
    public static Verdict Several(string text)
    {
        var (first, second) = (Drawn(MixedVerdict.Get(), text, text, text), Hostile(text));
        var whole = first.Datasets[0] with
        {
            Name = $"projects/{text}:whole", IsUnion = true, Profile = null,
            Members = [new MemberSize($"projects/{text}:intents", 9000, 90_000, 900_000, new MemberSize(text, 3345, 30_000, 300_000, null)), new MemberSize("projects/b:intents", 100, 1000, 10_000, null)],
        };
        return Verdict.Of([new PolicyVerdict($"projects/{text}/datagate.yaml", first with { Unions = [whole] }), new PolicyVerdict("projects/b/datagate.yaml", second)], []) with
        {
            Untouched = ["projects/untouched/datagate.yaml", $"projects/{text}/untouched.yaml"],
        };
    }

    private static Verdict Drawn(Verdict verdict, string source, string label, string text) =>
        verdict with { Datasets = verdict.Datasets.SetItem(0, verdict.Datasets[0] with { Profile = Profile(source, label, text) }) };

    private static DatasetProfile Profile(string source, string label, string text)
    {
        ImmutableArray<Location> rows = [new Location("data/a.jsonl", 3, 1), new Location("data/a.jsonl", 9, 1), new Location("data/b c.jsonl", 12, 1)];
        return new DatasetProfile
        {
            Data = Side(1),
            Reference = Side(2),
            Sources = [new SourcePart("human", RecordOrigin.Human, 9000), new SourcePart(source, RecordOrigin.Synthetic, 3345)],
            Thin = [new ThinLabel(label, 0, 0.02, 0, 40, rows), new ThinLabel(label + "2", 0.001, 0.01, 12, 20, rows)],
            Repeats = [new EvidenceRows("records with one text", text, 59, rows)],
            Map = new SetMap(12, 8,
            [
                new MapCell(0, 0, 0.01, 0.012, MapCellKind.Even, 0, []),
                new MapCell(5, 4, 0.2, 0.05, MapCellKind.Thick, 1, [new EvidenceRows("in the data", text, 3, rows), new EvidenceRows("in the reference", text, 1, rows)]),
                new MapCell(6, 4, 0.1, 0.05, MapCellKind.Thick, 0, []),
                new MapCell(11, 7, 0, 0.08, MapCellKind.Thin, 1, [new EvidenceRows("in the reference", text, 8, rows)]),
            ]),
        };
    }

    private static SideProfile Side(int factor) => new(
        [.. Enumerable.Range(1, 12).Select(i => new LengthShare(i, i, i / 78.0))],
        [.. Enumerable.Range(1, 20).Select(i => new GrowthPoint(i * 100L, i * 50L * factor))],
        [.. Enumerable.Range(1, 30).Select(i => new LabelRank(i, 3000 / i / factor, 0.25 / i / factor))]);
}
