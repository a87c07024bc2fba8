using System.Text.Json;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>What is exempted doesn't fail until its day, says so everywhere, and fails loudly after it; what is exempted for nothing is told.</summary>
public sealed class ExemptTests
{
    private const string Reason = "reason: \"old import, see #12\"";

    private static Folder Doubled(string exempt, string more = "") => new Folder().Write("datagate.yaml", $$"""
        version: 1
        datasets:
          intents:
            files: ["data.jsonl"]
            text: text
            owner: me
            diversity: { exact-duplicates: 10%, distinct-2: { min: 0.01 } }
        {{more}}
            exempt:
              - {{exempt}}

        """).Write("data.jsonl", string.Concat(Enumerable.Repeat(ChangedSet.Text(ChangedSet.Varied(100, 1)), 2)));

    private static ToolRun Check(Folder folder, params string[] more) => Tool.Run(folder.Path, ["check", .. more]);

    [Test]
    public void An_exempted_violation_is_a_note_with_its_reason_and_its_date()
    {
        using var folder = Doubled($"{{ dataset: intents, metric: exact-duplicates, until: 2027-03-01, {Reason} }}");
        var run = Check(folder);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")), run.Out);
        Assert.That(run.Out, Does.Contain("note DG1002: exact-duplicates is ").And.Contain(" Exempt until 2027-03-01: old import, see #12.").And.Contain("0 broken, 1 exempt, 0 not judged — passed (1 note)"));
        Assert.That(run.Out, Does.Match(@"exact-duplicates +all .* exempt\n"));
    }

    [Test]
    public void On_its_last_day_it_holds_and_on_the_next_it_fails_and_says_so()
    {
        using var folder = Doubled($"{{ metric: exact-duplicates, until: 2026-12-01, {Reason} }}");
        var last = Check(folder, "--today", "2026-12-01");
        Assert.That((last.Exit, last.Out), Is.EqualTo((0, last.Out)));
        Assert.That(last.Out, Does.Contain("warning DG5010: The exemption of exact-duplicates ends today; from the day after, it fails again: old import, see #12."));
        var next = Check(folder, "--today", "2026-12-02");
        Assert.That(next.Exit, Is.EqualTo(1), next.Out);
        Assert.That(next.Out, Does.Contain("error DG1002: exact-duplicates is ").And.Contain(" Its exemption expired on 2026-12-01: old import, see #12.").And.Not.Contain("DG5010"));
    }

    [TestCase("2026-11-16", false)]
    [TestCase("2026-11-17", true)]
    public void Two_weeks_before_its_end_it_is_told(string today, bool told)
    {
        using var folder = Doubled($"{{ metric: exact-duplicates, until: 2026-12-01, {Reason} }}");
        var run = Check(folder, "--today", today);
        Assert.That((run.Exit, run.Out.Contains("ends in 14 days, on 2026-12-01", StringComparison.Ordinal)), Is.EqualTo((0, told)), run.Out);
    }

    [TestCase("metric: distinct-2, until: 2027-03-01", "datagate.yaml(10,9): warning DG5011: The exemption of distinct-2 is for nothing: no violation is there that it names. Remove it.")]
    [TestCase("metric: exact-duplicates, slice: human, until: 2027-03-01", "The exemption of exact-duplicates of human is for nothing")]
    [TestCase("code: DG1003, until: 2027-03-01", "The exemption of DG1003 is for nothing")]
    [TestCase("code: DG1001, metric: exact-duplicates, until: 2027-03-01", "is for nothing")]
    [TestCase("metric: distinct-2, until: 2026-03-01", "no violation is there that it names. It expired on 2026-03-01. Remove it.")]
    public void One_that_is_for_nothing_is_told_and_exempts_nothing(string exempt, string says)
    {
        using var folder = Doubled($"{{ {exempt}, {Reason} }}");
        var run = Check(folder);
        Assert.That(run.Exit, Is.EqualTo(1), run.Out);
        Assert.That(run.Out, Does.Contain("error DG1002: ").And.Contain(says));
    }

    [Test]
    public void What_was_not_judged_leaves_it_open()
    {
        using var folder = Doubled($"{{ metric: near-duplicates, until: 2027-03-01, {Reason} }}", "    tails: { cards: { matches: card, near-duplicates: { max: 10%, min-records: 100000, not-judged: note } } }");
        Assert.That(Check(folder).Out, Does.Contain("DG5011"), "another slice");
        folder.Write("datagate.yaml", File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("metric: near-duplicates,", "metric: near-duplicates, slice: tails/cards,", StringComparison.Ordinal));
        Assert.That(Check(folder).Out, Does.Not.Contain("DG5011").And.Contain("note DG0501"));
    }

