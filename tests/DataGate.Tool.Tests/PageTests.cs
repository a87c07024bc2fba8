using System.Text.RegularExpressions;
using DataGate.Metrics;
using DataGate.TestSupport;
using DataGate.Tool.Pages;

namespace DataGate.Tool.Tests;

/// <summary>Every code, every available metric and every topic has its page, and every page is about one of them.</summary>
public sealed class PageTests
{
    private static readonly string[] s_codeSections = ["What", "Why", "Example", "How to fix", "See also"];
    private static readonly string[] s_metricSections = ["What it says", "Formula", "How it is computed here", "Interval", "Traps", "Source", "See also"];

    private static readonly Dictionary<string, string[]> s_topicSections = new(StringComparer.Ordinal)
    {
        ["relative-bounds"] = ["What they are", "How both sides are made equal", "What chance explains", "What breaks", "Where bounds come from", "Source", "See also"],
        ["choosing-bounds"] = ["Where to start", "What real sets score", "What they teach", "Absolute or relative", "When a check is red on good data", "Source", "See also"],
        ["since"] = ["What judges a change", "Bounds that nobody wrote", "How often it errs", "Source", "See also"],
        ["cache"] = ["What is kept", "Where", "In a pipeline", "When something is wrong with it", "See also"],
        ["threat-model"] = ["Who may do what", "What is promised", "What is not promised", "Report what gets around it", "See also"],
        ["limits"] = ["What they are", "Of data", "Of policies", "Of what is kept and exchanged", "See also"],
        ["comparison"] = ["What DataGate is for", "Beside what you may know", "What it does that others don't", "What others do better", "See also"],
    };

    private static IEnumerable<string> AllPages => PageCatalog.All.Select(page => page.Name);

    private static IEnumerable<string> MetricPages => PageCatalog.All.Where(page => page.Names.Any()).Select(page => page.Name);

    private static Page Named(string name) => PageCatalog.All.Single(page => page.Name == name);

    private static string[] Files => Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.md", SearchOption.AllDirectories);

    [Test]
    public void No_code_is_used_twice() => Assert.That(PageCatalog.Codes.Select(code => code.Code), Is.Unique);

    [Test]
    public void Every_code_has_one_page_under_its_title()
    {
        foreach (var (code, title) in PageCatalog.Codes)
            Assert.That(PageCatalog.All.Where(page => page.Name == code).Select(page => page.Title), Is.EqualTo([$"{code} — {title}"]));
    }

    [Test]
    public void No_page_is_about_nothing() =>
        Assert.That(AllPages, Is.EquivalentTo(PageCatalog.Codes.Select(code => code.Code).Concat(MetricPages).Concat(PageCatalog.Topics.Select(topic => topic.Name).Except([PageCatalog.Reference]))));

    [Test]
    public void Every_available_metric_stands_on_one_page_and_no_other_metric_does() =>
        Assert.That(
            PageCatalog.All.SelectMany(page => page.Names),
            Is.EquivalentTo(MetricCatalog.All.Select(metric => metric.Name)));

    [Test]
    public void Every_page_beside_the_source_travels_in_an_assembly() =>
        Assert.That(AllPages, Is.EquivalentTo(Files.Where(file => !file.Contains("/bin/", StringComparison.Ordinal)).Select(Path.GetFileNameWithoutExtension).Where(name => name != "README")));

    [TestCaseSource(nameof(AllPages))]
    public void A_page_has_its_sections_each_with_something_in_it(string name)
    {
        var page = Named(name);
        var parts = Regex.Split(page.Text, "^## (?<section>.+)$", RegexOptions.Multiline);
        var sections = page.Names.Any() ? s_metricSections : s_topicSections.GetValueOrDefault(name, s_codeSections);
        Assert.Multiple(() =>
        {
            Assert.That(parts.Where((_, i) => i % 2 == 1), Is.EqualTo(sections));
            Assert.That(parts.Where((_, i) => i % 2 == 0).Select(text => text.Trim()), Has.None.Empty);
            Assert.That(page.Text.Split('\n'), Has.Length.LessThanOrEqualTo(62), "a page is short");
        });
    }

    [TestCaseSource(nameof(MetricPages))]
    public void A_metrics_page_says_which_way_is_better(string name)
    {
        var page = Named(name);
        foreach (var metric in page.Names.Select(metric => MetricCatalog.Find(metric)!))
        {
            var says = metric.Better switch { Better.Higher => "Higher is better", Better.Lower => "Lower is better", _ => "Either side may be bounded" };
            Assert.That(page.Text, Does.Contain(says), metric.Name);
        }
    }

    [Test]
    public void Every_link_of_a_page_leads_to_a_page()
    {
        var links = 0;
        Assert.Multiple(() =>
        {
            foreach (var file in Files)
            {
                foreach (Match link in Regex.Matches(File.ReadAllText(file), @"\[(?<name>[^\]]+)\]\((?<target>[^)]+)\)"))
                {
                    links++;
                    var target = Path.GetFullPath(link.Groups["target"].Value, Path.GetDirectoryName(file)!);
                    Assert.That(File.Exists(target), Is.True, $"{file}: {link.Value}");
                    Assert.That(Path.GetFileNameWithoutExtension(target), Is.EqualTo(link.Groups["name"].Value), $"{file}: {link.Value}");
                }
            }
        });
        Assert.That(links, Is.GreaterThan(100));
    }

    [Test]
    public void The_reference_of_the_policy_has_every_key_and_metric_of_the_schema()
    {
        var page = PageCatalog.Find("policy")!.Text;
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        Collect(System.Text.Json.Nodes.JsonNode.Parse(Tool.Run(Path.GetTempPath(), "schema").Out)!, keys);
        Assert.That(keys, Has.Count.GreaterThan(100));
        Assert.Multiple(() =>
        {
            foreach (var key in keys) Assert.That(page, Does.Contain($"- `{key}`"), key);
        });

        static void Collect(System.Text.Json.Nodes.JsonNode node, SortedSet<string> to)
        {
            if (node is System.Text.Json.Nodes.JsonArray items)
                foreach (var item in items.OfType<System.Text.Json.Nodes.JsonNode>()) Collect(item, to);
            if (node is not System.Text.Json.Nodes.JsonObject map) return;
            foreach (var (name, value) in map)
            {
                if (name == "properties" && value is System.Text.Json.Nodes.JsonObject properties) to.UnionWith(properties.Select(property => property.Key));
                if (value is not null) Collect(value, to);
            }
        }
    }

    [Test]
    public void Every_code_that_a_page_names_exists()
    {
        var known = PageCatalog.Codes.Select(code => code.Code).ToHashSet(StringComparer.Ordinal);
        foreach (var page in PageCatalog.All)
            Assert.That(Regex.Matches(page.Text, @"\bDG\d{4}\b").Select(code => code.Value).Distinct(), Is.SubsetOf(known), page.Name);
    }
}
