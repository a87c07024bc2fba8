using DataGate.Files.PolicyFile;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>Nothing outside the repository is read unless that is allowed, by name or through a link.</summary>
internal sealed class FenceTests
{
    private const string Base = "version: 1\ndatasets: { d: { files: x, text: t } }";

    [Test]
    public void A_base_elsewhere_in_the_repository_is_fine()
    {
        using var folder = new PolicyFolder().WithRepository().With("base.yaml", Base).With("a/b/datagate.yaml", "extends: ../../base.yaml");
        Assert.That(folder.Read("a/b/datagate.yaml").Problems, Is.Empty);
    }

    [Test]
    public void A_file_that_stands_for_a_work_tree_marks_a_repository_too()
    {
        using var folder = new PolicyFolder().With("base.yaml", Base).With(".git", "gitdir: elsewhere").With("a/datagate.yaml", "extends: ../base.yaml");
        Assert.That(folder.Read("a/datagate.yaml").Problems, Is.Empty);
    }

    [Test]
    public void Without_a_repository_the_fence_is_the_folder_of_the_policy()
    {
        using var folder = new PolicyFolder().With("base.yaml", Base).With("a/datagate.yaml", "extends: ../base.yaml");
        Assert.That(folder.Read("a/datagate.yaml").Problems.Single().Code, Is.EqualTo(PolicyCodes.Extends));
        Assert.That(folder.Read("a/datagate.yaml", allowOutside: true).Problems, Is.Empty);
    }

    [Test]
    public void The_nearest_repository_counts()
    {
        using var folder = new PolicyFolder().WithRepository().With("base.yaml", Base).With("inner/.git/HEAD", "").With("inner/datagate.yaml", "extends: ../base.yaml");
        Assert.That(folder.Read("inner/datagate.yaml").Problems.Single().Code, Is.EqualTo(PolicyCodes.Extends));
    }

    [Test]
    public void A_link_counts_as_what_it_leads_to()
    {
        using var folder = new PolicyFolder().With("out/base.yaml", Base).With("repo/.git/HEAD", "").With("repo/real/base.yaml", Base)
            .With("repo/datagate.yaml", "extends: linked/base.yaml").With("repo/inside.yaml", "extends: inside/base.yaml").With("repo/file.yaml", "extends: base.yaml");
        Directory.CreateSymbolicLink(folder.At("repo/linked"), "../out");
        Directory.CreateSymbolicLink(folder.At("repo/inside"), "real");
        File.CreateSymbolicLink(folder.At("repo/base.yaml"), folder.At("out/base.yaml"));
        Assert.That(folder.Read("repo/datagate.yaml").Problems.Single().Message, Does.Contain("outside the repository"));
        Assert.That(folder.Read("repo/file.yaml").Problems.Single().Message, Does.Contain("outside the repository"));
        Assert.That(folder.Read("repo/datagate.yaml", allowOutside: true).Problems, Is.Empty);
        Assert.That(folder.Read("repo/inside.yaml").Problems, Is.Empty);
    }

    [Test]
    public void A_policy_that_is_itself_a_link_out_is_refused_and_one_in_a_linked_repository_is_not()
    {
        using var folder = new PolicyFolder().With("out/base.yaml", Base).With("repo/.git/HEAD", "").With("repo/datagate.yaml", Base);
        File.CreateSymbolicLink(folder.At("repo/link.yaml"), "../out/base.yaml");
        Directory.CreateSymbolicLink(folder.At("other"), "repo");
        Assert.That(folder.Read("repo/link.yaml").Problems.Single().Code, Is.EqualTo(PolicyCodes.Extends));
        Assert.That(folder.Read("repo/link.yaml", allowOutside: true).Problems, Is.Empty);
        Assert.That(folder.Read("other/datagate.yaml").Problems, Is.Empty);
    }

    [Test]
    public void A_loop_through_a_link_is_a_loop()
    {
        using var folder = new PolicyFolder().With("datagate.yaml", Base + "\nextends: sub/datagate.yaml");
        Directory.CreateSymbolicLink(folder.At("sub"), ".");
        Assert.That(folder.Read().Problems.Single().Message, Does.Contain("lead back"));
    }

    [TestCase("/data/*.jsonl", "absolute path", false)]
    [TestCase("../x/*.jsonl", "leads out", false)]
    [TestCase("a/../../x", "at its beginning", true)]
    [TestCase("!a", "before any is named", true)]
    public void Globs_stay_within_the_repository(string glob, string said, bool always)
    {
        var yaml = Reading.Dataset($"reference: {{ files: ['{glob}'] }}");
        using var folder = new PolicyFolder().With("datagate.yaml", yaml);
        var problem = folder.Read().Problems.Single();
        Assert.That((problem.Code, problem.Place.Line), Is.EqualTo((PolicyCodes.WrongValue, 6)));
        Assert.That(problem.Message, Does.Contain(said));
        Assert.That(folder.Read(allowOutside: true).Problems, Has.Length.EqualTo(always ? 1 : 0));
    }

    [Test]
    public void A_glob_may_lead_upward_within_the_repository_but_not_through_a_link_out()
    {
        using var folder = new PolicyFolder().WithRepository().With("a/datagate.yaml", Reading.Dataset("reference: { files: ../data/*.jsonl }"));
        Assert.That(folder.Read("a/datagate.yaml").Problems, Is.Empty);
        Directory.CreateSymbolicLink(folder.At("data"), Path.GetTempPath());
        Assert.That(folder.Read("a/datagate.yaml").Problems.Single().Message, Does.Contain("leads out"));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("!")]
    [TestCase("!!a")]
    [TestCase("a//b")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("../..")]
    [TestCase("/")]
    [TestCase("a\\b")]
    public void A_glob_that_names_nothing_is_a_wrong_value(string glob) =>
        Assert.That(Reading.SingleInDataset($"reference: {{ files: [ok, '{glob}'] }}").Code, Is.EqualTo(PolicyCodes.WrongValue));

    [TestCase("a/")]
    [TestCase("./a")]
    [TestCase("a b/**/*.json*")]
    [TestCase("ä/[x]{y}.jsonl")]
    public void A_glob_that_may_match_is_fine(string glob) => Assert.That(Reading.Problems(Reading.Dataset($"reference: {{ files: '{glob}' }}")), Is.Empty);
}
