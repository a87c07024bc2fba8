using System.Diagnostics;
using System.Text;
using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class YamlTests
{
    private const string Tail = "\ndatasets: { d: { files: x, text: t } }";

    private static PolicyProblem First(string yaml) => Reading.Read(yaml).Problems[0];

    [Test]
    public void Anchors_and_aliases_work()
    {
        var policy = Reading.Good("""
            version: 1
            datasets:
              a: { files: &files ["a/*.jsonl", "b/*.jsonl"], text: &text t, diversity: &budgets { distinct-2: { min: 1% } } }
              b: { files: *files, text: *text, diversity: *budgets }
            """);
        Assert.That(policy.Datasets[1].Files.Globs.Select(g => g.Glob), Is.EqualTo(new[] { "a/*.jsonl", "b/*.jsonl" }));
        Assert.That(policy.Datasets[1].Text.Text, Is.EqualTo("t"));
        Assert.That(policy.Datasets[1].Budgets.Single().Min!.Place.Line, Is.EqualTo(3), "a shared part keeps the place where it is written");
    }

    [TestCase("{ files: x, text: &t u, label: *t }")]
    [TestCase("{ files: x, label: &t 'u', text: *t }")]
    [TestCase("{ files: &t u, text: *t, label: *t }")]
    [TestCase("{ files: x, text: u, label: &t u }")]
    [TestCase("{ files: [&t u, x], text: *t, label: *t }")]
    [TestCase("{ files: x, text: &t u , &label label: *t }")]
    [TestCase("{ owner: &t u, text: *t, files: { a: b } , *t : 1 }")]
    public void Anchors_stand_anywhere_in_a_flow_map(string dataset) =>
        Assert.That(Reading.Read($"version: 1\ndatasets:\n  d: {dataset}").Problems.Select(p => p.Code), Does.Not.Contain(PolicyCodes.Unreadable));

    [Test]
    public void A_merge_key_adds_what_the_map_does_not_have_itself()
    {
        var policy = Reading.Good("""
            version: 1
            datasets:
              a: &a { files: a, text: t, owner: x }
              b: { <<: *a, files: b }
              c: { <<: [ { owner: first, text: u }, *a ], id: i }
            """);
        Assert.That(
            policy.Datasets.Select(d => $"{d.Files.Globs.Single().Glob} {d.Text.Text} {d.Owner} {d.Id}"),
            Is.EqualTo(new[] { "a t x ", "b t x ", "a u first i" }));
    }

    [Test]
    public void What_is_merged_in_stands_once() =>
        Assert.That(
            ((MappingNode)Reading.Read("a: &a { x: 1, y: 2 }\nb: { y: 3, <<: [*a, *a] }").Resolved!.Find("b")!.Value).Entries.Select(e => e.Key.Text),
            Is.EqualTo(new[] { "y", "x" }));

    [TestCase("<<: 5")]
    [TestCase("<<: [[a]]")]
    public void A_merge_key_takes_maps_only(string line)
    {
        var problem = Reading.SingleInDataset(line);
        Assert.That((problem.Code, problem.Message), Is.EqualTo((PolicyCodes.WrongValue, problem.Message)));
        Assert.That(problem.Message, Does.Contain("'<<' takes a map"));
    }

    [Test]
    public void A_quoted_merge_key_is_a_key_like_any_other() =>
        Assert.That(Reading.SingleInDataset("'<<': { id: i }").Code, Is.EqualTo(PolicyCodes.UnknownKey));

    [Test]
    public void A_key_that_stands_twice_names_both_places()
    {
        var problem = Reading.Single("version: 1\ndatasets:\n  d: { files: x, text: t,\n       files: y }");
        Assert.That((problem.Code, problem.Place.Line, problem.Place.Column), Is.EqualTo((PolicyCodes.DuplicateKey, 4, 8)));
        Assert.That(problem.Message, Does.Contain("'files'").And.Contain("datagate.yaml(3,8)"));
    }

    [TestCase("diversity: { distinct-2: 1%, distinct-2: 2% }")]
    [TestCase("reading: { malformed: off, 'malformed': off }")]
    [TestCase("tails: { t: { matches: x, count: 1 }, t: { matches: y, count: 1 } }")]
    [TestCase("diversity: {}\ndiversity: {}")]
    public void Keys_stand_once_at_every_level(string lines) => Assert.That(Reading.SingleInDataset(lines).Code, Is.EqualTo(PolicyCodes.DuplicateKey));

    [TestCase("version: 1\n? [a]\n: b", 2, 3)]
    [TestCase("version: 1\n? { a: b }\n: c", 2, 3)]
    public void Keys_are_plain_text(string yaml, int line, int column)
    {
        var problem = Reading.Single(yaml + Tail);
        Assert.That((problem.Code, problem.Place.Line, problem.Place.Column), Is.EqualTo((PolicyCodes.Unreadable, line, column)));
    }

    [TestCase("", "empty")]
    [TestCase("# nothing\n", "empty")]
    [TestCase("- a", "found a list")]
    [TestCase("text", "found 'text'")]
    [TestCase("version: 1\n---\nversion: 1", "second YAML document")]
    [TestCase("a: [", "not YAML")]
    [TestCase("a: b: c", "not YAML")]
    [TestCase("a: \"x", "not YAML")]
    [TestCase("a:\n\tb: c", "tab")]
    [TestCase("a: @x", "begins with '@' must be quoted")]
    [TestCase("a: %x", "must be quoted")]
    [TestCase("a: *x", "'&x'")]
    [TestCase("a: *.jsonl", "must be quoted")]
    [TestCase("a: [!b/**, c]", "must be quoted")]
    [TestCase("a: \"\\q\"", "not YAML")]
    [TestCase("a: \"\\UFFFFFFFF\"", "not YAML")]
    [TestCase("a: \u0000b", "U+0000")]
    [TestCase("a: b\u0007", "U+0007")]
    [TestCase("a: \u009fb", "U+009F")]
    [TestCase("a: \uFEFFb", "U+FEFF")]
    public void What_is_no_policy_is_one_problem_that_says_why(string yaml, string said)
    {
        var problem = Reading.Single(yaml);
        Assert.That(problem.Code, Is.EqualTo(PolicyCodes.Unreadable));
        Assert.That(problem.Message, Does.Contain(said));
        Assert.That(problem.Message.Any(char.IsControl), Is.False);
    }

    [TestCase("a: 1\nb:\n\tc: d", 3, 1)]
    [TestCase("a: 1\nb: [x, y\nc: d", 3, 1)]
    [TestCase("a: 1\nb: \u0001", 2, 4)]
    [TestCase("a: 1\r\nb: \u0001", 2, 4)]
    [TestCase("# ü😀\na: \u0001", 2, 4)]
    public void A_fault_of_the_text_has_its_place(string yaml, int line, int column)
    {
        var place = Reading.Single(yaml).Place;
        Assert.That((place.Line, place.Column), Is.EqualTo((line, column)));
    }

    [Test]
    public void A_tag_has_no_meaning_but_the_standard_ones()
    {
        var problem = Reading.SingleInDataset("owner: !person me");
        Assert.That((problem.Code, problem.Column), Is.EqualTo((PolicyCodes.Unreadable, 12)));
        Assert.That(problem.Message, Does.Contain("'!person'"));
        Assert.That(Reading.GoodDataset("owner: !!str 5\nreading: !!map { malformed: !<tag:yaml.org,2002:str> off }").Owner, Is.EqualTo("5"));
        Assert.That(Reading.SingleInDataset("min-records: !!str 5").Message, Does.Contain("without quotes"));
    }

    [Test]
    public void A_glob_that_lacks_its_quotes_is_told_to_be_quoted()
    {
        var problem = Reading.SingleInDataset("reference:\n  files:\n    - a/**\n    - !a/x/**");
        Assert.That((problem.Code, problem.Line, problem.Column), Is.EqualTo((PolicyCodes.Unreadable, 4, 11)));
        Assert.That(problem.Message, Does.Contain("must be quoted"));
    }

    [Test]
    public void A_policy_that_is_not_utf8_is_told_where()
    {
        using var folder = new PolicyFolder();
        File.WriteAllBytes(folder.At("datagate.yaml"), [.. Encoding.UTF8.GetBytes("version: 1\nä: "), 0xE4, 0x0A]);
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place.Line, problem.Place.Column), Is.EqualTo((PolicyCodes.Unreadable, 2, 4)));
    }

    [Test]
    public void A_byte_order_mark_and_windows_line_ends_are_fine()
    {
        using var folder = new PolicyFolder();
        File.WriteAllBytes(folder.At("datagate.yaml"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("version: 1\r\ndatasets:\r\n  d: { files: x, text: t }\r\n")]);
        Assert.That(folder.Read().Policy!.Datasets.Single().Place, Is.EqualTo(new PolicyPlace("datagate.yaml", 3, 3)));
    }

    [Test]
    public void Expanding_aliases_without_end_is_refused_at_once()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 60; i++) bomb.Append('a').Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*a{i - 1}", 10)).Append("]\n");
        AssertLimit(bomb.ToString(), "parts");
        AssertLimit("a: &a {" + string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"k{i}: v")) + "}\nb: { <<: [" + string.Join(", ", Enumerable.Repeat("*a", 50_000)) + "] }", "parts");
        AssertLimit("a: &a [b, *a]", "never end");
        AssertLimit("a: &a { b: { c: *a } }", "never end");
    }

    [Test]
    public void An_anchor_may_be_set_anew() =>
        Assert.That(Reading.GoodDataset("owner: &x one\nid: &x two\nlabel: *x").Label!.Text, Is.EqualTo("two"));

    [Test]
    public void Nesting_without_end_is_refused_at_once()
    {
        AssertLimit(new string('[', 1_000_000), "nested deeper");
        AssertLimit(string.Concat(Enumerable.Repeat("- ", 400_000)), "nested deeper");
        AssertLimit(string.Concat(Enumerable.Repeat("{a: ", 200_000)), "nested deeper");
        AssertLimit(string.Concat(Enumerable.Range(0, 900).Select(i => new string(' ', i) + "a:\n")), "nested deeper");
        AssertLimit("a: &a " + Nest(40) + "\nb: " + Nest(40).Replace("x", "*a", StringComparison.Ordinal), "nested deeper");
        Assert.That(First("a: " + Nest(62)).Code, Is.Not.EqualTo(PolicyCodes.Limit), "64 levels are within the limit");
        AssertLimit("a: " + Nest(63), "nested deeper");
    }

    [Test]
    public void A_large_file_is_refused_and_one_within_the_limit_is_read()
    {
        AssertLimit("#" + new string('x', 1 << 20), "larger than 1 MB");
        Assert.That(Reading.Problems("#" + new string('x', (1 << 20) - 100) + "\nversion: 1" + Tail), Is.Empty);
        AssertLimit("a: [" + string.Join(',', Enumerable.Repeat("x", 100_001)) + "]", "parts");
    }

    [TestCase("&a &a &a &a")]
    [TestCase("\t")]
    [TestCase("? ? ? ?")]
    [TestCase("'\n ")]
    [TestCase("%a")]
    [TestCase("!<a")]
    [TestCase("\"")]
    [TestCase("|\n")]
    [TestCase("[a,\n")]
    [TestCase("#\n")]
    [TestCase("a: ")]
    [TestCase("*a ")]
    public void A_megabyte_of_anything_ends_soon(string piece)
    {
        var watch = Stopwatch.StartNew();
        Assert.That(Reading.Read(string.Concat(Enumerable.Repeat(piece, (1 << 20) / Encoding.UTF8.GetByteCount(piece)))).Problems, Is.Not.Empty);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)));
    }

    [Test]
    public void Strange_names_are_shown_without_their_tricks()
    {
        var problem = Reading.SingleInDataset("\"a\\e[31m\\u202Egnp\\n\": 1");
        Assert.That(problem.Message, Does.Contain(@"'a\u001B[31m\u202Egnp\u000A'"));
        Assert.That(Reading.SingleInDataset(new string('x', 500) + ": 1").Message, Does.Contain(new string('x', 60) + "…'"));
        Assert.That(Reading.SingleInDataset("😀ключ: 1").Message, Does.Contain("'😀ключ'"));
    }

    [Test]
    public void Thousands_of_problems_end_in_one_that_counts_the_rest()
    {
        var problems = Reading.Read("version: 1" + Tail + "\n" + string.Concat(Enumerable.Range(0, 1500).Select(i => $"key{i}: 1\n"))).Problems;
        Assert.That(problems, Has.Length.EqualTo(1001));
        Assert.That((problems[^1].Code, problems[^1].Message), Is.EqualTo((PolicyCodes.Limit, "500 more problems from here on")));
    }

    private static string Nest(int levels) => new string('[', levels) + "x" + new string(']', levels);

    private static void AssertLimit(string yaml, string said)
    {
        var watch = Stopwatch.StartNew();
        var problem = Reading.Single(yaml);
        Assert.That(problem.Code, Is.EqualTo(PolicyCodes.Limit));
        Assert.That(problem.Message, Does.Contain(said));
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }
}
