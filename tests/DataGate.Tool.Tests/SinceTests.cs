using DataGate.TestSupport;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>What a change adds is judged on its own, whatever the dataset looks like with it.</summary>
public sealed class SinceTests
{
    private static ToolRun Since(GitFolder folder, params string[] more) => Tool.Run(folder.Path, ["check", "--since", "main", .. more]);

    private static void Expect(ToolRun run, int exit, params string[] says)
    {
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
        foreach (var text in says) Assert.That(run.Out, Does.Contain(text));
    }

    private static string[] Errors(ToolRun run) => [.. run.Out.Split('\n').Where(line => line.Contains(": error DG", StringComparison.Ordinal))];

    [Test]
    public void Good_rows_pass_and_rows_of_templates_fail_by_the_smallest_policy()
    {
        using var folder = ChangedSet.Committed();
        folder.Append("data/b.jsonl", ChangedSet.Varied(500, seed: 2));
        Expect(Since(folder), 0, "2,500 records, ", "500 added and 0 removed since main", "distinct-2        added ", "token-js          added ", "holds");
        folder.Git("checkout", "--quiet", "data");
        folder.Append("data/b.jsonl", ChangedSet.Templates(500));
        var bad = Since(folder);
        Expect(bad, 1, "error DG1001: distinct-2 of added is ", "0.3 x base", "error DG1009: near-duplicates of added is ");
        Assert.That(Errors(bad), Has.All.Match(@"^data/b\.jsonl\((1[0-9]{3}),1\): "), "on the rows that were added, behind the first 1,000");
    }

