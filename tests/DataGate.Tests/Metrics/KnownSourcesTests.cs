using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Scanning;
using DataGate.TestSupport;

namespace DataGate.Tests.Metrics;

/// <summary>Which known source unlabelled records resemble: evidence of the unlabelled budget.</summary>
public sealed class KnownSourcesTests
{
    private static readonly string[] s_openings = ["certainly, here is", "sure thing, so", "well i guess"];

    private static Needs Needs() => Sets.Needs(["unlabelled"]) is var needs ? needs with { Whole = [.. needs.Whole, SketchKind.Sources] } : needs;

    private static ImmutableArray<Evidence> Evidence(IEnumerable<Row> rows, int parts = 1)
    {
        var all = rows.ToArray();
        var sum = new DatasetScan(Needs(), _ => FileOrigin.None);
        var size = (all.Length / parts) + 1;
        foreach (var (i, part) in all.Chunk(size).Index().Reverse())
        {
            var scan = new DatasetScan(Needs(), _ => FileOrigin.None);
            Sets.AddTo(scan, part, firstLine: i * size);
            sum.Merge(scan);
        }
        return ((Measured)Sets.Measure("unlabelled", sum)).Explain!();
    }

    private static string Say(ImmutableArray<Evidence> evidence) =>
        string.Join('\n', evidence.Select(rows => $"{rows.What}|{rows.Excerpt}|{rows.Records}|{string.Join(' ', rows.Places.Select(place => place.Line))}"));

    /// <summary>Texts of three styles, some without a label; the source that wrote each stands in the label.</summary>
    private static IEnumerable<Row> Styles(int each, Func<int, bool> isLabelled) => Enumerable.Range(0, each * 3).Select(i =>
    {
        var source = i % 3 == 2 ? "human" : "model-" + (i % 3);
        return new Row($"{s_openings[i % 3]} number {i} of {i % 7}", isLabelled(i) ? source : null, source);
    });

