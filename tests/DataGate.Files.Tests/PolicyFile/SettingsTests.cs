using DataGate.Files.PolicyFile;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class SettingsTests
{
    private static string With(string defaults) => "defaults: { " + defaults + " }\n" + Reading.Dataset("diversity: { distinct-2: 1% }");

    [Test]
    public void Without_defaults_the_documented_ones_hold()
    {
        var policy = Reading.Good(Reading.Dataset("diversity: { distinct-2: 1% }"));
        Assert.That((policy.File, policy.Words, policy.Seed, policy.Memory, policy.Sample), Is.EqualTo(("datagate.yaml", Words.Unicode, 20250101UL, 1L << 30, 20_000)));
        var budget = policy.Datasets.Single().Budgets.Single();
        Assert.That((budget.Severity, budget.NotJudged, budget.MinRecords, budget.Owner), Is.EqualTo((Severity.Error, Severity.Error, 100, (string?)null)));
    }

    [Test]
    public void Every_default_is_read()
    {
        var policy = Reading.Good(With("severity: warning, not-judged: note, min-records: 5, owner: all, words: treebank, seed: 7, memory: 512MB, sample: 30, false-alarm: 5%, embed-sample: all"));
        Assert.That((policy.Words, policy.Seed, policy.Memory, policy.Sample), Is.EqualTo((Words.Treebank, 7UL, 512L << 20, 30)));
        var budget = policy.Datasets.Single().Budgets.Single();
        Assert.That((budget.Severity, budget.NotJudged, budget.MinRecords, budget.Owner), Is.EqualTo((Severity.Warning, Severity.Note, 5, "all")));
        Assert.That(policy.Datasets.Single().Owner, Is.EqualTo("all"));
    }

    [Test]
    public void The_nearest_setting_counts()
    {
        var policy = Reading.Good("""
            version: 1
            defaults: { severity: warning, not-judged: warning, min-records: 1, owner: defaults }
            datasets:
              d:
                files: x
                text: t
                severity: note
                not-judged: note
                min-records: 2
                owner: dataset
                diversity:
                  distinct-1: { min: 1%, severity: error, not-judged: "off", min-records: 3, owner: budget }
                  distinct-2: 1%
            """);
        static object Of(Budget b) => (b.Severity, b.NotJudged, b.MinRecords, b.Owner);
        var budgets = policy.Datasets.Single().Budgets;
        Assert.That(Of(budgets[0]), Is.EqualTo((object)(Severity.Error, Severity.Off, 3, "budget")));
        Assert.That(Of(budgets[1]), Is.EqualTo((object)(Severity.Note, Severity.Note, 2, "dataset")));
    }

    [TestCase("memory: 64MB", 64L << 20)]
    [TestCase("memory: 2GB", 2L << 30)]
    [TestCase("memory: 1024GB", 1L << 40)]
    public void Sizes_are_powers_of_1024(string setting, long bytes) => Assert.That(Reading.Good(With(setting)).Memory, Is.EqualTo(bytes));

    [Test]
    public void All_records_may_be_sampled() => Assert.That(Reading.Good(With("sample: all")).Sample, Is.EqualTo(int.MaxValue));

    [Test]
    public void A_seed_has_64_bits() => Assert.That(Reading.Good(With("seed: 18446744073709551615")).Seed, Is.EqualTo(ulong.MaxValue));

    [TestCase("severity: eror", "did you mean 'error'?")]
    [TestCase("severity: true", "one of error, warning, note, off")]
    [TestCase("not-judged: {}", "found a map")]
    [TestCase("false-alarm: 2", "found '2'")]
    [TestCase("false-alarm: '0.5'", "found '0.5'")]
    [TestCase("min-records: -1", "from 0 up")]
    [TestCase("min-records: 1.5", "from 0 up")]
    [TestCase("min-records: '5'", "without quotes")]
    [TestCase("min-records: 1_000", "found '1_000'")]
    [TestCase("min-records: 99999999999", "found '99999999999'")]
    [TestCase("sample: 0", "from 1 up, or all")]
    [TestCase("embed-sample: some", "from 1 up, or all")]
    [TestCase("seed: 18446744073709551616", "from 0 up")]
    [TestCase("seed: '1'", "without quotes")]
    [TestCase("words: unicod", "did you mean 'unicode'?")]
    [TestCase("memory: 63MB", "from 64MB")]
    [TestCase("memory: 1025GB", "to 1024GB")]
    [TestCase("memory: 1 GB", "found '1 GB'")]
    [TestCase("memory: 1073741824", "found '1073741824'")]
    [TestCase("owner: ''", "it is empty")]
    [TestCase("owner: ' '", "it is blank")]
    [TestCase("owner: \"a\\nb\"", "control character")]
    [TestCase("owner:", "found no value")]
    public void A_wrong_setting_says_what_is_wanted(string setting, string said)
    {
        var problem = Reading.Single(With(setting));
        Assert.That((problem.Code, problem.Place.Line), Is.EqualTo((PolicyCodes.WrongValue, 1)));
        Assert.That(problem.Message, Does.Contain(said));
    }

    [TestCase("false-alarm: 1%")]
    [TestCase("sample: 5")]
    [TestCase("embed-sample: 5")]
    [TestCase("seed: 5")]
    [TestCase("words: treebank")]
    [TestCase("memory: 1GB")]
    public void Settings_that_only_a_whole_policy_can_have_so_far_are_not_available_elsewhere(string setting)
    {
        Assert.That(Reading.SingleInDataset(setting).Code, Is.EqualTo(PolicyCodes.NotYet));
        Assert.That(Reading.SingleInDataset($"diversity: {{ distinct-2: {{ min: 1%, {setting} }} }}").Code, Is.EqualTo(PolicyCodes.NotYet));
    }

    [TestCase("embedding: { model: builtin, device: auto }")]
    [TestCase("embedding: { device: 'cuda:1' }")]
    [TestCase("judge: off")]
    [TestCase("judge: { endpoint: 'https://x/v1', model: m, sample: 50 }")]
    [TestCase("budgets: {}")]
    [TestCase("extends: []")]
    public void What_asks_for_nothing_is_fine(string line) => Assert.That(Reading.Problems(line + "\n" + Reading.Dataset("id: id")), Is.Empty);

    [TestCase("splits: {}")]
    [TestCase("leakage: {}")]
    [TestCase("exempt: []")]
    [TestCase("history: off")]
    [TestCase("diversity: {}")]
    [TestCase("tails: {}")]
    public void What_asks_for_nothing_in_a_dataset_is_fine(string line) => Assert.That(Reading.Problems(Reading.Dataset(line)), Is.Empty);

    [TestCase("judge: { endpoint: 'http://x', model: m }", PolicyCodes.WrongValue)]
    [TestCase("judge: on", PolicyCodes.WrongValue)]
    [TestCase("judge: { endpoint: 'https://x' }", PolicyCodes.Missing)]
    [TestCase("judge: { endpoint: 'https://x', model: m, sample: 9 }", PolicyCodes.WrongValue)]
    [TestCase("embedding: { device: gpu }", PolicyCodes.WrongValue)]
    [TestCase("embedding: { device: 'cuda:' }", PolicyCodes.WrongValue)]
    [TestCase("budgets: { b: { datasets: nothing, synthetic: { ratio: 1% } } }", PolicyCodes.WrongValue)]
    [TestCase("budgets: { b: { datasets: '*', synthetic: { ratio: 1% }, diversity: { distinct-2: 0.5 } } }", PolicyCodes.NotYet)]
    [TestCase("budgets: { b: { datasets: '*' } }", PolicyCodes.Missing)]
    [TestCase("budgets: { b: { synthetic: { ratio: 1% } } }", PolicyCodes.Missing)]
    [TestCase("budgets: { b: { datasets: '*', each: file, synthetic: { ratio: 1% } } }", PolicyCodes.WrongValue)]
    public void What_asks_for_more_is_told(string line, string codes) =>
        Assert.That(Reading.Read(line + "\n" + Reading.Dataset("id: id")).Problems.Select(p => p.Code), Is.EquivalentTo(codes.Split(',')));

    [TestCase("version: 2")]
    [TestCase("version: '1'")]
    [TestCase("version: 1.0")]
    [TestCase("version: one")]
    [TestCase("version: [1]")]
    public void Only_version_1_is_known(string line) =>
        Assert.That(Reading.Single(Reading.Dataset("id: id").Replace("version: 1", line, StringComparison.Ordinal)).Code, Is.EqualTo(PolicyCodes.WrongValue));
}