    /// <summary>Rows of so many random words each, of a vocabulary that people's texts would have.</summary>
    private static string[] Words(int rows, int seed, string before = "w")
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => string.Join(' ', Enumerable.Range(0, 9).Select(_ => before + (int)(400 * Math.Pow(random.NextDouble(), 2)))))];
    }

    private static string[] Rows(IEnumerable<string> texts) => [.. texts.Select(text => $"{{\"text\": \"{text}\"}}")];

    private static GitFolder OfWords()
    {
        var folder = new GitFolder().Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"data/*\"], text: text }\n").Write("data/a.jsonl", ChangedSet.Text(Rows(Words(1_000, 1))));
        folder.Commit();
        return folder;
    }

    [Test]
    public void Twenty_templates_are_red_though_none_of_them_is_common()
    {
        using var folder = OfWords();
        var (random, templates) = (new Random(3), Words(20, 2));
        var made = Enumerable.Range(0, 300).Select(i =>
        {
            var words = templates[i % 20].Split(' ');
            (words[2], words[6]) = ("w" + random.Next(400), "w" + random.Next(400));
            return string.Join(' ', words);
        });
        folder.Append("data/a.jsonl", Rows(made));
        var run = Since(folder);
        Expect(run, 1, "error DG1017: template-share of added is ", "base + 50%");
        Assert.That(Errors(run), Has.Length.EqualTo(1).And.All.Match(@"^data/a\.jsonl\(1[0-9]{3},1\): "), "nothing else sees them");
    }

    [Test]
    public void Rows_on_one_subject_are_honest()
    {
        using var folder = OfWords();
        // A quarter opens alike, and all use the same hundred words.
        var narrow = Words(200, 4).Select((text, i) => string.Join(' ', (i % 4 == 0 ? "tell me about " + text : text).Split(' ').Select((word, at) => at < 3 ? word : "w" + (int.Parse(word[1..], System.Globalization.CultureInfo.InvariantCulture) % 100))));
        folder.Append("data/a.jsonl", Rows(narrow));
        Expect(Since(folder), 0, "opening-share     added ", "base + 30%");
    }

    [Test]
    public void Another_language_is_told_and_fails_nothing()
    {
        using var folder = OfWords();
        folder.Append("data/a.jsonl", Rows(Words(200, 5, before: "ü")));
        Expect(Since(folder), 0, "warning DG2001: token-js of added is ", "null + 0.3");
    }

    /// <summary>Beside a dataset too small to draw from, and where draws as small as the base meet few of many copies.</summary>
    [TestCase(60, 10, 40, 1)]
    [TestCase(120, 500, 4, 1)]
    [TestCase(60, 10, 2, 0, Description = "No more than half of them")]
    [TestCase(120, 1, 19, 0, Description = "Too few to say")]
    public void What_is_added_may_not_repeat_itself(int records, int texts, int copies, int exit)
    {
        using var folder = ChangedSet.Committed(records: records);
        folder.Append("data/c.jsonl", Enumerable.Repeat(Rows(Words(texts, 9)), copies).SelectMany(rows => rows));
        Expect(Since(folder), exit, exit == 0 ? "passed" : $"exact-duplicates of added is {(copies == 40 ? "97.5" : "75")}%, above the allowed 50%, in {(copies == 40 ? "400" : "2,000")} records.");
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")) + "    diversity: { exact-duplicates: 100% }\n");
        Assert.That(Since(folder).Out, Does.Not.Contain("above the allowed 50%"), "where the policy allows it");
    }

    [TestCase("diversity: { repetition: { max: 90 } }")]
    [TestCase("diversity: { missing-mass: { min: 0.0001 } }")]
    public void A_budget_that_says_nothing_of_what_is_added_leaves_what_is_judged_without_any(string budget)
    {
        using var folder = ChangedSet.Committed("    " + budget + "\n");
        folder.Append("data/c.jsonl", ChangedSet.Templates(400));
        Expect(Since(folder), 1, "added");
    }

    [TestCase(30, 0, 1)]
    [TestCase(200, 0, 1)]
    [TestCase(120, 100, 1)]
    [TestCase(100, 100, 0, Description = "No more than half of them")]
    [TestCase(19, 0, 0, Description = "Too few to say")]
    public void What_was_there_already_adds_nothing(int copies, int fresh, int exit)
    {
        using var folder = OfWords();
        folder.Write("data/0.jsonl", ChangedSet.Text(Rows([.. Words(1_000, 1)[..copies], .. Words(fresh, 6)])));
        var run = Since(folder);
        Expect(run, exit);
        var told = $"data/0.jsonl(1,1): error DG6005: leakage of the base into what is added is {(fresh == 0 ? "100%" : "54.5%")}, above the allowed 50%, in {copies + fresh} records.";
        Assert.That(run.Out, exit == 0 ? Does.Not.Contain("DG6005") : Does.Contain(told).And.Contain("stands in the base too"));
        Assert.That(run.Out, Does.Not.Match(@"the same text in the base[^\n]*\n\s+data/0"), "that is where it was added");
    }

    [Test]
    public void A_reference_or_a_new_dataset_leaves_nothing_to_have_been_there()
    {
        using var folder = OfWords();
        folder.Write("data/b.jsonl", ChangedSet.Text(Rows(Words(1_000, 1)[..50]))).Write("reference.jsonl", ChangedSet.Text(Rows(Words(300, 7))))
            .Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"data/*\"], text: text, reference: { files: [reference.jsonl] } }\n");
        Assert.That(Since(folder).Out, Does.Not.Contain("leakage"));
        folder.Write("new/a.jsonl", ChangedSet.Text(Rows(Words(200, 8)))).Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"new/*\"], text: text }\n");
        Expect(Since(folder), 0, "note DG0501: leakage of the base into what is added was not judged: the base has no records.");
    }

    [Test]
    public void What_was_there_already_can_be_exempted()
    {
        using var folder = OfWords();
        folder.Write("data/b.jsonl", ChangedSet.Text(Rows(Words(1_000, 1)[..50]))).Write("datagate.yaml", """
            version: 1
            datasets:
              d:
                files: ["data/*"]
                text: text
                exempt:
                  - { metric: leakage, slice: leakage/base/added, until: 2099-01-01, reason: "short answers" }

            """);
        Expect(Since(folder), 0, "note DG6005", "Exempt until 2099-01-01: short answers.");
        Expect(Tool.Run(folder.Path, "check"), 3, "DG0502");
        folder.Git("add", "--all");
        Assert.That(Since(folder).Out, Does.Not.Contain("DG5011"));
    }

    [Test]
    public void Without_a_change_the_smallest_policy_judges_nothing() => Expect(Tool.Run(ChangedSet.Committed().Path, "check"), 3, "error DG0502");

    [Test]
    public void No_budget_of_the_whole_is_broken_where_the_added_slice_is()
    {
        using var folder = ChangedSet.Committed("    diversity: { distinct-2: { min: 0.01 }, near-duplicates: { max: 30% }, distinct-3: { min: 0.01, on: all } }\n");
        folder.Append("data/new.jsonl", ChangedSet.Templates(300));
        Expect(Tool.Run(folder.Path, "check"), 0);
        var run = Since(folder);
        Expect(run, 1, "distinct-2 of added is ");
        Assert.That(run.Out, Does.Not.Contain("distinct-3       added"), "a budget that names the whole is of the whole");
        Assert.That(Errors(run), Has.All.StartWith("data/new.jsonl(").And.All.Contains(" of added is "));
    }

    [Test]
    public void What_moved_is_not_new()
    {
        using var folder = ChangedSet.Committed();
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        File.Delete(folder.At("data/a.jsonl"));
        folder.Write("data/deep/renamed.jsonl", ChangedSet.Text(rows[..500].Reverse())).Append("data/b.jsonl", rows[500..]);
        Expect(Since(folder), 0, "0 added and 0 removed since main", "note DG0509: Since 'main' nothing was added");
    }

    [Test]
    public void A_small_change_is_judged_by_what_it_does_to_the_whole()
    {
        using var folder = ChangedSet.Committed(records: 200);
        folder.Append("data/a.jsonl", ChangedSet.Varied(5, seed: 8));
        Expect(Since(folder), 0, "note DG0509: Since 'main' 5 records were added, fewer than min-records, 100", "distinct-2        all with added");
        folder.Git("checkout", "--quiet", "data");
        folder.Append("data/a.jsonl", Enumerable.Repeat(ChangedSet.Varied(1, seed: 9)[0], 90));
        Expect(Since(folder), 1, "error DG1002: exact-duplicates of all with added is ");
    }

    /// <summary>The smallest policy judges what is added; where only removals are, it has nothing to judge by.</summary>
    [Test]
    public void What_is_only_removed_is_not_passed_by_a_policy_without_budgets()
    {
        using var folder = ChangedSet.Committed();
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        folder.Write("data/a.jsonl", ChangedSet.Text(rows[..^300]));
        Expect(Since(folder), 3, "0 added and 300 removed since main", "error DG0502: Nothing was judged: the change only removes records, and no budget is of what is left or of what is removed.");
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")) + "    diversity: { distinct-2: 1% }\n");
        Expect(Since(folder), 0, "1 budget: 1 holds");
    }

    private static string[] Labelled(int count, string label) => [.. Words(count, 1).Select((text, i) => $"{{\"text\": \"{text}\", \"intent\": \"{(i % 2 == 0 ? "even" : label)}\", \"source\": \"human\"}}")];

    /// <summary>Nothing was added; still it is not as it was.</summary>
    [Test]
    public void Other_labels_alone_are_told_and_judged_as_part_of_the_whole()
    {
        using var folder = new GitFolder().Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"data/*\"], text: text, label: intent, diversity: { label-entropy: { min: 50% } } }\n")
            .Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "odd")));
        folder.Commit();
        folder.Write("data/a.jsonl", ChangedSet.Text([.. Labelled(300, "odd")[..10], .. Labelled(300, "third")[10..]]));
        Expect(Since(folder), 0, "0 added, 0 removed and 145 altered since main", "label-entropy", "data/a.jsonl(12,1): note DG0509: Since 'main' 145 records with the same text have another value of a field that the policy names: they are judged as part of the whole");
        folder.Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "even")));
        Expect(Since(folder), 1, "150 altered", "error DG4005: label-entropy");
    }

    [Test]
    public void Other_labels_that_no_budget_judges_are_not_passed()
    {
        using var folder = new GitFolder().Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"data/*\"], text: text, label: intent }\n").Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "odd")));
        folder.Commit();
        Expect(Since(folder), 0, "0 added and 0 removed since main");
        folder.Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "third")));
        Expect(Since(folder), 3, "error DG0502: Nothing was judged: the change only alters what fields say of records, and no budget is of the whole.");
    }

    /// <summary>What is added is judged on its own, and says nothing of those that were there.</summary>
    [TestCase("")]
    [TestCase("    diversity: { exact-duplicates: { max: 5%, on: added } }\n")]
    public void Other_labels_are_not_passed_for_good_records_beside_them(string budgets)
    {
        using var folder = new GitFolder().Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "odd")));
        folder.Write("datagate.yaml", "version: 1\ndatasets:\n  d:\n    files: [\"data/*\"]\n    text: text\n    label: intent\n" + budgets).Commit();
        string[] good = [.. Rows(Words(200, 2)).Select(row => row.Insert(1, "\"intent\": \"odd\", "))];
        folder.Write("data/b.jsonl", ChangedSet.Text(good));
        Expect(Since(folder), 0, "200 added and 0 removed since main");
        folder.Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "third")));
        Expect(Since(folder), 3, "200 added, 0 removed and 150 altered since main", "error DG0502: Nothing was judged of what the change alters: no budget is of the whole.");
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")) + "    tails: { x: { where: { intent: third }, count: { min: 10 } } }\n");
        Expect(Since(folder), 0, "150 altered");
    }

    /// <summary>A budget for what is added, or for the whole alone, bounds its own measure: all others judge as though it weren't there.</summary>
    [TestCase("exact-duplicates: { max: 5%, on: added }")]
    [TestCase("exact-duplicates: { max: 5%, on: added, severity: off }")]
    [TestCase("exact-duplicates: { max: 90%, on: all }")]
    public void A_budget_for_what_is_added_turns_off_no_other_measure(string budget)
    {
        using var folder = ChangedSet.Committed($"    diversity: {{ {budget} }}\n");
        folder.Append("data/b.jsonl", Enumerable.Range(0, 200).Select(i => $"{{\"text\": \"please help me with my {Letters(i)} order today {Letters(i + 200)}\"}}"));
        Expect(Since(folder), 1, "200 added and 0 removed since main", "error DG1017: template-share of added is ", "error DG1003: opening-share of added is ");

        static string Letters(int number) => string.Concat($"{number:D3}".Select(digit => (char)('a' + digit - '0')));
    }

    /// <summary>A few good records for many that go are no exchange.</summary>
    [Test]
    public void More_that_goes_than_comes_is_not_passed_for_what_comes([Values(20, 150)] int come)
    {
        using var folder = ChangedSet.Committed();
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        var unjudged = $"error DG0502: Nothing was judged of what the change removes: 300 records went and {come} came, and no budget is of what is left or of what is removed.";
        folder.Write("data/a.jsonl", ChangedSet.Text(rows[..^300])).Write("data/c.jsonl", ChangedSet.Text(ChangedSet.Varied(come, seed: 8)));
        // What a few do to the whole is judged on the whole, which what went is no part of any more.
        Expect(Since(folder), come < 100 ? 0 : 3, $"{come} added and 300 removed since main", come < 100 ? "all with added" : unjudged);
        folder.Write("data/c.jsonl", ChangedSet.Text(ChangedSet.Varied(300, seed: 8)));
        Expect(Since(folder), 0, "300 added and 300 removed since main");
        File.Delete(folder.At("data/b.jsonl"));
        folder.Write("data/a.jsonl", ChangedSet.Text(rows[..30])).Write("data/c.jsonl", ChangedSet.Text(ChangedSet.Varied(come, seed: 8)));
        Expect(Since(folder), 3, $"{come} added and 1,970 removed since main", "error DG0502: Nothing was judged of what the change removes");
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")) + "    diversity: { distinct-2: { min: 1%, min-records: 10 } }\n");
        Expect(Since(folder), 0, "distinct-2");
    }

    [TestCase("[1]")]
    [TestCase("{\"a\": null}")]
    [TestCase("1")]
    public void A_field_that_was_null_says_something_else_once_it_holds_anything(string value)
    {
        using var folder = new GitFolder().Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"data/*\"], text: text, tails: { x: { where: { k: null }, count: { min: 10, on: added } } } }\n");
        string[] Rows(string k) => [.. Words(100, 1).Select(text => $"{{\"text\": \"{text}\", \"k\": {k}}}")];
        folder.Write("data/a.jsonl", ChangedSet.Text(Rows("null"))).Commit();
        folder.Write("data/a.jsonl", ChangedSet.Text(Rows(value)));
        Expect(Since(folder), 3, "100 altered", "DG0502");
    }

    /// <summary>Moved, turned round, in another format, with other fields that nobody reads.</summary>
    [Test]
    public void The_same_labels_elsewhere_alter_nothing()
    {
        using var folder = new GitFolder().Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"data/*\"], text: text, label: intent, created: made }\n")
            .Write("data/a.jsonl", ChangedSet.Text(Labelled(300, "odd").Select(row => row[..^1] + ", \"made\": \"2026-01-02\", \"note\": 1}")));
        folder.Commit();
        File.Delete(folder.At("data/a.jsonl"));
        folder.Write("data/b.json", "[" + string.Join(",\n", Labelled(300, "odd").Reverse().Select(row => "{ \"made\" : \"2026-01-02T00:00:00Z\", " + row[1..])) + "]");
        Expect(Since(folder), 0, "0 added and 0 removed since main");
    }

    [Test]
    public void A_dataset_that_changes_unjudged_is_not_covered_by_one_that_is_judged()
    {
        using var folder = ChangedSet.Committed("    diversity: { distinct-2: 1% }\n  other: { files: [other.jsonl], text: text }\n  none: { files: [none.jsonl], text: text, allow-empty: true }\n");
        folder.Write("other.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 7))).Commit();
        Expect(Since(folder), 0, "other — 1 file, 300 records");
        folder.Write("other.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 7)[..20]));
        var run = Since(folder);
        Expect(run, 3, "error DG0502: Nothing was judged of this dataset: the change only removes records");
        Assert.That(Errors(run), Has.Length.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_dataset_that_may_be_empty_frees_no_other(bool isOfChange)
    {
        using var folder = ChangedSet.Committed("  none: { files: [none.jsonl], text: text, allow-empty: true }\n");
        folder.Write("data/a.jsonl", ChangedSet.Text(File.ReadAllLines(folder.At("data/a.jsonl"))[..100]));
        Expect(isOfChange ? Since(folder) : Tool.Run(folder.Path, "check"), 3, "error DG0502: Nothing was judged");
    }

    [Test]
    public void A_change_is_not_passed_where_all_there_is_is_too_little_to_judge()
    {
        using var folder = ChangedSet.Committed(records: 20);
        Expect(Since(folder), 0, "0 added and 0 removed since main");
        folder.Append("data/a.jsonl", ChangedSet.Varied(5, seed: 8));
        Expect(Since(folder), 3, "5 added and 0 removed since main", "error DG0502: Nothing was judged: no budget of the policy could be.");
    }

    [Test]
    public void A_dataset_that_is_new_has_nothing_to_be_compared_with_and_says_so()
    {
        using var folder = new GitFolder();
        folder.Commit();
        folder.Write("datagate.yaml", "version: 1\ndatasets:\n  d: { files: [\"*.jsonl\"], text: text }\n").Write("a.jsonl", ChangedSet.Text(ChangedSet.Varied(300, 1)));
        Expect(Since(folder), 0, "300 added and 0 removed since main", "note DG0501: distinct-2 of added was not judged: '0.3 x base' has nothing to compare with: the base has no such records");
    }

    [Test]
    public void A_reference_is_the_anchor_where_there_is_one()
    {
        using var folder = ChangedSet.Committed("    reference: { files: [reference.jsonl] }\n    diversity: { distinct-2: { min: 0.8 x reference } }\n    divergence: { token-js: { max: null + 0.1 } }\n");
        folder.Write("reference.jsonl", ChangedSet.Text(ChangedSet.Varied(1_000, seed: 3))).Append("data/new.jsonl", ChangedSet.Templates(200));
        var run = Since(folder);
        Expect(run, 1, "distinct-2 of added is ", "0.8 x reference", "(the reference is ");
        Assert.That(Errors(run), Has.Exactly(2).Items.And.All.Contains(" of added is "), "the whole still holds");
    }

    [Test]
    public void Budgets_on_slices_of_a_change()
    {
        using var folder = ChangedSet.Committed("""
                diversity: { distinct-2: { min: 0.95 x base, on: added }, exact-duplicates: { max: 5% } }
                divergence: { token-js: { max: null + 0.1, on: added } }
                tails: { passports: { matches: passport, count: { min: 0, max: 0, on: removed } } }

            """);
        Expect(Tool.Run(folder.Path, "check"), 0, "note DG0501: distinct-2 of added was not judged: there is no change to judge; 'check --since REV' judges one.");
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        folder.Write("data/a.jsonl", ChangedSet.Text(rows.Where(row => !row.Contains("passport", StringComparison.Ordinal)))).Append("data/b.jsonl", ChangedSet.Templates(200));
        Expect(Since(folder), 1, "error DG1001: distinct-2 of added is ", "0.95 x base", "error DG2001: token-js of added is ", "@main/data/a.jsonl(", "count of tails/passports/removed is ");
    }

    private const string Origin = "    origin: { field: source, human: [human], synthetic: [\"*\"] }\n";

    [Test]
    public void Human_records_may_not_be_replaced_away()
    {
        using var folder = ChangedSet.Committed(Origin + "    synthetic: { human-retention: { min: 98% } }\n");
        Expect(Tool.Run(folder.Path, "check"), 3, "note DG0501: human-retention was not judged: there is no change to judge");
        folder.Write("data/a.jsonl", ChangedSet.Text(File.ReadAllLines(folder.At("data/a.jsonl"))[500..])).Append("data/new.jsonl", ChangedSet.Varied(500, seed: 4, source: "model-a"));
        var run = Since(folder);
        Expect(run, 1, "500 added and 500 removed since main", "@main/data/a.jsonl(1,1): error DG3010: human-retention is 75%, below the required 98%, in 2,000 records.");
        Assert.That(Errors(run), Has.Length.EqualTo(1), run.Out);
        folder.Git("checkout", "--quiet", "data");
        Expect(Since(folder), 0, "human-retention");
    }

    [Test]
    public void Findings_of_the_whole_point_at_added_rows_first()
    {
        using var folder = ChangedSet.Committed("    diversity: { exact-duplicates: { max: 0 } }\n");
        folder.Append("data/b.jsonl", File.ReadAllLines(folder.At("data/a.jsonl"))[..3]);
        Assert.That(Errors(Since(folder))[0], Does.Match(@"^data/b\.jsonl\(100[123],1\): error DG1002: exact-duplicates is "));
    }

    [Test]
    public void Packed_files_arrays_and_files_that_only_git_knows()
    {
        using var folder = ChangedSet.Committed();
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")).Replace("*.jsonl", "*", StringComparison.Ordinal));
        File.Delete(folder.At("data/a.jsonl"));
        using (var packed = new System.IO.Compression.GZipStream(File.Create(folder.At("data/a.jsonl.gz")), System.IO.Compression.CompressionMode.Compress))
            packed.Write(System.Text.Encoding.UTF8.GetBytes(ChangedSet.Text(rows[..600])));
        folder.Write("data/c.json", "[" + string.Join(",\n", rows[600..]) + "]");
        Expect(Since(folder), 0, "2,000 records, ", "0 added and 0 removed since main");
        folder.Commit();
        File.Delete(folder.At("data/a.jsonl.gz"));
        Expect(Since(folder), 3, "1,400 records, ", "0 added and 600 removed since main");
    }

    [Test]
    public void The_report_is_the_same_with_any_number_of_threads()
    {
        using var folder = ChangedSet.Committed(Origin + "    synthetic: { human-retention: { min: 98% } }\n");
        folder.Write("data/a.jsonl", ChangedSet.Text(File.ReadAllLines(folder.At("data/a.jsonl"))[100..])).Append("data/b.jsonl", ChangedSet.Templates(150));
        var one = Tool.Reports(folder.Path, "check", "--since", "main", "--threads", "1");
        Assert.That(one, Does.Contain("150 added and 100 removed since main").And.Match("\"name\": \"added\",\\s+\"documents\": 150,"));
        Assert.That(Tool.Reports(folder.Path, "check", "--since", "main", "--threads", "5"), Is.EqualTo(one));
    }

    [Test]
    public void Since_the_branches_parted()
    {
        using var folder = ChangedSet.Committed();
        folder.Git("checkout", "--quiet", "-b", "topic");
        folder.Append("data/a.jsonl", ChangedSet.Varied(120, seed: 6)).Commit();
        folder.Git("checkout", "--quiet", "main");
        folder.Append("data/b.jsonl", ChangedSet.Templates(300)).Commit();
        folder.Git("checkout", "--quiet", "topic");
        Expect(Since(folder), 3, "120 added and 300 removed since main", "or say --since-merge-base where the branch only lags behind");
        Expect(Tool.Run(folder.Path, "check", "--since-merge-base", "main"), 0, "120 added and 0 removed since ");
    }

    [TestCase("a change is judged in one piece", "--since", "main", "--part", "1/2", "-o", "x")]
    [TestCase("a change is judged in one piece", "--since-merge-base", "main", "--parts", "x")]
    [TestCase("one of them", "--since-merge-base", "main", "--since", "main")]
    [TestCase("DG0032", "--since", "nowhere")]
    [TestCase("DG0032", "--since", "-x")]
    public void A_wrong_command_line(string says, params string[] args)
    {
        using var folder = ChangedSet.Committed(records: 20);
        var run = Tool.Run(folder.Path, ["check", .. args]);
        Assert.That((run.Exit, run.Error.Contains(says, StringComparison.Ordinal)), Is.EqualTo((2, true)), run.Error);
    }

    [Test]
    public void A_link_at_the_revision_is_not_followed_and_told()
    {
        using var folder = ChangedSet.Committed();
        folder.Write("other/c.jsonl", ChangedSet.Text(ChangedSet.Varied(10, 7)));
        Directory.CreateSymbolicLink(folder.At("data/more"), "../other");
        folder.Commit();
        Expect(Since(folder), 3, "error DG0508", "@main/data/more", "a symbolic link is not followed in a revision");
    }

    [Test]
    public void A_file_that_can_not_be_read_at_the_revision_is_told()
    {
        using var folder = ChangedSet.Committed(Origin + "    synthetic: { human-retention: { min: 98% } }\n");
        folder.Write("data/c.jsonl", "\0binary").Commit();
        folder.Write("data/c.jsonl", ChangedSet.Text(ChangedSet.Varied(10, 7)));
        Expect(Since(folder), 3, "@main/data/c.jsonl: error DG0508", "NUL bytes at its start");
    }

    [Test]
    public void A_large_file_is_compared_where_it_differs()
    {
        using var folder = ChangedSet.Committed(records: 40_000);
        Assert.That(new FileInfo(folder.At("data/a.jsonl")).Length, Is.GreaterThan(1 << 20), "several chunks");
        var rows = File.ReadAllLines(folder.At("data/a.jsonl"));
        rows[2] = "";
        folder.Write("data/a.jsonl", ChangedSet.Text(rows)).Append("data/b.jsonl", ChangedSet.Templates(150));
        var run = Since(folder);
        Expect(run, 1, "150 added and 1 removed since main");
        Assert.That(Errors(run), Has.All.Match(@"^data/b\.jsonl\(20[0-9]{3},1\): "));
    }

    [TestCase("DG0509")]
    [TestCase("DG3010")]
    [TestCase("DG6005")]
    public void The_pages_show_what_is_said(string page)
    {
        var text = PageCatalog.Find(page)!.Text;
        using var folder = new GitFolder();
        folder.Write("datagate.yaml", text.Split("```yaml\n")[1].Split("```")[0]).Write("data/a.jsonl", ChangedSet.Text(ChangedSet.Varied(200, 1)));
        folder.Commit();
        if (page == "DG6005") folder.Append("data/a.jsonl", ChangedSet.Varied(200, 1)[..30]);
        if (page == "DG3010") folder.Write("data/a.jsonl", ChangedSet.Text(File.ReadAllLines(folder.At("data/a.jsonl"))[100..]));
        Assert.That(Since(folder).Out.Split(Environment.NewLine), Does.Contain(text.Split("```text\n")[1].Split('\n')[0]));
    }
}
