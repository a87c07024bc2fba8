namespace DataGate.Tool.Tests;

/// <summary>Whose text it is, from policy to report: what unlabelled records resemble, and near repeats under a human label.</summary>
public sealed class SourcesTests
{
    private static readonly string[] s_openings = ["certainly, here is", "sure thing, so", "well i guess"], s_sources = ["model-a", "model-b", "person"];

    /// <summary>Rows of three styles over several files, some without a source.</summary>
    private static Folder Styles(string origin, string budgets)
    {
        var folder = new Folder().Write("datagate.yaml", $$"""
            version: 1
            datasets:
              d:
                files: ["data/*.jsonl"]
                text: text
                origin: {{{origin}}}
                synthetic: {{{budgets}}}

            """);
        for (var file = 0; file < 9; file++)
        {
            folder.Write($"data/{file}.jsonl", string.Concat(Enumerable.Range(file * 150, 150).Select(i =>
                $"{{\"text\": \"{s_openings[i % 3]} number {i} of {i % 7}\"{(i % 10 == 0 ? "" : $", \"source\": \"{s_sources[i % 3]}\"")}}}\n")));
        }
        return folder;
    }

    private const string Field = " field: source, human: [person], synthetic: [\"*\"] ";

    [TestCase(" ratio: { max: 99% } ", "135 records of 1,350 match no origin rule")]
    [TestCase(" unlabelled: { max: 1% } ", "unlabelled is 10%")]
    public void Unlabelled_records_are_shown_with_what_they_resemble_whatever_the_parts_and_threads(string budgets, string message)
    {
        using var folder = Styles(Field, budgets);
        var whole = Tool.Reports(folder.Path, "check", "--threads", "1");
        Assert.That(whole, Does.Contain(message)
            .And.Contain("45 of 135 unlabelled records compared resemble this known source (cross-validated error 0%) (45 records): \"person\"\n"));
        Assert.That(Tool.Reports(folder.Path, "check", "--threads", "7"), Is.EqualTo(whole), "7 threads");
        foreach (var count in new[] { 1, 3, 40 })
        {
            var files = Enumerable.Range(1, count).Select(i => $"part-{count}-{i}").ToArray();
            for (var i = 0; i < count; i++) Assert.That(Tool.Run(folder.Path, "check", "--part", $"{i + 1}/{count}", "-o", files[i]).Exit, Is.Zero);
            new Random(1).Shuffle(files);
            Assert.That(Tool.Reports(folder.Path, ["check", "--parts", .. files]), Is.EqualTo(whole), $"{count} parts");
        }
    }

    [TestCase(" human: { files: \"data/2.jsonl\" }, synthetic: { files: \"data/1.jsonl\" } ", " ratio: { max: 99% } ", "match no origin rule")]
    [TestCase(Field + ", unlabelled: human ", " unlabelled: { max: 1% } ", "unlabelled is 10%")]
    public void Nothing_is_said_without_a_field_or_where_unlabelled_records_count_as_others(string origin, string budgets, string message)
    {
        using var folder = Styles(origin, budgets);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Out, Does.Contain(message).And.Not.Contain("known source"), run.Out + run.Error);
    }

    [TestCase(10_000, 0, "DG3008: laundered is 1, above the allowed 0, in 122 records.")]
    [TestCase(10_000, 1, "laundered  all        1  max 1      122  holds")]
    [TestCase(20, 1, "max 1      122  holds")]
    public void A_near_repeat_breaks_the_budget(int sample, int max, string says)
    {
        using var folder = new Folder().Write("datagate.yaml", $$"""
            version: 1
            defaults: { sample: {{sample}} }
            datasets:
              d: { files: [a.jsonl], text: text, origin: { field: source, human: [human], synthetic: ["*"] }, synthetic: { laundered: { max: {{max}} } } }

            """);
        string Row(int i, string end, string source) => $"{{\"text\": \"{string.Join(' ', Enumerable.Range(0, 30).Select(word => $"w{i}x{word}"))}{end}\", \"source\": \"{source}\"}}\n";
        folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, 120).Select(i => Row(i, "", i % 2 == 0 ? "human" : "m"))) + Row(500, "", "m") + Row(500, " indeed", "human"));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Out, Does.Contain(says), run.Out + run.Error);
        if (max == 0) Assert.That(run.Out, Does.Contain("then the synthetic text that it nearly repeats (2 records)").And.Contain("        a.jsonl(122,1)\n        a.jsonl(121,1)\n"));
    }
}
