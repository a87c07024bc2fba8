using DataGate.Files.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.PolicyFile;

internal sealed class ExtendsTests
{
    private const string Set = "files: x, text: t";

    [Test]
    public void Maps_merge_key_by_key_lists_replace_and_the_nearer_file_wins()
    {
        using var folder = new PolicyFolder().WithRepository()
            .With("base/base.yaml", """
                version: 1
                defaults: { severity: warning, min-records: 5 }
                datasets:
                  d:
                    files: ["base/*.jsonl", "more/*.jsonl"]
                    text: text
                    reference: { files: ["ref/*.jsonl"] }
                    diversity: { distinct-1: 1%, distinct-2: { min: 2%, owner: base } }
                  only-base: { files: x, text: t }
                """)
            .With("team/datagate.yaml", """
                version: 1
                extends: [../base/base.yaml]
                defaults: { severity: note }
                datasets:
                  d:
                    files: ["near/*.jsonl"]
                    diversity: { distinct-2: { min: 3% } }
                """);
        var result = folder.Read("team/datagate.yaml");
        Assert.That(result.Problems, Is.Empty);
        var dataset = result.Policy!.Datasets.Single(d => d.Name == "d");
        Assert.Multiple(() =>
        {
            Assert.That(result.Policy.Datasets.Select(d => d.Name), Is.EqualTo(new[] { "d", "only-base" }));
            Assert.That(dataset.Files.Globs.Select(g => g.Glob), Is.EqualTo(new[] { "near/*.jsonl" }));
            Assert.That(dataset.Files.Folder, Is.EqualTo(folder.At("team")));
            Assert.That(dataset.Reference!.Files!.Folder, Is.EqualTo(folder.At("base")), "globs stay relative to the file that spells them");
            Assert.That(
                dataset.Budgets.Select(b => $"{b.Metric} {b.Min!.Text} {b.Owner} {b.Severity} {b.MinRecords} {b.Place.File}({b.Place.Line}) {b.Min.Place.File}"),
                Is.EqualTo(new[]
                {
                    "distinct-1 1%  Note 5 base/base.yaml(8) base/base.yaml",
                    "distinct-2 3% base Note 5 team/datagate.yaml(7) team/datagate.yaml",
                }));
            Assert.That(result.FilesRead, Is.EqualTo(new[] { folder.At("team/datagate.yaml"), folder.At("base/base.yaml") }));
            Assert.That(result.Resolved!.Find("extends"), Is.Null);
        });
    }

    [Test]
    public void Later_bases_win_over_earlier_ones_and_bases_may_have_bases()
    {
        using var folder = new PolicyFolder()
            .With("root.yaml", $"version: 1\ndatasets: {{ d: {{ {Set}, owner: root, id: root, label: root, parent: root }} }}")
            .With("one.yaml", "extends: root.yaml\ndatasets: { d: { owner: one, id: one, label: one } }")
            .With("two.yaml", "extends: [root.yaml]\ndatasets: { d: { owner: two, id: two } }")
            .With("datagate.yaml", "extends: [one.yaml, two.yaml]\ndatasets: { d: { owner: near } }");
        var dataset = folder.Read().Policy!.Datasets.Single();
        // Two is laid over one with everything it has, what it takes from its own base included.
        Assert.That((dataset.Owner, dataset.Id!.Text, dataset.Label!.Text, dataset.Parent!.Text), Is.EqualTo(("near", "two", "root", "root")));
    }

