using System.Text;
using DataGate.Documents;
using DataGate.Files.Baselines;
using DataGate.Files.Tests.Reports;
using DataGate.Metrics.Samples;
using DataGate.Text;
using DataGate.Verdicts.History;

namespace DataGate.Files.Tests.Baselines;

public sealed class BaselineTextTests
{
    private static readonly BaselineConditions s_conditions = new(1, 20250101, Words.Unicode, "none");

    private static IEnumerable<string> Names => [.. HostileVerdict.Pieces, string.Concat(HostileVerdict.Pieces), "", "none:", "at", "a b", "#", "-", "tails/x", "intent=card", "[1, 2]"];

    private static BaselineLine Line(string name) => new(new BaselineKey(name, name, name)) { Value = 0.25, Low = 0.2, High = 0.3, Size = new FixedSize(500, Unit.Records) };

    private static CommittedBaseline Read(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return BaselineFile.Read(content, "datagate.baseline");
    }

    /// <summary>Named by number: some names would break the log of the tests.</summary>
    [TestCaseSource(nameof(Numbers))]
    public void Any_name_comes_back_on_a_line_of_its_own(int number)
    {
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Names.ElementAt(number)));
        var text = BaselineText.Write(new Baseline(s_conditions, [Line(Names.ElementAt(number))]));
        Assert.That(text.Split('\n'), Has.Length.EqualTo(8));
        Assert.That(text.Any(character => char.IsControl(character) && character != '\n'), Is.False);
        Assert.That(Read(text).Found!.Lines.Single(), Is.EqualTo(Line(valid)));
    }

    private static IEnumerable<int> Numbers => Enumerable.Range(0, Names.Count());

    [TestCase("intents all ratio 0.41")]
    [TestCase("intents all distinct-2 0.712345 [0.70112, 0.72357] at 20000 tokens")]
    [TestCase("intents \"gas bill\" count 1E-07 at 10 records")]
    [TestCase("intents all mmd -0.001 [-0.002, 0] at 500 records")]
    [TestCase("intents all mauve none: of 1,000 records that it needs of each side there are 400")]
    public void A_line_is_written_as_it_is_read(string text) => Assert.That(BaselineText.Line(BaselineText.Parse(text, out _)!), Is.EqualTo(text));

    [TestCase("intents all", "it doesn't start with a dataset, a slice and a measure")]
    [TestCase("\"intents all x 1", "it doesn't start with a dataset, a slice and a measure")]
    [TestCase("intents all x", "its value is no number")]
    [TestCase("intents all x NaN", "its value is no number")]
    [TestCase("intents all x 1e999", "its value is no number")]
    [TestCase("intents all x 1 2", "it doesn't end behind its size")]
    [TestCase("intents all x 1 [2, 3]", "its value lies outside its interval")]
    [TestCase("intents all x 1 [0, 3", "it doesn't end behind its size")]
    [TestCase("intents all x 1 at 5", "its size is not so many records or tokens")]
    [TestCase("intents all x 1 at 0 records", "its size is not so many records or tokens")]
    [TestCase("intents all x 1 at -5 records", "its size is not so many records or tokens")]
    [TestCase("intents all x 1 at 5 bytes", "its size is not so many records or tokens")]
    public void Any_other_line_says_what_is_wrong(string text, string says)
    {
        Assert.That(BaselineText.Parse(text, out var whyNot), Is.Null);
        Assert.That(whyNot, Is.EqualTo(says));
    }

    [TestCase("", "it ends before 'baseline'")]
    [TestCase("baseline 1\nmeasures 1\nseed 1\nwords unicode\n", "it ends before 'models'")]
    [TestCase("baseline 1\nmeasures x\nseed 1\nwords unicode\nmodels none\n", "its first lines hold what no version of DataGate writes")]
    [TestCase("baseline 1\nmeasures 1\nseed 1\nwords 7\nmodels none\n", "its first lines hold what no version of DataGate writes")]
    public void A_file_without_its_first_lines_is_none(string text, string says) => Assert.That(Read(text).WhyNot, Is.EqualTo(says));

    [Test]
    public void Lines_of_any_order_with_carriage_returns_and_comments_are_read()
    {
        var found = Read("# x\r\nbaseline 1\r\nmeasures 1\r\n\r\nseed 1\r\nwords unicode\r\nmodels \"a b\"\r\nb all x 1\r\n# y\r\na all x 2\r\n").Found!;
        Assert.That(found.Lines.Select(line => line.Key.Dataset), Is.EqualTo(["a", "b"]));
        Assert.That(found.Conditions.Models, Is.EqualTo("a b"));
    }
}