    [Test]
    public void Answers_that_lost_their_label_resemble_the_generator_that_wrote_them()
    {
        string[] names = ["claude", "gpt4", "llama-2-7b-chat-hf", "alpaca-7b", "Mixtral-8x7B-Instruct-v0.1"];
        var rows = names.SelectMany(name => Sets.Read(Repository.SharedData("dev", $"alpaca_eval.{name}.jsonl")).Select((row, i) => new Row(row.Text, i % 8 == 0 ? null : name, name))).ToArray();
        var evidence = Evidence(rows);
        TestContext.Out.WriteLine(Say(evidence));
        var named = evidence.Where(like => like.Excerpt is not null).ToList();
        var shown = named.SelectMany(like => like.Places.Select(place => (Says: like.Excerpt, Is: rows[place.Line].Label))).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(named, Has.Count.GreaterThanOrEqualTo(2));
            Assert.That(named.Sum(like => like.Records), Is.GreaterThanOrEqualTo(30), "of 300, at an error of 10%");
            Assert.That(shown.Count(pair => pair.Says == pair.Is), Is.GreaterThanOrEqualTo(shown.Count * 0.8));
            Assert.That(evidence[1..].Sum(like => like.Records), Is.EqualTo(evidence[0].Records), "every one is told, or said not to be");
            Assert.That(named.Select(like => like.What), Has.All.Contains("cross-validated error"));
        });
    }

    /// <summary>Rows of the samples; every eighth has lost its source, which stands in the label.</summary>
    private static Row[] Samples(params string[] files) =>
    [
        .. files.SelectMany(file => Sets.Read(Path.Combine(Repository.Root, "samples", file)))
            .Select((row, i) => row with { Label = row.Source, Source = i % 8 == 0 ? null : row.Source }),
    ];

    [Test]
    public void Rows_of_samples_that_lost_their_label_resemble_the_source_they_had()
    {
        var rows = Samples("support-intents/data/human.jsonl", "divergence-shift/data.jsonl");
        var evidence = Evidence(rows);
        TestContext.Out.WriteLine(Say(evidence));
        var shown = evidence.Where(like => like.Excerpt is not null).SelectMany(like => like.Places.Select(place => (Says: like.Excerpt, Is: rows[place.Line].Label))).ToList();
        Assert.That(shown, Has.Count.EqualTo(10));
        Assert.That(shown.Count(pair => pair.Says == pair.Is), Is.GreaterThanOrEqualTo(9));
    }

    [Test]
    public void Rows_made_by_rules_from_human_ones_are_too_much_like_them_for_a_name()
    {
        var evidence = Evidence(Samples("support-intents/data/human.jsonl", "support-intents/data/generated.jsonl"));
        Assert.That(evidence.Select(like => like.Excerpt), Has.All.Null);
        Assert.That(evidence[1].What, Does.EndWith("too large"));
    }

    [Test]
    public void Styles_are_told_apart_with_every_record_counted_and_the_human_one_by_its_value()
    {
        var evidence = Evidence(Styles(60, i => i % 10 != 0));
        Assert.Multiple(() =>
        {
            Assert.That(evidence.Skip(1).Select(like => (like.Excerpt, like.Records)), Is.EqualTo(new[] { ("human", 6L), ("model-0", 6L), ("model-1", 6L) }), Say(evidence));
            Assert.That(evidence[1].What, Is.EqualTo("6 of 18 unlabelled records compared resemble this known source (cross-validated error 0%)"));
            Assert.That(evidence.Skip(1).SelectMany(like => like.Places.Select(place => place.Line % 10)), Has.All.Zero, "the rows without a label");
        });
    }

    [Test]
    public void Parts_in_any_order_say_what_the_whole_does()
    {
        var rows = Styles(700, i => i % 4 != 0).ToArray();
        var whole = Say(Evidence(rows));
        Assert.That(whole, Does.Contain("of 300 unlabelled records compared").And.Contain("|model-1|"));
        foreach (var parts in new[] { 2, 7, 50 }) Assert.That(Say(Evidence(rows, parts)), Is.EqualTo(whole), $"{parts} parts");
    }

    [Test]
    public void Sources_that_are_alike_have_no_name()
    {
        var evidence = Evidence(Enumerable.Range(0, 600).Select(i => new Row($"where is my {i % 17} card of {i % 5} from {i % 91} at {i}", (i * 7919 % 10) switch { < 4 => "human", < 8 => "model", _ => null })));
        Assert.That(evidence.Select(like => like.Excerpt), Has.All.Null, Say(evidence));
        Assert.That(evidence[1].What, Does.StartWith("compared with no known source: the 2 known ones are told apart with a cross-validated error of ").And.EndWith("%, too large"));
    }

    [TestCase(29, false)]
    [TestCase(30, true)]
    public void A_source_is_learnt_from_thirty_different_texts_on(int texts, bool isLearnt)
    {
        var rows = Enumerable.Range(0, 200).Select(i => new Row($"certainly, here is number {i}", "model"))
            .Concat(Enumerable.Range(0, 300).Select(i => new Row($"well i guess that {i % texts}", "human"))).Append(new Row("well i guess that 500"));
        var evidence = Evidence(rows);
        Assert.That(evidence[1].Excerpt, Is.EqualTo(isLearnt ? "human" : null));
        if (!isLearnt) Assert.That(evidence[1].What, Is.EqualTo("compared with no known source: fewer than two have 30 different texts"));
    }

    [Test]
    public void A_generator_that_is_called_like_the_people_is_told_from_them()
    {
        var whole = Sets.Scan(Needs() with { Origin = Sets.Origin with { SyntheticValues = [new("human"), new("model-0")], HumanValues = [new("model-1")] } }, Styles(60, i => i % 10 != 0)).Whole;
        var evidence = DataGate.Metrics.Origin.KnownSources.Resembled(whole, "human", Sets.Input(Sets.Scan(Needs(), [])).Words);
        Assert.That(evidence.Select(like => like.Excerpt), Is.EquivalentTo((string[])["human", "human (labelled human)", "model-0"]));
    }

    [Test]
    public void Nothing_is_said_where_texts_were_not_gathered_or_nothing_is_unlabelled()
    {
        Row[] rows = [.. Styles(60, i => i % 10 != 0)];
        Assert.Multiple(() =>
        {
            Assert.That(((Measured)Sets.Measure("unlabelled", rows)).Explain!(), Has.Length.EqualTo(1));
            Assert.That(Evidence(Styles(60, _ => true)), Is.Empty);
        });
    }

    [Test]
    public void More_generators_than_are_kept_leave_the_people_alone()
    {
        var evidence = Evidence(Styles(60, i => i % 10 != 0).Concat(Enumerable.Range(0, SourceTexts.MaxSources).Select(i => new Row("text", "tool-" + i))), parts: 3);
        Assert.That(evidence[1].What, Is.EqualTo("compared with no known source: fewer than two have 30 different texts, not counting more than 32 generators"));
    }

    [Test]
    public void Little_is_kept_of_a_source_and_no_character_is_cut()
    {
        var scan = Sets.Scan(Needs(), Enumerable.Range(0, 500).Select(i => new Row(i + new string('\u20ac', 1_000), i < 400 ? "model" : "human")));
        var texts = scan.Whole.Leaf(RecordOrigin.Synthetic).Get<SourceTexts>(SketchKind.Sources);
        texts.Seal();
        var model = texts.Sources.Single().Value;
        Assert.Multiple(() =>
        {
            Assert.That(model.Records, Is.EqualTo(400));
            Assert.That(model.Texts, Has.Count.EqualTo(SourceTexts.MaxTexts));
            Assert.That(model.Texts.Max(text => text.Text.Length), Is.InRange(SourceTexts.MaxText - 3, SourceTexts.MaxText));
            Assert.That(model.Texts.Select(text => Encoding.UTF8.GetString(text.Text)), Has.None.Contains('\uFFFD'));
        });
    }
}
