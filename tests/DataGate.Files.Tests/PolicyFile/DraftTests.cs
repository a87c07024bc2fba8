using System.Globalization;
using DataGate.Files.PolicyFile.Drafting;
using DataGate.Metrics;
using DataGate.Metrics.Samples;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>A drafted policy is one that the reader takes, whatever its names are and whatever was measured.</summary>
public sealed class DraftTests
{
    private static readonly DraftOptions s_options = new()
    {
        Name = "intents",
        Files = ["data/*.jsonl"],
        Text = "text",
        Anchor = DraftAnchor.Files,
        Reference = ["reference/*.jsonl"],
        FalseAlarm = 0.01,
        Splits = 199,
        DataRecords = 300,
        ReferenceRecords = 600,
    };

    private static Calibrated Found(string metric, double value, double margin) => new(MetricCatalog.Get(metric).OverDraws!, 300, value, margin);

    private static DatasetPolicy Drafted(DraftOptions options, params Calibrated[] calibrated) =>
        Reading.Good(PolicyDraft.Write(options, [.. calibrated])).Datasets.Single();

    private static string Line(DraftOptions options, Calibrated calibrated) =>
        PolicyDraft.Write(options, [calibrated]).Split('\n').Single(line => line.Contains(calibrated.Metric.Name + ":", StringComparison.Ordinal)
            || line.Contains(calibrated.Metric.Name + ",", StringComparison.Ordinal)).Trim();

    private static string Itself(string metric, double value, double margin) =>
        Line(s_options with { Anchor = DraftAnchor.Itself, Reference = [] }, Found(metric, value, margin));

    [TestCase("plain-name")]
    [TestCase("null")]
    [TestCase("On")]
    [TestCase("12")]
    [TestCase("a: b # c")]
    [TestCase("\"'}]\\")]
    [TestCase("- *x &y !z %TAG @ `")]
    [TestCase("  spaced  ")]
    [TestCase("größe 漢字 😀")]
    [TestCase("\u202Eright to left\u2028\uFEFF\U000E0041")]
    public void Names_come_back_as_they_are(string name)
    {
        var options = s_options with
        {
            Name = name, Files = [name + "/*.jsonl", "!" + name + ".jsonl"], Text = name.Replace("}", "", StringComparison.Ordinal), Label = name, Origin = name, Human = [name, "annotator-*"],
        };
        if (name.Contains('\\', StringComparison.Ordinal)) options = options with { Files = ["\"'}]/*.jsonl", "!\"'}].jsonl"] };
        var dataset = Drafted(options, Found("distinct-2", 0.5, 0.01));
        Assert.Multiple(() =>
        {
            Assert.That(dataset.Name, Is.EqualTo(name));
            Assert.That(dataset.Files.Globs.Select(glob => (glob.Excludes ? "!" : "") + glob.Glob), Is.EqualTo(options.Files));
            Assert.That(dataset.Text.Text, Is.EqualTo(options.Text));
            Assert.That(dataset.Label!.Text, Is.EqualTo(name));
            Assert.That(dataset.Origin!.Field!.Text, Is.EqualTo(name));
            Assert.That(dataset.Origin!.HumanValues.Select(value => value.Text), Is.EqualTo(options.Human));
        });
    }

    [Test]
    public void A_template_keeps_its_line_feeds() =>
        Assert.That(Drafted(s_options with { Text = "{a}\n\t{b}" }, Found("distinct-2", 0.5, 0.01)).Text.Text, Is.EqualTo("{a}\n\t{b}"));

    [Test]
    public void Many_files_stand_in_lines_of_their_own()
    {
        var options = s_options with { Files = [.. Enumerable.Range(1, 30).Select(i => string.Create(CultureInfo.InvariantCulture, $"data/file-{i}.jsonl"))] };
        Assert.That(Drafted(options, Found("distinct-2", 0.5, 0.01)).Files.Globs.Select(glob => glob.Glob), Is.EqualTo(options.Files));
        Assert.That(PolicyDraft.Write(options, []).Split('\n').Max(line => line.Length), Is.LessThan(150));
    }

    [TestCase("distinct-2", 0.481, 0.061, "distinct-2: { min: 0.87 x reference, max: 1.50 x reference }  # 0.481 ± 0.061, distinct word pairs / all word pairs")]
    [TestCase("distinct-2", 0.5, 0.0001, "distinct-2: { min: 0.95 x reference, max: 1.50 x reference }  # 0.5 ± 0.0001, distinct word pairs / all word pairs")]
    [TestCase("repetition", 0.1, 0.15, "repetition: { max: 2.50 x reference }  # 0.1 ± 0.15, mean log count of a record's 4-grams in other records")]
    [TestCase("repetition", 0, 0, "repetition: { max: reference + 0.05 }  # 0 ± 0, mean log count of a record's 4-grams in other records")]
    [TestCase("repetition", 2, 0.2, "repetition: { min: 0.50 x reference, max: 1.10 x reference }  # 2 ± 0.2, mean log count of a record's 4-grams in other records")]
    [TestCase("distinct-1", 0.01, 0.02, "distinct-1: { min: reference - 0.02 }  # 0.01 ± 0.02, distinct words / all words")]
    [TestCase("distinct-1", 0.01, 0.00999, "distinct-1: { min: 0.01 x reference, max: 3.00 x reference }  # 0.01 ± 0.01, distinct words / all words")]
    [TestCase("exact-duplicates", 0, 0, "exact-duplicates: { max: reference + 5% }  # 0% ± 0%, share of records that repeat an earlier text")]
    [TestCase("opening-share", 0.0412, 0.06444, "opening-share: { max: reference + 6.5% }  # 4.1% ± 6.4%, largest share of records that open with the same three words")]
    [TestCase("token-js", 0.035444, 0.0063111, "token-js: { max: null + 0.0064 }  # 0.0354 + 0.0063, Jensen–Shannon divergence of the words from the reference, in nats")]
    [TestCase("token-js", 0, 0, "token-js: { max: null + 0 }  # 0 + 0, Jensen–Shannon divergence of the words from the reference, in nats")]
    [TestCase("length-js", 1e-7, 2.51e-7, "length-js: { max: null + 0.00000026 }  # 0.0000001 + 0.00000025, JS of the length distributions")]
    public void Bounds_relative_to_a_reference(string metric, double value, double margin, string line)
    {
        var found = Found(metric, value, margin);
        Assert.That(Line(s_options, found), Is.EqualTo(line));
        Drafted(s_options, found);
    }

