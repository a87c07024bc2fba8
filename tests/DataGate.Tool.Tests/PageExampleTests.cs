using System.Text.RegularExpressions;
using DataGate.Files.Changes;
using DataGate.Files.Git;
using DataGate.TestSupport;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>What a page shows is what happens: its policies are read, its commands run, its findings are printed.</summary>
public sealed class PageExampleTests
{
    private const string Row = "{\"text\": \"where is my card\"}\n";

    private static readonly string[] s_nouns = ["card", "bill", "phone", "ticket", "order", "check", "key", "pin", "loan", "book"];

    /// <summary>Data that doesn't fit on a page.</summary>
    private static readonly Dictionary<string, Action<Folder>> s_data = new(StringComparer.Ordinal)
    {
        ["DG0022"] = folder => folder.Write("datagate.yaml", Blocks("DG0021", "yaml").Single()).Write("data.jsonl", Row),
        ["DG0025"] = folder => folder.Write("datagate.yaml", Blocks("DG0021", "yaml").Single()).Write("data.jsonl", Row),
        ["DG0026"] = folder => folder.Write("datagate.yaml", Blocks("DG0021", "yaml").Single()),
        ["DG0503"] = _ => { },
        ["DG0508"] = folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, ".git"));
            folder.Write("data/a.jsonl", Row);
            Directory.CreateSymbolicLink(Path.Combine(folder.Path, "data", "more"), Repository.Root);
        },
        ["DG1090"] = folder => folder
            .Write("reference.jsonl", string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"text\": \"where is my {s_nouns[i % 10]} or my {s_nouns[i / 10]}\"}}\n")))
            .Write("data.jsonl", string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"text\": \"item{i} of lot{i} is at shelf{i}\"}}\n"))),
        ["DG1011"] = Questions, ["DG1012"] = Questions, ["DG1013"] = Questions, ["DG1016"] = Questions,
        ["DG2006"] = Questions, ["DG2007"] = Questions, ["DG2008"] = Questions, ["DG2009"] = Questions, ["DG2010"] = Questions,
        ["DG9008"] = folder => folder.Write("data.jsonl", Row + "{\"text\": \"" + new string('a', 17 << 20) + "\"}\n"),
        ["DG9009"] = folder => folder.Write("data.jsonl", Row + "{\"text\": \"x\", \"m\": " + new string('[', 200) + new string(']', 200) + "}\n"),
        ["DG9012"] = folder => folder.Write("data/a.csv", "text;label\nwhere is my card;card\n"),
        ["DG9010"] = folder => folder.Write("data/a.jsonl.gz", "not gzip"),
        ["DG9016"] = folder => folder.Write("data/a.jsonl", Row + Row).Write("data/b.jsonl", "\n"),
        ["DG9015"] = folder => folder.Write("data/a.jsonl", Row + Row).Write("data/b.jsonl", "{\"prompt\": \"1 + 1\", \"completion\": \"2\"}\n{\"prompt\": \"2 + 2\", \"completion\": \"4\"}\n"),
        ["DG9014"] = folder => folder.Write("data/train-00000-of-00003.jsonl", Row).Write("data/train-00002-of-00003.jsonl", Row),
    };

    /// <summary>What a judge answers to a message.</summary>
    private static readonly Dictionary<string, Func<string, string>> s_judges = new(StringComparer.Ordinal)
    {
        ["DG1020"] = message => message.Contains("number 6 ", StringComparison.Ordinal) ? """{"groups": [0, 0, 0, 0, 0, 0, 0, 0, 1, 2]}""" : """{"groups": [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]}""",
        ["DG3011"] = message => Regex.IsMatch(message, "number (3[0-7]) ") ? """{"quality": 5, "harmfulness": 5}""" : """{"quality": 5, "harmfulness": 1}""",
    };

    /// <summary>A thousand questions about ten things each, the data's mostly about one.</summary>
    private static void Questions(Folder folder) => folder
        .Write("reference.jsonl", Rows(i => $"where is my {s_nouns[i % 10]} or my {s_nouns[i / 10 % 10]} of {s_nouns[i / 100]}"))
        .Write("data.jsonl", Rows(i => $"please where is my {(i % 20 == 0 ? s_nouns[i / 20 % 10] : "card")} or my {s_nouns[i % 3]} of card {i}"));

    private static string Rows(Func<int, string> text) => string.Concat(Enumerable.Range(0, 1000).Select(i => $"{{\"text\": \"{text(i)}\"}}\n"));

    private static IEnumerable<string> Judged => s_judges.Keys;

    private static IEnumerable<string> With(string block) => PageCatalog.All.Select(page => page.Name).Where(name => Blocks(name, block).Any());

    private static IEnumerable<string> WithPolicy => With("yaml");

    private static IEnumerable<string> WithWrongPolicy => With("yaml wrong");

    private static IEnumerable<string> WithData => With("jsonl").Concat(s_data.Keys).Except(With("console"));

    private static IEnumerable<string> WithSample => PageCatalog.All.Select(page => page.Name).Where(name => Lines(name).Any(line => line.StartsWith("samples/", StringComparison.Ordinal)));

    /// <summary>The build task's own codes, defects, and what needs a git repository or a native library have tests of their own.</summary>
    private static readonly string[] s_elsewhere = ["DG0060", "DG0061", "DG0063", "DG0027", "DG0028", "DG0070", "DG0071", "DG0072", "DG0509", "DG3010", "DG6005", "DG9013", .. GitCodes.All.Concat(ChangeCodes.All).Select(code => code.Code)];

    private static IEnumerable<string> WithCommand => With("console").Except(s_elsewhere);

    private static IEnumerable<string> Blocks(string page, string info) =>
        Regex.Matches(PageCatalog.Find(page)!.Text, $"^```{info}\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline).Select(block => block.Groups["text"].Value);

    /// <summary>Further files that a page shows: their name stands behind the block's language.</summary>
    private static Folder WriteFiles(string page, Folder folder)
    {
        foreach (Match block in Regex.Matches(PageCatalog.Find(page)!.Text, @"^```\w+ (?<name>[\w-]+\.\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline))
            folder.Write(block.Groups["name"].Value, block.Groups["text"].Value);
        return folder;
    }

    private static IEnumerable<string> Lines(string page) => Blocks(page, "text").SelectMany(text => text.TrimEnd('\n').Split('\n'));

    [Test]
    public void Every_code_shows_its_finding_and_where_it_comes_from()
    {
        var shown = WithWrongPolicy.Concat(WithData).Concat(WithSample).Concat(WithCommand).Concat(Judged).Concat(s_elsewhere);
        Assert.Multiple(() =>
        {
            Assert.That(shown, Is.EquivalentTo(PageCatalog.Codes.Select(code => code.Code)));
            foreach (var (code, _) in PageCatalog.Codes) Assert.That(Lines(code).First(), Does.Contain($" {code}: "));
        });
    }

    [TestCaseSource(nameof(WithPolicy))]
    public void A_policy_is_read_without_problems(string page)
    {
        foreach (var policy in Blocks(page, "yaml"))
        {
            using var folder = new Folder();
            var run = Tool.Run(WriteFiles(page, folder).Write("datagate.yaml", policy).Path, "policy");
            Assert.That(run.Exit, Is.Zero, run.Out + run.Error);
        }
    }

    [TestCaseSource(nameof(WithWrongPolicy))]
    public void A_wrong_policy_gives_the_problem_shown_and_no_other(string page)
    {
        using var folder = new Folder();
        var run = Tool.Run(folder.Write("datagate.yaml", Blocks(page, "yaml wrong").Single()).Path, "policy");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Out.TrimEnd(), Is.EqualTo(Lines(page).Single()));
        });
    }

    [TestCaseSource(nameof(WithData))]
    public void A_check_of_the_data_shown_prints_the_finding_shown(string page)
    {
        using var folder = new Folder();
        folder.Write("datagate.yaml", Blocks(page, "yaml").Single());
        if (s_data.TryGetValue(page, out var write)) write(folder);
        else WriteFiles(page, folder).Write("data.jsonl", Blocks(page, "jsonl").Single());
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Out.Split(Environment.NewLine), Is.SupersetOf(Lines(page)), run.Out + run.Error);
    }

    [TestCaseSource(nameof(Judged))]
    public void A_judge_of_this_machine_gives_the_finding_shown(string page)
    {
        using var server = new ChatServer(request => ChatServer.Text(s_judges[page](request.Message("user"))));
        using var folder = new Folder();
        folder.Write("data.jsonl", string.Concat(Enumerable.Range(0, 200).Select(i => $"{{\"text\": \"number {i} of all\"}}\n")));
        folder.Write("datagate.yaml", Blocks(page, "yaml").Single().Replace("https://llm.example.com/v1", server.Address.AbsoluteUri, StringComparison.Ordinal));
        var run = Tool.Run(folder.Path, "check", "--allow-network", server.Address.Host);
        Assert.That(run.Out.Split(Environment.NewLine), Is.SupersetOf(Lines(page)), run.Out + run.Error);
    }

    [TestCaseSource(nameof(WithSample))]
    public void A_finding_of_a_sample_is_one_of_its_findings(string page)
    {
        foreach (var line in Lines(page))
            Assert.That(File.ReadAllLines(Path.Combine(Repository.Root, "samples", line.Split('/')[1], "check.verified.txt")), Does.Contain(line));
    }

    [TestCaseSource(nameof(WithCommand))]
    public void A_command_prints_what_is_shown(string page)
    {
        using var folder = new Folder();
        if (page == "DG0024") folder.Write("datagate.yaml", Blocks(page, "yaml").Single());
        s_data.GetValueOrDefault(page)?.Invoke(folder);
        var command = Blocks(page, "console").Single().TrimEnd().Split(' ');
        Assert.That(command[..2], Is.EqualTo(["dotnet", "datagate"]));
        var run = Tool.Run(folder.Path, command[2..]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.StartWith(Lines(page).Single().TrimEnd('…')));
        });
    }

    [Test]
    public void A_defect_prints_what_is_shown() =>
        Assert.That(Defects.Describe(new InvalidOperationException("not foreseen")).Split('\n')[..2], Is.EqualTo(Lines("DG0070")));
}
