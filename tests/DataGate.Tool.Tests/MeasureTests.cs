using System.Text.Json;

namespace DataGate.Tool.Tests;

/// <summary><c>measure</c> prints the numbers and judges nothing.</summary>
public sealed class MeasureTests
{
    private static Folder Rows() => new Folder().Write("a.jsonl", """
        {"text": "one two three", "source": "human", "kind": "x"}
        {"text": "one two three", "source": "m", "kind": "x"}
        {"text": "four five six", "source": "m", "kind": "y"}

        """).Write("ref.jsonl", "{\"text\": \"one two six\"}\n");

    [Test]
    public void Numbers_stand_in_json_with_all_their_digits()
    {
        using var folder = Rows();
        var run = Tool.Run(folder.Path, "measure", "a.jsonl", "--origin", "source", "--reference", "ref.jsonl", "--format", "json");
        Assert.That(run.Exit, Is.Zero, run.Error);
        using var json = JsonDocument.Parse(run.Out);
        var slices = json.RootElement.GetProperty("datasets")[0].GetProperty("slices").EnumerateArray().ToArray();
        double Value(int slice, string metric) => slices[slice].GetProperty("measurements").EnumerateArray()
            .Single(measurement => measurement.GetProperty("metric").GetString() == metric).GetProperty("value").GetDouble();
        Assert.Multiple(() =>
        {
            Assert.That(slices.Select(slice => slice.GetProperty("name").GetString()), Is.EqualTo((string[])["all", "human", "synthetic"]));
            Assert.That(Value(0, "distinct-1"), Is.EqualTo(6.0 / 9));
            Assert.That(Value(0, "exact-duplicates"), Is.EqualTo(1.0 / 3));
            Assert.That(Value(2, "exact-duplicates"), Is.Zero);
            Assert.That(Value(0, "ratio"), Is.EqualTo(2.0 / 3));
            Assert.That(Value(0, "token-js"), Is.Positive);
        });
    }

    [Test]
    public void A_folder_and_a_glob_are_read_too()
    {
        using var folder = Rows();
        Assert.Multiple(() =>
        {
            Assert.That(Tool.Run(folder.Path, "measure", ".", "--metrics", "distinct-1").Out, Does.Contain("4 records"));
            Assert.That(Tool.Run(folder.Path, "measure", "*.jsonl", "!ref*", "--metrics", "distinct-1").Out, Does.Contain("3 records"));
        });
    }

    [Test]
    public void What_is_wrong_with_the_files_goes_to_standard_error_in_the_usual_form()
    {
        using var folder = new Folder().Write("a.jsonl", "{\"text\": 5}\n{\"text\": \"x\"}\n");
        var run = Tool.Run(folder.Path, "measure", "a.jsonl");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.Zero);
            Assert.That(run.Error, Does.StartWith("datagate: a.jsonl(1,1): warning DG9006: "));
        });
    }

    [TestCase("danger-zone")]
    [TestCase("human-retention")]
    public void A_measure_that_only_a_check_can_take_says_so(string metric)
    {
        using var folder = Rows();
        var run = Tool.Run(folder.Path, "measure", "a.jsonl", "--metrics", metric);
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Error, Does.Contain($"'{metric}' needs a policy: 'datagate check' measures it"));
    }

    [TestCase("missing.jsonl")]
    [TestCase("a.jsonl", "--text", "body")]
    public void Nothing_measured_is_no_success(params string[] args)
    {
        using var folder = Rows();
        Assert.That(Tool.Run(folder.Path, ["measure", .. args]).Exit, Is.EqualTo(3));
    }

    [TestCase("a.jsonl", "--metrics", "nonsense")]
    [TestCase("a.jsonl", "--sample", "0")]
    [TestCase("a.jsonl", "--text", "{open")]
    [TestCase("--nonsense")]
    [TestCase]
    public void A_wrong_command_line(params string[] args)
    {
        using var folder = Rows();
        var run = Tool.Run(folder.Path, ["measure", .. args]);
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(2));
            Assert.That(run.Error, Does.Contain("DG0020"));
        });
    }
}