    [TestCase("distinct-2", 0.4876, 0.0487, "distinct-2: { min: 0.438, max: 0.537 }  # 0.488 ± 0.049, distinct word pairs / all word pairs")]
    [TestCase("distinct-2", 0.99, 0.001, "distinct-2: { min: 0.94 }  # 0.99 ± 0.001, distinct word pairs / all word pairs")]
    [TestCase("self-bleu-3", 0.5, 0.1, "self-bleu-3: { min: 0.4, max: 0.6 }  # 0.5 ± 0.1, mean BLEU-3 of each record against all others")]
    [TestCase("self-bleu-3", 0.98, 0.03, "# self-bleu-3, without room for a bound: 0.98 ± 0.03, mean BLEU-3 of each record against all others")]
    [TestCase("repetition", 1.05, 0.251, "repetition: { min: 0.79, max: 1.31 }  # 1.05 ± 0.25, mean log count of a record's 4-grams in other records")]
    [TestCase("repetition", 0, 0, "repetition: { max: 0.05 }  # 0 ± 0, mean log count of a record's 4-grams in other records")]
    [TestCase("distinct-1", 0.01, 0.02, "# distinct-1, without room for a bound: 0.01 ± 0.02, distinct words / all words")]
    [TestCase("exact-duplicates", 0, 0, "exact-duplicates: { max: 5% }  # 0% ± 0%, share of records that repeat an earlier text")]
    [TestCase("exact-duplicates", 0.9999, 0, "# exact-duplicates, without room for a bound: 100% ± 0%, share of records that repeat an earlier text")]
    public void Bounds_at_the_datas_own_size(string metric, double value, double margin, string line)
    {
        Assert.That(Itself(metric, value, margin), Is.EqualTo(line));
        if (!line.StartsWith('#')) Drafted(s_options with { Anchor = DraftAnchor.Itself, Reference = [] }, Found(metric, value, margin));
    }

    [Test]
    public void The_measured_value_always_holds_an_absolute_bound()
    {
        for (var value = 0.001; value < 1; value *= 1.37)
        {
            foreach (var margin in new[] { 0, value / 100, value / 3, value })
            {
                var options = s_options with { Anchor = DraftAnchor.Itself, Reference = [] };
                var yaml = PolicyDraft.Write(options, [Found("distinct-1", value, margin), Found("repetition", value, margin), Found("exact-duplicates", value, margin)]);
                foreach (var budget in Reading.Good(yaml).Datasets.Single().Budgets)
                {
                    Assert.That(budget.Min?.Resolve(0) ?? 0, Is.LessThanOrEqualTo(value - margin + 1e-9).Or.Zero, yaml);
                    Assert.That(budget.Max?.Resolve(0) ?? 1, Is.GreaterThanOrEqualTo(Math.Min(1, value + margin) - 1e-9), yaml);
                }
            }
        }
    }

    [TestCase(0.01, "1%")]
    [TestCase(0.001, "0.1%")]
    [TestCase(0.125, "12.5%")]
    public void The_false_alarm_rate_is_kept(double rate, string spelt)
    {
        var yaml = PolicyDraft.Write(s_options with { FalseAlarm = rate }, [Found("distinct-2", 0.5, 0.01)]);
        Assert.Multiple(() =>
        {
            Assert.That(yaml, Does.Contain($"false-alarm: {spelt}"));
            Assert.That(Reading.Good(yaml).FalseAlarm, Is.EqualTo(rate).Within(1e-15));
        });
    }

    [Test]
    public void The_human_slice_and_the_words_are_kept()
    {
        var policy = Reading.Good(PolicyDraft.Write(
            s_options with { Anchor = DraftAnchor.HumanSlice, Reference = [], Origin = "source", Words = Words.Whitespace }, [Found("token-js", 0.1, 0.01)]));
        Assert.Multiple(() =>
        {
            Assert.That(policy.Words, Is.EqualTo(Words.Whitespace));
            Assert.That(policy.Datasets[0].Reference!.Slice, Is.EqualTo(Documents.SliceName.Human));
            Assert.That(policy.Datasets[0].Origin!.SyntheticValues.Single().Text, Is.EqualTo("*"));
        });
    }

    [Test]
    public void Measures_of_labels_are_for_data_that_has_them()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PolicyDraft.Metrics(hasLabel: false).Select(metric => metric.Name), Has.None.StartsWith("label"));
            Assert.That(PolicyDraft.Metrics(hasLabel: true).Select(metric => metric.Name), Is.SupersetOf(PolicyDraft.Metrics(hasLabel: false).Select(metric => metric.Name)));
            Assert.That(PolicyDraft.Metrics(hasLabel: false).Select(metric => metric.Name), Is.SupersetOf(new[] { "distinct-2", "self-bleu-3", "token-js" }));
        });
    }
}