    [Test]
    public void A_fault_of_the_files_is_exempted_by_its_code_and_keeps_its_fingerprint()
    {
        using var folder = Doubled($"{{ metric: exact-duplicates, until: 2027-03-01, {Reason} }}\n      - {{ code: DG9001, until: 2027-03-01, {Reason} }}");
        File.AppendAllText(Path.Combine(folder.Path, "data.jsonl"), "{nonsense}\n");
        var run = Check(folder, "--format", "json");
        Assert.That(run.Exit, Is.Zero, run.Out);
        var late = Check(folder, "--format", "json", "--today", "2028-01-01");
        Assert.That(late.Exit, Is.EqualTo(1));
        Assert.That(Fingerprints(late.Out), Is.EqualTo(Fingerprints(run.Out)));
    }

    [Test]
    public void Reports_say_it_in_their_own_way()
    {
        using var folder = Doubled($"{{ metric: exact-duplicates, until: 2027-03-01, {Reason} }}");
        using var json = JsonDocument.Parse(Check(folder, "--format", "json").Out);
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.That((finding.GetProperty("severity").GetString(), finding.GetProperty("exemption").GetProperty("until").GetString(), finding.GetProperty("exemption").GetProperty("reason").GetString()), Is.EqualTo(("note", "2027-03-01", "old import, see #12")));
        Assert.That(json.RootElement.GetProperty("datasets")[0].GetProperty("budgets")[0].GetProperty("outcome").GetString(), Is.EqualTo("exempt"));
        using var sarif = JsonDocument.Parse(Check(folder, "--format", "sarif").Out);
        var suppression = sarif.RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("suppressions")[0];
        Assert.That((suppression.GetProperty("kind").GetString(), suppression.GetProperty("status").GetString(), suppression.GetProperty("justification").GetString()), Is.EqualTo(("external", "accepted", "old import, see #12 (until 2027-03-01)")));
        Assert.That(suppression.GetProperty("location").GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32(), Is.EqualTo(10));
        Assert.That(Check(folder, "--format", "html").Out, Does.Contain("Exempt until 2027-03-01: old import, see #12.").And.Contain("<b>1</b> exempt").And.Contain("exempt</span>"));
        Assert.That(Check(folder, "--format", "junit").Out, Does.Not.Contain("<failure"));
    }

    [TestCase("until: 2027-03-01", "until: 2027-04-01", "error DG0040: The change loosens the policy: the exemption of exact-duplicates in 'intents' was until 2027-03-01, is until 2027-04-01.")]
    [TestCase("until: 2027-03-01", "until: 2027-02-01", "note DG0041: The change tightens the policy: the exemption of exact-duplicates in 'intents' was until 2027-03-01, is until 2027-02-01.")]
    [TestCase("metric: exact-duplicates", "code: DG1001", "error DG0040: The change loosens the policy: the exemption of DG1001 in 'intents' is new, until 2027-03-01: old import, see #12.")]
    [TestCase("metric: exact-duplicates", "code: DG1001", "note DG0041: The change tightens the policy: the exemption of exact-duplicates in 'intents' is gone.")]
    [TestCase("worse-by: 5%", "worse-by: 9%", "error DG0040: The change loosens the policy: history in 'intents' was worse-by 5%, is 9%.")]
    [TestCase("worse-by: 5%", "worse-by: 1%", "note DG0041: The change tightens the policy: history in 'intents' was worse-by 5%, is 1%.")]
    [TestCase("history: { worse-by: 5% }", "history: off", "error DG0040: The change loosens the policy: history in 'intents' was worse-by 5%, is gone.")]
    [TestCase("distinct-2: { min: 0.01 }", "distinct-2: { min: 0.01, history: off }", "error DG0040: The change loosens the policy: history of distinct-2 in 'intents' was worse-by 5%, is gone.")]
    [TestCase("see #12", "see #13", "")]
    public void A_change_that_exempts_more_is_told_as_looser(string was, string does, string says)
    {
        using var folder = new GitFolder();
        using var doubled = Doubled($"{{ metric: exact-duplicates, until: 2027-03-01, {Reason} }}", "    history: { worse-by: 5% }");
        foreach (var name in new[] { "datagate.yaml", "data.jsonl" }) folder.Write(name, File.ReadAllText(Path.Combine(doubled.Path, name)));
        Tool.Run(folder.Path, "baseline");
        folder.Commit();
        folder.Write("datagate.yaml", File.ReadAllText(folder.At("datagate.yaml")).Replace(was, does, StringComparison.Ordinal));
        var run = Tool.Run(folder.Path, "check", "--policy-from", "main");
        Assert.That(run.Exit, Is.EqualTo(run.Out.Contains("error DG0040", StringComparison.Ordinal) ? 1 : 0), run.Out + run.Error);
        Assert.That(run.Out, says.Length > 0 ? Does.Contain(says) : Does.Not.Contain("DG004"));
    }

    private static string[] Fingerprints(string report)
    {
        using var json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("code").GetString() is "DG1002" or "DG9001").Select(finding => finding.GetProperty("fingerprint").GetString()!)];
    }
}