    [Test]
    public void A_loop_names_the_chain()
    {
        using var folder = new PolicyFolder()
            .With("datagate.yaml", $"version: 1\nextends: [sub/a.yaml]\ndatasets: {{ d: {{ {Set} }} }}")
            .With("sub/a.yaml", "extends: [b.yaml]").With("sub/b.yaml", "# b\nextends: [./a.yaml]");
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place), Is.EqualTo((PolicyCodes.Extends, new PolicyPlace("sub/b.yaml", 2, 11))));
        Assert.That(problem.Message, Does.Contain("sub/a.yaml → sub/b.yaml → sub/a.yaml"));
    }

    [Test]
    public void A_policy_that_extends_itself_is_a_loop()
    {
        using var folder = new PolicyFolder().With("datagate.yaml", $"version: 1\nextends: datagate.yaml\ndatasets: {{ d: {{ {Set} }} }}");
        Assert.That(folder.Read().Problems.Single().Message, Does.Contain("datagate.yaml → datagate.yaml"));
    }

    [TestCase("missing.yaml", "no file 'missing.yaml'")]
    [TestCase("folder", "is a folder")]
    [TestCase("../outside.yaml", "outside the repository")]
    [TestCase("/etc/hostname", "absolute path")]
    public void A_base_that_can_not_be_used_is_named_where_it_is_named(string path, string said)
    {
        using var folder = new PolicyFolder().With("folder/x", "").With("datagate.yaml", $"version: 1\nextends:\n  - \"{path}\"\ndatasets: {{ d: {{ {Set} }} }}");
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place), Is.EqualTo((PolicyCodes.Extends, new PolicyPlace("datagate.yaml", 3, 5))));
        Assert.That(problem.Message, Does.Contain(said));
    }

    [TestCase("extends: {}")]
    [TestCase("extends: ''")]
    [TestCase("extends:")]
    [TestCase("extends: ['a\\b.yaml']")]
    [TestCase("extends: [[a.yaml]]")]
    public void A_base_is_a_path(string line) =>
        Assert.That(Reading.Single($"version: 1\n{line}\ndatasets: {{ d: {{ {Set} }} }}").Code, Is.EqualTo(PolicyCodes.WrongValue));

    [Test]
    public void While_a_base_is_missing_nothing_else_is_called_missing_but_what_is_wrong_is_told()
    {
        using var folder = new PolicyFolder().With("datagate.yaml", "extends: gone.yaml\ndatasets: { d: { divergence: { token-js: 0.1 }, ownr: x, tails: { t: { count: 1 } } } }");
        Assert.That(folder.Read().Problems.Select(p => p.Code), Is.EqualTo(new[] { PolicyCodes.Extends, PolicyCodes.UnknownKey }));
    }

    [Test]
    public void Problems_of_a_base_stand_at_their_own_place_and_the_policy_comes_first()
    {
        using var folder = new PolicyFolder()
            .With("a.yaml", "version: 2\ndatasets:\n  d: { fils: y }")
            .With("datagate.yaml", $"version: 1\nextends: a.yaml\ndatasets: {{ d: {{ {Set}, foo: 1 }} }}");
        Assert.That(
            folder.Read().Problems.Select(p => (p.Code, p.Place)),
            Is.EqualTo(new[]
            {
                (PolicyCodes.UnknownKey, new PolicyPlace("datagate.yaml", 3, 37)),
                (PolicyCodes.WrongValue, new PolicyPlace("a.yaml", 1, 10)),
                (PolicyCodes.UnknownKey, new PolicyPlace("a.yaml", 3, 8)),
            }));
    }

    [Test]
    public void A_base_that_is_no_policy_is_told_at_its_place()
    {
        using var folder = new PolicyFolder().With("a.yaml", "x: [").With("datagate.yaml", $"version: 1\nextends: a.yaml\ndatasets: {{ d: {{ {Set} }} }}");
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place.File), Is.EqualTo((PolicyCodes.Unreadable, "a.yaml")));
    }

    [Test]
    public void Chains_and_numbers_of_bases_are_limited()
    {
        using var folder = new PolicyFolder();
        for (var i = 0; i < 20; i++) folder.With($"{i}.yaml", $"extends: {i + 1}.yaml");
        folder.With("datagate.yaml", "version: 1\nextends: 0.yaml");
        Assert.That(folder.Read().Problems.Single().Code, Is.EqualTo(PolicyCodes.Limit));

        for (var i = 0; i < 120; i++) folder.With($"{i}.yaml", "version: 1");
        folder.With("datagate.yaml", $"version: 1\nextends: [{string.Join(", ", Enumerable.Range(0, 120).Select(i => $"{i}.yaml"))}]");
        var problem = folder.Read().Problems.First();
        Assert.That((problem.Code, problem.Message), Is.EqualTo((PolicyCodes.Limit, "the policy is made of more than 100 files")));
    }

    [Test]
    public void Bases_that_name_each_other_again_and_again_are_read_once()
    {
        using var folder = new PolicyFolder().With("15.yaml", $"version: 1\ndatasets: {{ d: {{ {Set} }} }}");
        for (var i = 0; i < 15; i++) folder.With($"{i}.yaml", $"extends: [{string.Join(", ", Enumerable.Repeat($"{i + 1}.yaml", 8))}]");
        var result = folder.Read("0.yaml");
        Assert.That(result.Problems, Is.Empty);
        Assert.That(result.FilesRead, Has.Length.EqualTo(16));
    }

    [Test]
    public void Bases_that_together_are_too_large_are_refused()
    {
        static string Big(string name) => $"{name}: [{string.Join(',', Enumerable.Repeat("x", 60_000))}]";
        using var folder = new PolicyFolder().With("a.yaml", Big("a")).With("b.yaml", Big("b")).With("datagate.yaml", "version: 1\nextends: [a.yaml, b.yaml]");
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place), Is.EqualTo((PolicyCodes.Limit, new PolicyPlace("datagate.yaml", 2, 19))));
    }
}
