namespace DataGate.Tool.Tests;

/// <summary>Data that isn't JSON Lines, from the file to the verdict.</summary>
public sealed class FormatTests
{
    private static string Policy(string files, string more = "") => $"version: 1\ndatasets:\n  d:\n    files: [\"{files}\"]\n    text: text\n{more}    diversity: {{ exact-duplicates: 10%, distinct-1: 0% }}\n";

    [TestCase("a.csv", "id,text\n1,\"one, two\"\n2,three\n3,three\n", 4)]
    [TestCase("a.csv", "id;text\n1;one, two\n2;three\n3;three\n", 4)]
    [TestCase("a.tsv", "id\ttext\n1\tone, two\n2\tthree\n3\tthree\n", 4)]
    [TestCase("a.txt", "one, two\n\nthree\nthree\n", 4)]
    [TestCase("a.md", "one, two\n\nthree\n\nthree\n", 5)]
    public void A_repeated_record_is_found_at_its_line(string name, string content, int line)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("a.*")).Write(name, content);
        var run = Tool.Run(folder.Path, "check", "--format", "msbuild");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1), run.Out + run.Error);
            Assert.That(run.Out, Does.Contain($"{name}({line},1): error DG1002: exact-duplicates is 33.3%"));
        });
    }

    [TestCase("a.csv", "id,text\n1,one\n2,\"two\n3,three\n")]
    [TestCase("a.jsonl", "{\"text\": \"one\"}\n{\"text\": \"tw")]
    public void A_file_that_is_cut_off_is_an_error_whatever_single_records_are_worth(string name, string content)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("a.*", "    reading: { malformed: off }\n")).Write(name, content);
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains("error DG9002: The file is cut off: ", StringComparison.Ordinal)), Is.EqualTo((1, true)), run.Out);
    }

    /// <summary>Nobody hears of each record, and the numbers say that they are not of all.</summary>
    [TestCase("malformed", "a.csv", "id,text\n1,one\n2,two,three\n3\n4,four\n", "note DG9001: 2 records of 4 were left out: 'reading' says that malformed is off.")]
    [TestCase("malformed", "a.csv", "id,text\n1,one\n2,a\"b\n4,four\n", "note DG9001: 1 record of 3 was left out: 'reading' says that malformed is off.")]
    [TestCase("malformed", "a.jsonl", "{\"text\": \"one\"}\n[]\n{\"text\": \"two\"}\n", "note DG9001: 1 record of 3 was left out: 'reading' says that malformed is off.")]
    [TestCase("missing-text", "a.jsonl", "{\"text\": \"one\"}\n{\"x\": 1}\n{\"text\": \"two\"}\n", "note DG9005: 1 record of 3 was left out: 'reading' says that missing-text is off.")]
    public void What_is_left_out_without_a_word_is_counted(string key, string name, string content, string says)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("a.*", $"    min-records: 1\n    reading: {{ {key}: off }}\n")).Write(name, content);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
        Assert.That(run.Out, Does.Contain(says));
    }

    /// <summary>A wrong name in the policy is one finding, not one for each record.</summary>
    [TestCase("a.csv", "id,body\n1,one\n2,two\n", 2, "body, id")]
    [TestCase("a.jsonl", "{\"body\": \"one\", \"\\u001b[31mid\": 1}\n{\"body\": \"two\"}\n", 1, "\\u001B[31mid, body")]
    public void A_text_that_no_record_has_is_told_once_with_the_fields_that_there_are(string name, string content, int line, string fields)
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("a.*")).Write(name, content);
        var run = Tool.Run(folder.Path, "check", "--format", "msbuild");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Out.Split('\n').Where(row => row.Contains("DG9005", StringComparison.Ordinal)), Is.EqualTo(new[] { $"{name}({line},1): error DG9005: None of 2 records has 'text', which the policy's text names." }));
            Assert.That(run.Error, Does.EndWith($"datagate: the records of 'd' have these fields: {fields}\n"));
        });
    }

    [Test]
    public void One_record_without_its_text_among_others_is_told_at_its_line()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("a.*")).Write("a.jsonl", "{\"text\": \"one\"}\n{\"body\": \"two\"}\n{\"body\": \"three\"}\n");
        var run = Tool.Run(folder.Path, "check", "--format", "msbuild");
        Assert.That(run.Out, Does.Contain("a.jsonl(2,1): error DG9005: The record has no 'text'").And.Contain("a.jsonl(3,1): error DG9005"));
        Assert.That(run.Error, Does.Not.Contain("these fields"));
    }

    [Test]
    public void Conversations_are_judged_by_what_is_answered()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("*.jsonl", "    format: chat\n").Replace("text: text", "text: response", StringComparison.Ordinal)).Write("a.jsonl", string.Concat(
            Enumerable.Range(0, 5).Select(i => $$"""{"messages":[{"role":"user","content":"question {{i}}"},{"role":"assistant","content":"as you like"}]}""" + "\n")));
        Assert.That(Tool.Run(folder.Path, "check").Out, Does.Contain("a.jsonl(2,1): error DG1002: exact-duplicates is 80%"));
    }

    [Test]
    public void The_same_rows_have_the_same_numbers_in_every_format()
    {
        string[] texts = [.. Enumerable.Range(0, 200).Select(i => $"where is my {(i % 3 == 0 ? "card" : "bill")} number {i} 注文")];
        using var folder = new Folder()
            .Write("a.jsonl", string.Concat(texts.Select(text => $"{{\"text\": \"{text}\"}}\n")))
            .Write("a.csv", "text\n" + string.Concat(texts.Select(text => text + "\n")))
            .Write("a.txt", string.Join('\n', texts))
            .Write("a.md", string.Join("\n\n", texts));
        var values = new[] { "a.jsonl", "a.csv", "a.txt", "a.md" }.Select(file => Tool.Run(folder.Path, "measure", file).Out).ToList();
        Assert.That(values, Is.All.EqualTo(values[0]));
        Assert.That(values[0], Does.Contain("distinct-2"));
    }

    [Test]
    public void Init_finds_the_text_of_a_csv_file_and_what_it_writes_passes()
    {
        using var folder = new Folder().Write("data/a.csv", "id,kind,text\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"{i},k{i % 4},\"where, please, is my card number {i * 7919 % 1000} of {i % 13}\"\n")));
        var init = Tool.Run(folder.Path, "init", "data/a.csv");
        Assert.That(init.Exit, Is.Zero, init.Error);
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")), Does.Contain("text: text"));
            Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
        });
    }

    [Test]
    public void A_file_of_no_known_name_says_which_there_are()
    {
        using var folder = new Folder().Write("datagate.yaml", Policy("*.xlsx")).Write("a.xlsx", "PK");
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains("known are .jsonl, .ndjson, .json, .csv, .tsv, .tab, .txt, .md, .markdown", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
    }
}
