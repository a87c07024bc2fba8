using DataGate.Documents;
using DataGate.Files.PolicyFile;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class BudgetTests
{
    private const string Declared = "label: l\ncreated: c\ngeneration: g\norigin: { field: s, human: [h] }\nreference: { files: r }\n";

    [Test]
    public void Every_key_of_a_budget_is_read()
    {
        var budget = Reading.GoodDataset(Declared + """
            synthetic:
              ratio: { max: 40%, warn: 30%, of: tokens, severity: warning, not-judged: note, min-records: 7, owner: me, by: lang }
            """).Budgets.Single();
        Assert.That(
            (budget.Section, budget.Metric, budget.Bucket, budget.Min, budget.Max!.Offset, budget.Warn!.Offset, budget.Of, budget.Severity, budget.NotJudged),
            Is.EqualTo((Section.Synthetic, "ratio", (string?)null, (Bound?)null, 0.4, 0.3, Unit.Tokens, Severity.Warning, Severity.Note)));
        Assert.That((budget.MinRecords, budget.Owner, budget.By?.Text, budget.On), Is.EqualTo((7, "me", "lang", (SliceName?)null)));
        Assert.That((budget.Place.Line, budget.Place.Column), Is.EqualTo((12, 7)));
        Assert.That((budget.Max.Place.Line, budget.Max.Place.Column), Is.EqualTo((12, 21)));
    }

    [TestCase("records", Unit.Records)]
    [TestCase("tokens", Unit.Tokens)]
    [TestCase("bytes", Unit.Bytes)]
    public void A_ratio_is_of_records_tokens_or_bytes(string spelt, Unit unit) =>
        Assert.That(Reading.GoodDataset(Declared + $"synthetic: {{ ratio: {{ max: 1%, of: {spelt} }} }}").Budgets.Single().Of, Is.EqualTo(unit));

    [TestCase("near-duplicates: 2%", 0.8)]
    [TestCase("near-duplicates: { max: 2% }", 0.8)]
    [TestCase("near-duplicates: { max: 2%, warn: 1%, jaccard: 0.7 }", 0.7)]
    [TestCase("near-duplicates: { max: 2%, jaccard: 1 }", 1)]
    public void Near_duplicates_are_so_from_a_similarity_on(string budget, double jaccard) =>
        Assert.That(Reading.GoodDataset($"diversity: {{ {budget} }}").Budgets.Single().Jaccard, Is.EqualTo(jaccard));

    [TestCase("0")]
    [TestCase("1.1")]
    [TestCase("-0.5")]
    [TestCase("80%")]
    [TestCase("'0.8'")]
    [TestCase(".nan")]
    [TestCase("most")]
    public void A_similarity_is_a_number_above_0_and_at_most_1(string jaccard) =>
        Assert.That(Reading.SingleInDataset($"diversity: {{ near-duplicates: {{ max: 2%, jaccard: {jaccard} }} }}").Code, Is.EqualTo(PolicyCodes.WrongValue));

    [TestCase("all", SliceName.All)]
    [TestCase("human", SliceName.Human)]
    [TestCase("synthetic", SliceName.Synthetic)]
    [TestCase("added", SliceName.Added)]
    [TestCase("removed", SliceName.Removed)]
    public void A_budget_may_be_for_a_slice(string spelt, SliceName slice) =>
        Assert.That(Reading.GoodDataset(Declared + $"diversity: {{ distinct-2: {{ min: 1%, on: {spelt} }} }}").Budgets.Single().On, Is.EqualTo(slice));

    [Test]
    public void What_was_there_before_a_change_is_an_anchor_and_no_slice_yet()
    {
        var (code, _, line, column) = Reading.SingleInDataset("diversity: { distinct-2: { min: 1%, on: base } }");
        Assert.That((code, line, column), Is.EqualTo((PolicyCodes.NotYet, 1, 45)));
    }

    [Test]
    public void By_label_stands_for_the_label_field_of_the_dataset_and_a_pointer_for_itself()
    {
        static string? By(string lines) => Reading.GoodDataset(lines).Budgets.Single().By?.Text;
        Assert.That(By("label: intent\ndiversity: { distinct-2: { min: 1%, by: label } }"), Is.EqualTo("intent"));
        Assert.That(By("label: intent\ndiversity: { distinct-2: { min: 1%, by: /label } }"), Is.EqualTo("/label"));
        Assert.That(By("diversity: { distinct-2: { min: 1%, by: label } }"), Is.EqualTo("label"));
    }

    [Test]
    public void The_short_form_bounds_every_available_metric_on_the_side_where_it_gets_worse()
    {
        Assert.Multiple(() =>
        {
            foreach (var metric in MetricCatalog.All.Where(m => m.Family is not (MetricFamily.Tail or MetricFamily.Leakage)))
            {
                var spelt = metric.Range is ValueRange.Days ? "1d" : "1";
                var section = metric.Family.ToString().ToLowerInvariant();
                var dataset = Reading.Dataset(Declared + "id: i\nparent: p\n" + $"{section}: {{ {metric.Name}: {spelt} }}");
                var budget = Reading.Good("judge: { endpoint: 'https://x', model: m }\n" + dataset).Datasets.Single().Budgets.Single();
                Assert.That(budget.Min is null, Is.EqualTo(metric.Better is Better.Lower), metric.Name);
                Assert.That(budget.Max is null, Is.EqualTo(metric.Better is not Better.Lower), metric.Name);
            }
        });
    }

    [TestCase("diversity: { judged-cluster-score: 0.5 }")]
    [TestCase("synthetic: { danger-zone: 1% }")]
    public void What_a_language_model_judges_needs_one_and_a_number(string section)
    {
        var problem = Reading.SingleInDataset(section);
        Assert.That((problem.Code, problem.Message), Is.EqualTo((PolicyCodes.Undeclared, $"the policy names no 'judge': '{section.Split(' ')[2].TrimEnd(':')}' asks it")));
        var relative = Reading.Read("judge: { endpoint: 'https://x', model: m }\n" + Reading.Dataset("reference: { files: r.jsonl }\n" + section.Replace(": 1%", ": { max: reference + 1% }").Replace(": 0.5", ": { min: reference - 0.5 }"))).Problems.Single();
        Assert.That((relative.Code, relative.Message), Is.EqualTo((PolicyCodes.WrongBound, relative.Message)));
        Assert.That(relative.Message, Does.Contain("its bound is a number"));
    }

    [Test]
    public void A_share_of_records_in_a_rare_case_may_be_bounded_on_either_side_and_in_short_from_below()
    {
        static Budget Share(string bounds) => Reading.GoodDataset($"tails: {{ t: {{ matches: x, share: {bounds} }} }}").Budgets.Single();
        Assert.That(Share("1%").Min?.Offset, Is.EqualTo(0.01));
        Assert.That(Share("{ max: 1% }").Max?.Offset, Is.EqualTo(0.01));
        Assert.That(Share("{ min: 1% }").Max, Is.Null);
    }

    [TestCase("vendi-score: { min: 5 }", 1)]
    [TestCase("vendi-score: { min: 5, q: 2 }", 2)]
    [TestCase("vendi-score: { min: 5, q: inf }", double.PositiveInfinity)]
    public void The_vendi_score_has_an_order(string budget, double order) =>
        Assert.That(Reading.GoodDataset($"diversity: {{ {budget} }}").Budgets.Single().Order, Is.EqualTo(order));

    [TestCase("vendi-score: { min: 5, q: 3 }", PolicyCodes.WrongValue)]
    [TestCase("distinct-2: { min: 0.5, q: 2 }", PolicyCodes.UnknownKey)]
    [TestCase("semantic-duplicates: { max: 2%, similarity: 0 }", PolicyCodes.WrongValue)]
    [TestCase("near-duplicates: { max: 2%, similarity: 0.9 }", PolicyCodes.UnknownKey)]
    [TestCase("mean-cosine: { max: 1.1 x reference }", PolicyCodes.WrongBound)]
    public void Settings_of_measures_over_embeddings_are_theirs_alone(string budget, string code) =>
        Assert.That(Reading.Single(Reading.Dataset(Declared + $"diversity: {{ {budget} }}")).Code, Is.EqualTo(code));

    [Test]
    public void Semantic_duplicates_have_a_similarity() =>
        Assert.That(Reading.GoodDataset("diversity: { semantic-duplicates: { max: 2%, similarity: 0.8 } }").Budgets.Single().Similarity, Is.EqualTo(0.8));

    [TestCase("diversity: { vendi-score: { min: 5, severity: off } }")]
    [TestCase("diversity: { distinct-2: { min: 0.9 x reference, severity: off } }")]
    public void A_budget_that_is_switched_off_asks_for_nothing(string section) =>
        Assert.That(Reading.GoodDataset(section).Budgets.Where(b => b.Severity != Severity.Off), Is.Empty);

    [TestCase("diversity: { self-bleu-3: { min: 0.2 } }", PolicyCodes.WrongBound, "'max'")]
    [TestCase("diversity: { opening-share: { min: 2% } }", PolicyCodes.WrongBound, "'max'")]
    [TestCase("diversity: { distinct-2: { max: 2% } }", PolicyCodes.WrongBound, "'min'")]
    [TestCase("diversity: { distinct-2: { min: 50%, max: 40% } }", PolicyCodes.WrongBound, "lies above")]
    [TestCase("tails: { t: { matches: x, share: { min: reference + 2%, max: reference + 1% } } }", PolicyCodes.WrongBound, "lies above")]
    [TestCase("tails: { t: { matches: x, share: { min: 0.9 x reference, max: 0.8 x reference } } }", PolicyCodes.WrongBound, "lies above")]
    [TestCase("diversity: { opening-share: { max: 2%, warn: 3% } }", PolicyCodes.WrongBound, "must not be above")]
    [TestCase("diversity: { distinct-2: { min: 2%, warn: 1% } }", PolicyCodes.WrongBound, "must not be below")]
    [TestCase("diversity: { distinct-2: { min: 1%, max: 9%, warn: 2% } }", PolicyCodes.WrongBound, "beside both")]
    [TestCase("diversity: { distinct-2: { warn: 2% } }", PolicyCodes.Missing, "min, max")]
    [TestCase("diversity: { distinct-2: { severity: note } }", PolicyCodes.Missing, "min, max")]
    [TestCase("diversity: { distinct-2: {} }", PolicyCodes.Missing, "min, max")]
    [TestCase("diversity: { exact-duplicates: { max: 1.1 x reference } }", PolicyCodes.WrongBound, "'reference + d'")]
    [TestCase("tails: { t: { matches: x, count: { min: 0.9 x reference } } }", PolicyCodes.WrongBound, "'reference - d'")]
    [TestCase("divergence: { token-js: { max: 1.1 x null } }", PolicyCodes.WrongBound, "'null + d'")]
    [TestCase("divergence: { token-js: { max: base + 0.1 } }", PolicyCodes.WrongBound, "'on: added'")]
    [TestCase("divergence: { token-js: { max: base + 0.1, on: added } }", PolicyCodes.WrongBound, "compare it with 'null'")]
    [TestCase("diversity: { distinct-2: { min: 0.9 x base } }", PolicyCodes.WrongBound, "'on: added'")]
    [TestCase("diversity: { distinct-2: { min: 0.9 x base, on: human } }", PolicyCodes.WrongBound, "'on: added'")]
    [TestCase("diversity: { distinct-2: { min: 0.9 x base, max: 1.5 x reference, on: added } }", PolicyCodes.WrongBound, "not with both")]
    [TestCase("diversity: { exact-duplicates: { max: 1.1 x base, on: added } }", PolicyCodes.WrongBound, "'base + d'")]
    [TestCase("synthetic: { depth: { max: 1, on: added } }", PolicyCodes.WrongBound, "is of the whole dataset")]
    [TestCase("synthetic: { human-retention: { min: 98%, on: removed } }", PolicyCodes.WrongBound, "is of the whole dataset")]
    [TestCase("divergence: { token-js: { max: reference + 0.1 } }", PolicyCodes.WrongBound, "compare it with 'null'")]
    [TestCase("diversity: { distinct-2: { min: null - 1% } }", PolicyCodes.WrongBound, "is for divergences")]
    [TestCase("synthetic: { ratio: { max: 1%, on: human } }", PolicyCodes.WrongBound, "remove 'on'")]
    [TestCase("synthetic: { age: { max: 1d, of: records } }", PolicyCodes.UnknownKey, "'of'")]
    [TestCase("diversity: { distinct-2: { min: 1%, jaccard: 0.5 } }", PolicyCodes.UnknownKey, "'jaccard'")]
    public void A_budget_that_can_not_mean_what_it_says_is_an_error(string section, string code, string said)
    {
        var problems = Reading.Read(Reading.Dataset(Declared + section)).Problems.Where(p => p.Code != PolicyCodes.NotYet).ToArray();
        Assert.That(problems.Select(Reading.Show), Has.Exactly(1).Items);
        Assert.That(problems[0].Code, Is.EqualTo(code));
        Assert.That(problems[0].Message, Does.Contain(said));
    }

    [Test]
    public void A_divergence_of_what_a_change_adds_needs_no_reference() =>
        Assert.That(Reading.GoodDataset("divergence: { token-js: { max: null + 0.1, on: added } }").Budgets.Single().On, Is.EqualTo(SliceName.Added));

    [TestCase("diversity: { opening-share: { min: 1%, max: 5% } }")]
    [TestCase("diversity: { opening-share: { max: 2%, warn: 2% } }")]
    [TestCase("diversity: { distinct-2: { min: 1%, max: 1% } }")]
    [TestCase("tails: { t: { matches: x, share: { min: reference - 2%, max: reference + 1% } } }")]
    [TestCase("tails: { t: { matches: x, share: { min: 50%, max: reference } } }")]
    [TestCase("tails: { t: { matches: x, share: { min: reference - 2%, warn: 1% } } }")]
    public void Bounds_that_can_hold_together_are_fine(string section) =>
        Assert.That(Reading.GoodDataset(Declared + section).Budgets, Has.Length.EqualTo(1));
}
