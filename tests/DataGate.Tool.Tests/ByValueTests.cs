using System.Globalization;

namespace DataGate.Tool.Tests;

/// <summary>Budgets by the values of a field, where many values have few records each.</summary>
public sealed class ByValueTests
{
    private static string Policy(string budgets) => $"version: 1\ndatasets:\n  d:\n    files: [data.jsonl]\n    text: text\n{budgets}";

    /// <summary>Rows of a source each, in turn.</summary>
    private static IEnumerable<string> Spread(string[] rows, int sources, string name = "a") =>
        rows.Select((row, i) => row.Replace("\"source\": \"human\"", string.Create(CultureInfo.InvariantCulture, $"\"source\": \"{name}{i % sources:000}\""), StringComparison.Ordinal));

    private static Folder Rows(string budgets, params IEnumerable<string>[] rows) =>
        new Folder().Write("datagate.yaml", Policy(budgets)).Write("data.jsonl", ChangedSet.Text(rows.SelectMany(part => part)));

    [Test]
    public void Collapsed_rows_that_are_spread_over_tiny_values_are_judged_together()
    {
        using var folder = Rows("    diversity: { distinct-2: { min: 0.15, by: source } }\n", ChangedSet.Varied(200, 1), Spread(ChangedSet.Templates(600, "human"), 200));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("DG1001: distinct-2 of source=(smaller values 1/3) is").And.Contain(
            "note DG0507: distinct-2 was judged for 1 value of 'source'; 198 more with fewer than 100 records each were taken together: 594 of 800 records (74.2%). 2 such values were not judged: 6 of 800 records (0.75%)."));
    }

    [Test]
    public void As_many_small_values_of_varied_rows_hold_what_the_largest_value_holds()
    {
        // The whole, being ten times as large, repeats itself more.
        const string Floor = "{ min: 0.15, by: source }";
        using var folder = Rows($"    diversity: {{ distinct-2: {Floor} }}\n", ChangedSet.Varied(200, 1), Spread(ChangedSet.Varied(2_000, 2), 40));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(run.Out, Does.Contain("distinct-2 was judged for 1 value of 'source'; 40 more with fewer than 100 records each were taken together: 2,000 of 2,200 records (90.9%)."));
        folder.Write("datagate.yaml", Policy($"    diversity: {{ distinct-2: {Floor.Replace(", by: source", "", StringComparison.Ordinal)} }}\n"));
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.EqualTo(1), "the floor is of sets of this size");
    }

    [Test]
    public void Small_values_that_are_too_few_together_are_told_by_their_share()
    {
        using var folder = Rows("    diversity: { distinct-2: { min: 0.15, by: source } }\n", ChangedSet.Varied(200, 1), Spread(ChangedSet.Templates(1, "human"), 1));
        Expect(folder, 0, "distinct-2 was judged for 1 value of 'source'; 1 more with fewer than 100 records was not judged: 1 of 201 records (0.498%).");
        folder.Write("data.jsonl", ChangedSet.Text([.. ChangedSet.Varied(200, 1), .. ChangedSet.Varied(200, 3, "other"), .. Spread(ChangedSet.Templates(99, "human"), 9)]));
        Expect(folder, 0, "distinct-2 was judged for 2 values of 'source'; 9 more with fewer than 100 records each were not judged: 99 of 499 records (19.8%).");
    }

    [Test]
    public void Small_values_are_held_to_the_references_records_of_these_values()
    {
        const string Budgets = "    reference: { files: [reference.jsonl] }\n    diversity: { distinct-2: { min: 0.9 x reference, by: source } }\n";
        string[] human = ChangedSet.Varied(300, 1);
        using var folder = Rows(Budgets, human, Spread(ChangedSet.Varied(200, 2), 20));
        folder.Write("reference.jsonl", ChangedSet.Text([.. ChangedSet.Varied(300, 3), .. Spread(ChangedSet.Varied(200, 4), 20)]));
        Expect(folder, 0, "20 more with fewer than 100 records each were taken together: 200 of 500 records (40%).");
        folder.Write("data.jsonl", ChangedSet.Text([.. human, .. Spread(ChangedSet.Templates(200, "human"), 20)]));
        Expect(folder, 1, "DG1001: distinct-2 of source=(smaller values) is");
        folder.Write("data.jsonl", ChangedSet.Text([.. human, .. Spread(ChangedSet.Templates(200, "human"), 20, "new")]));
        Expect(folder, 3, "distinct-2 of source=(smaller values) was not judged: '0.9 x reference' has nothing to compare with: the reference has no such records");
    }

    [Test]
    public void A_divergence_is_not_taken_of_several_values_and_not_green_where_most_records_are_left()
    {
        const string Budgets = "    reference: { files: [reference.jsonl] }\n    divergence: { token-js: { max: 0.6, by: source } }\n";
        using var folder = Rows(Budgets, ChangedSet.Varied(300, 1), Spread(ChangedSet.Templates(300, "human"), 100));
        folder.Write("reference.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 3)));
        Expect(folder, 0, "token-js was judged for 1 value of 'source'; 100 more with fewer than 100 records each were not judged: 300 of 600 records (50%). A budget without 'by' judges them: taken together, the values' own shares count.");
        folder.Write("data.jsonl", ChangedSet.Text([.. ChangedSet.Varied(300, 1), .. Spread(ChangedSet.Templates(301, "human"), 100)]));
        Expect(folder, 3, "error DG0501: token-js of source=* was not judged: most records, 301 of 601 records (50.1%), have values of 'source' with fewer than 100 records");
    }

    [Test]
    public void A_value_of_the_name_that_small_values_have_is_another()
    {
        using var folder = Rows(
            "    diversity: { distinct-2: { min: 0.15, by: source } }\n", ChangedSet.Varied(200, 1, "(smaller values)"), Spread(ChangedSet.Templates(150, "human"), 50));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("distinct-2 of source=(smaller values) is 0.").And.Contain("in 150 records"));
    }

    [Test]
    public void In_a_bucket_small_values_are_judged_together_too_and_a_baseline_keeps_no_number_of_them()
    {
        using var folder = Rows(
            "    history: { worse-by: 5% }\n    tails: { asks: { matches: 'my', distinct-2: { min: 0.15, by: source } } }\n",
            ChangedSet.Varied(200, 1), Spread(ChangedSet.Templates(150, "human"), 50));
        Assert.That(Tool.Run(folder.Path, "baseline").Exit, Is.Zero);
        var kept = File.ReadAllText(Path.Combine(folder.Path, "datagate.baseline"));
        Assert.That(kept, Does.Contain("tails/asks/source=human").And.Not.Contain("smaller"));
        Expect(folder, 1, "distinct-2 of tails/asks/source=(smaller values) is 0.");
    }

    [Test]
    public void The_parts_of_a_check_come_to_the_same_smaller_values()
    {
        using var folder = Rows("    diversity: { distinct-2: { min: 0.15, by: source } }\n", ChangedSet.Varied(200, 1));
        folder.Write("datagate.yaml", Policy("    diversity: { distinct-2: { min: 0.15, by: source } }\n").Replace("data.jsonl", "d/*.jsonl", StringComparison.Ordinal));
        for (var i = 0; i < 6; i++) folder.Write($"d/{i}.jsonl", ChangedSet.Text([.. ChangedSet.Varied(40, i), .. Spread([.. ChangedSet.Templates(300, "human").Skip(i * 50).Take(50)], 60)]));
        var whole = Tool.Run(folder.Path, "check", "--format", "json");
        for (var part = 1; part <= 2; part++)
            Assert.That(Tool.Run(folder.Path, "check", "--part", $"{part}/2", "-o", $"{part}.part").Exit, Is.Zero);
        var parts = Tool.Run(folder.Path, "check", "--parts", "1.part", "2.part", "--format", "json");
        Assert.That(whole.Out, Does.Contain("smaller values"));
        Assert.That((parts.Exit, parts.Out), Is.EqualTo((whole.Exit, whole.Out)));
    }

    private static void Expect(Folder folder, int exit, string said)
    {
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Out, Does.Contain(said));
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out);
    }
}
