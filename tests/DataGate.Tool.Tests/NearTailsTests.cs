using DataGate.Onnx;
using DataGate.TestSupport;

namespace DataGate.Tool.Tests;

/// <summary>Rare cases by nearness in meaning, from policy to report; texts are embedded by the hashes of their words, so that those with common words are near each other.</summary>
public sealed class NearTailsTests
{
    private const string Near = "near: { phrases: [\"let me talk to a person\", \"get me an agent\"], similarity: 0.7 }";

    private static string Rows(int wanted, int others, string lang = "en") => string.Concat(
        Enumerable.Range(0, wanted).Select(i => $"{{\"text\": \"please let me talk to a person {i}\", \"lang\": \"{lang}\", \"source\": \"{(i % 2 == 0 ? "human" : "m")}\"}}\n")
            .Concat(Enumerable.Range(0, others).Select(i => $"{{\"text\": \"where is card number {i} that was sent\", \"lang\": \"{lang}\", \"source\": \"human\"}}\n")));

    private static Folder Folder(string tail, string data, string more = "", bool whole = false) => new Folder().Write("a.jsonl", data).Write("datagate.yaml", $$"""
        version: 1
        {{(whole ? more : "")}}
        datasets:
          d:
            files: ["a.jsonl"]
            text: text
            {{(whole ? "" : more)}}
            tails:
              asks: {
                {{tail}} }

        """);

    [TestCase("count: { min: 6 }", 0)]
    [TestCase("count: { min: 7 }", 1)]
    [TestCase("share: { min: 5%, max: 7% }", 0)]
    [TestCase("share: { max: 5% }", 1)]
    [TestCase("where: { lang: de }, count: { min: 1 }", 1)]
    [TestCase("matches: '[0-2]$', count: { min: 3, max: 3 }", 0)]
    public void Records_near_a_phrase_are_counted(string budget, int exit)
    {
        using var folder = Folder($"{Near}, {budget}", Rows(6, 94));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.EqualTo(exit), run.Out + run.Error);
    }

    [Test]
    public void A_lost_case_shows_those_in_it_and_those_next_to_it()
    {
        using var folder = Folder($"{Near}, count: {{ min: 5 }}", Rows(2, 50) + "{\"text\": \"please let me walk with a person home\"}\n{\"text\": \"\"}\n");
        var run = Tool.Run(folder.Path, "check");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Out, Does.Contain("a.jsonl(2,1): error DG4001: count of tails/asks is 2, below the required 5, in 54 records.").Or.Contain("a.jsonl(1,1): error DG4001: count of tails/asks is 2, below the required 5, in 54 records."));
            Assert.That(run.Out, Does.Contain("in the bucket: cosine 0.").And.Contain("to 'let me talk to a person' (1 record): \"please let me talk to a person 0\""));
            Assert.That(run.Out, Does.Match("outside, next to it: cosine 0\\.[0-6].. to 'let me talk to a person' \\(1 record\\): \"please let me walk with a person home\""));
        });
    }

    [Test]
    public void Copies_are_counted_and_embedded_once_and_blank_texts_are_near_nothing()
    {
        using var folder = Folder("near: { phrases: \"get me an agent\", similarity: 0.01 }, count: { min: 40, max: 40 }", string.Concat(Enumerable.Repeat("{\"text\": \"get me an agent\"}\n{\"text\": \" \"}\n", 40)));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit, Is.Zero, run.Out);
    }

    [TestCase("", "count: { min: 1 }", 1)]
    [TestCase("{\"text\": \"get me an agent\"}\n", "count: { min: 1, max: 1 }, share: { min: 1 }", 0)]
    [TestCase("{\"text\": \"get me an agent\"}\n{\"text\": \"no\"}\n", "count: { min: 1, max: 1 }, share: { min: 50%, max: 50% }", 0)]
    [TestCase("{\"text\": \"no\"}\n", "count: { min: 0, max: 0 }", 0)]
    [TestCase("{\"text\": \"\"}\n", "count: { min: 0, max: 0 }", 0)]
    public void Small_sets_are_judged_too(string data, string budgets, int exit)
    {
        using var folder = Folder($"near: {{ phrases: [get me an agent], similarity: 1 }}, {budgets}", data);
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Exit == 0, Is.EqualTo(exit == 0), run.Out + run.Error);
    }

    [Test]
    public void What_is_measured_inside_is_measured_on_the_members_alone()
    {
        // 30 members of one shape, 100 others that all differ; the same by 'where' on a field that names the members.
        var data = string.Concat(Enumerable.Range(0, 30).Select(i => $"{{\"text\": \"please let me talk to a person {i % 3}\", \"is\": \"in\"}}\n"))
            + string.Concat(Enumerable.Range(0, 100).Select(i => $"{{\"text\": \"card{i} lost{i} again{i} today{i}\", \"is\": \"out\"}}\n"));
        const string Inside = "distinct-2: { min: 0, min-records: 1 }, self-bleu-3: { max: 1, min-records: 1 }, exact-duplicates: { max: 100% }, opening-share: { max: 100%, min-records: 1 }, mean-cosine: { max: 1, min-records: 1 }";
        using var near = Folder($"{Near},\n            {Inside}", data);
        using var where = Folder($"where: {{ is: in }},\n            {Inside}", data);
        Assert.That(Tool.Run(near.Path, "check").Out, Is.EqualTo(Tool.Run(where.Path, "check").Out));
        Assert.That(Tool.Run(near.Path, "check").Out, Does.Contain("90%"), "27 of 30 repeat an earlier one");
    }

    [Test]
    public void A_bound_relative_to_the_reference_takes_its_share_the_same_way()
    {
        ToolRun Check(int wanted)
        {
            using var folder = Folder($"{Near}, share: {{ min: 0.9 x reference }}, distinct-2: {{ min: 0.5 x reference, min-records: 10 }}", Rows(wanted, 400 - wanted), "reference: { files: [r.jsonl] }").Write("r.jsonl", Rows(20, 180));
            return Tool.Run(folder.Path, "check");
        }
        var (kept, lost) = (Check(38), Check(30));
        Assert.Multiple(() =>
        {
            Assert.That(kept.Exit, Is.Zero, kept.Out);
            Assert.That(lost.Exit, Is.EqualTo(1), lost.Out);
            Assert.That(lost.Out, Does.Contain("DG4002: share of tails/asks is 0.075, below the required 0.9 x reference = 0.09"));
        });
    }

    [Test]
    public void By_a_field_the_case_must_be_in_each_of_its_values()
    {
        using var folder = Folder($"{Near}, count: {{ min: 3, by: lang }}, share: {{ min: 5%, by: lang }}", Rows(6, 94) + Rows(2, 100, "de") + Rows(0, 100, "fr"));
        var run = Tool.Run(folder.Path, "check");
        Assert.Multiple(() =>
        {
            Assert.That(run.Exit, Is.EqualTo(1));
            Assert.That(run.Out, Does.Contain("count of tails/asks/lang=de is 2,").And.Contain("count of tails/asks/lang=fr is 0,").And.Contain("share of tails/asks/lang=fr is 0%,"));
            Assert.That(run.Out, Does.Not.Contain("of tails/asks/lang=en is"));
        });
    }

    [Test]
    public void By_a_field_a_bucket_of_values_is_cut_too()
    {
        using var folder = Folder("where: { source: human }, count: { min: 4, by: lang }", Rows(6, 0) + Rows(8, 0, "de") + Rows(0, 3, "fr"));
        var run = Tool.Run(folder.Path, "check");
        Assert.That(run.Out, Does.Contain("count of tails/asks/lang=en is 3,").And.Contain("count of tails/asks/lang=fr is 3,").And.Not.Contain("lang=de is"));
    }

    [Test]
    public void A_slice_has_its_own_members()
    {
        using var folder = Folder($"{Near}, count: {{ min: 4, max: 4, on: synthetic }}", Rows(8, 50), "origin: { field: source, human: [human], synthetic: [\"*\"] }");
        Assert.That(Tool.Run(folder.Path, "check").Exit, Is.Zero);
    }

    [TestCase("{\"text\": \"?a ?b ?c\"}\n", "get me an agent", "100.0% of its tokens are unknown")]
    [TestCase("{\"text\": \"get me an agent\"}\n", "?? ?人 ?と話したい", "of the phrases, 100.0% of its tokens are unknown")]
    public void Words_that_the_model_does_not_know_are_not_judged(string row, string phrase, string why)
    {
        using var folder = Folder($"near: {{ phrases: [\"{phrase}\"] }}, count: {{ min: 0 }}", row);
        var run = Tool.Run(folder.Path, "check");
        Assert.That((run.Exit, run.Out.Contains($"count of tails/asks was not judged: {why}", StringComparison.Ordinal)), Is.EqualTo((3, true)), run.Out);
    }

    [TestCase("count: { min: 0 }")]
    [TestCase("distinct-2: { min: 0, min-records: 1 }")]
    [TestCase("distinct-2: { min: 0, min-records: 1, by: lang }")]
    public void Without_an_embedder_it_says_what_is_missing(string budget)
    {
        using var folder = Folder($"{Near}, {budget}", Rows(6, 94));
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(["check"], new Host
        {
            Out = output, Error = error, Folder = folder.Path, Today = Tool.Today, Variable = _ => null,
            OpenEmbedder = _ => new OpenedEmbedder(null, "there is no library; npm ci mends it", null),
        });
        Assert.That((exit, output.ToString().Contains("was not judged: there is no library; npm ci mends it", StringComparison.Ordinal)), Is.EqualTo((3, true)), output.ToString());
    }

    [Test]
    public void Parts_threads_and_order_change_nothing()
    {
        using var folder = new Folder().Write("datagate.yaml", $$"""
            version: 1
            datasets:
              d:
                files: ["data/*.jsonl"]
                text: text
                reference: { files: [r.jsonl] }
                tails: { asks: { {{Near}}, count: { min: 400 }, share: { min: 1.1 x reference, by: lang }, distinct-2: { min: 90% } } }

            """).Write("r.jsonl", Rows(30, 300)).Write("data/1.jsonl", Rows(20, 100)).Write("data/2.jsonl", Rows(5, 80, "de")).Write("data/3.jsonl", Rows(9, 60));
        var whole = Tool.Run(folder.Path, "check", "--threads", "1");
        for (var part = 1; part <= 3; part++) Assert.That(Tool.Run(folder.Path, "check", "--part", $"{part}/3", "-o", $"{part}.part").Exit, Is.Zero);
        Assert.That(whole.Out, Does.Contain("count of tails/asks is 34"));
        Assert.That(Tool.Run(folder.Path, "check", "--threads", "7").Out, Is.EqualTo(whole.Out));
        Assert.That(Tool.Run(folder.Path, "check", "--parts", "3.part", "1.part", "2.part").Out, Is.EqualTo(whole.Out));
    }

    [Test]
    public void Of_a_sample_the_number_is_an_estimate_that_breaks_a_bound_only_beyond_its_interval()
    {
        // 200 of 2,000, of which 400 texts are held.
        ToolRun Check(string bound)
        {
            using var folder = Folder($"{Near}, count: {{ min: {bound} }}", Rows(200, 1_800), "defaults: { sample: 400, embed-sample: 100 }", whole: true);
            return Tool.Run(folder.Path, "check");
        }
        var (far, close, below) = (Check("500"), Check("201"), Check("50"));
        Assert.Multiple(() =>
        {
            Assert.That(far.Out, Does.Contain("error DG4001"));
            Assert.That(below.Exit, Is.Zero, below.Out);
            Assert.That(close.Exit, Is.Zero, close.Out);
        });
    }

    [Test]
    public void A_share_that_is_off_only_inside_the_interval_of_the_references_own_is_told_and_does_not_fail()
    {
        ToolRun Check(int wanted)
        {
            using var folder = Folder($"{Near}, share: {{ min: 1 x reference }}", Rows(wanted, 400 - wanted), "defaults: { sample: 500, embed-sample: 500 }", whole: true);
            var policy = File.ReadAllText(Path.Combine(folder.Path, "datagate.yaml")).Replace("text: text", "text: text\n    reference: { files: [r.jsonl] }", StringComparison.Ordinal);
            return Tool.Run(folder.Write("datagate.yaml", policy).Write("r.jsonl", Rows(200, 1_800)).Path, "check");
        }
        var (close, far) = (Check(33), Check(10));
        Assert.Multiple(() =>
        {
            Assert.That((close.Exit, close.Out.Contains("warning DG4002: share of tails/asks is 0.0825 (inside the reference's own interval)", StringComparison.Ordinal)), Is.EqualTo((0, true)), close.Out);
            Assert.That((far.Exit, far.Out.Contains("error DG4002: share of tails/asks is 0.025,", StringComparison.Ordinal)), Is.EqualTo((1, true)), far.Out);
        });
    }

    [Test]
    public void What_a_change_adds_and_what_was_there_before_have_their_own_members()
    {
        using var folder = new GitFolder().Write("datagate.yaml", $$"""
            version: 1
            datasets:
              d:
                files: [a.jsonl]
                text: text
                divergence: { rare-retention: { min: 0.1 x null, on: added } }
                tails:
                  asks:
                    {{Near}}
                    count: { min: 3, on: added }
                    share: { max: 10%, on: removed }
                    distinct-2: { min: 0.5 x base, on: added, min-records: 2 }

            """).Write("a.jsonl", Rows(20, 200));
        folder.Commit();
        folder.Write("a.jsonl", Rows(22, 190));
        var run = Tool.Run(folder.Path, "check", "--since", "main");
        Assert.Multiple(() =>
        {
            Assert.That(run.Out, Does.Match(@"count +tails/asks/added +2 +min 3 +2 +broken").And.Match(@"share +tails/asks/removed +0% +max 10% +10 +holds"), run.Error);
            Assert.That(run.Out, Does.Match(@"distinct-2 +tails/asks/added .*0\.5 x base"));
            Assert.That(run.Out, Does.Contain("a.jsonl(22,1): error DG4001: count of tails/asks/added is 2, below the required 3, in 2 records."));
        });
    }
}
