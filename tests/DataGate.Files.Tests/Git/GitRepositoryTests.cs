using DataGate.Files.Git;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Git;

/// <summary>Revisions by name, merge bases, and the clear word where there is none.</summary>
public sealed class GitRepositoryTests
{
    private static GitException Refused(Action asked) => Assert.Throws<GitException>(asked)!;

    private static (string Code, string Message) Told(Action asked) => (Refused(asked).Code, Refused(asked).Message);

    [Test]
    public void A_revision_goes_by_any_of_its_names()
    {
        using var folder = new GitFolder();
        var first = folder.Write("a", "1").Commit();
        folder.Git("tag", "v1");
        var second = folder.Write("sub/a", "2").Commit();
        var repository = GitRepository.Open(folder.At("sub"));
        Assert.Multiple(() =>
        {
            Assert.That(new[] { "main", "HEAD", "refs/heads/main", second, second[..10] }.Select(name => repository.Resolve(name).Commit), Is.All.EqualTo(second));
            Assert.That(new[] { "v1", "HEAD~1", "HEAD^" }.Select(name => repository.Resolve(name).Commit), Is.All.EqualTo(first));
            Assert.That(repository.Resolve("v1").Shown("a"), Is.EqualTo("v1:a"));
            Assert.That(repository.Root, Is.EqualTo(Path.GetFullPath(folder.Git("rev-parse", "--show-toplevel").Trim())));
        });
    }

    [Test]
    public void A_name_is_looked_up_as_the_repository_is_opened_and_again_when_it_is_asked_for_again()
    {
        using var folder = new GitFolder();
        var first = folder.Write("sub/a", "1").Commit();
        var (plain, repository) = (GitRepository.Open(folder.At("sub")), GitRepository.Open(folder.At("sub"), "HEAD"));
        var second = folder.Write("sub/a", "2").Commit();
        Assert.That((repository.Root, repository.Store), Is.EqualTo((plain.Root, plain.Store)));
        Assert.That(new[] { "main", "HEAD", "HEAD" }.Select(name => repository.Resolve(name).Commit), Is.EqualTo(new[] { second, first, second }));
    }

    [TestCase("nowhere")]
    [TestCase("-x")]
    [TestCase("--all")]
    [TestCase("--output=owned")]
    [TestCase("")]
    [TestCase("main main")]
    [TestCase("main\nmain")]
    [TestCase("main:a")]
    [TestCase("main^{tree}")]
    [TestCase("main..main")]
    [TestCase("main^@")]
    public void What_is_no_revision_is_refused(string name)
    {
        using var folder = new GitFolder();
        folder.Write("a", "1").Commit();
        var refused = Refused(() => GitRepository.Open(folder.Path).Resolve(name));
        Assert.That((refused.Code, refused.IsUsage), Is.EqualTo((GitCodes.UnknownRevision, true)), refused.Message);
        Assert.That(Told(() => GitRepository.Open(folder.Path, name).Resolve(name)), Is.EqualTo((refused.Code, refused.Message)), "nor when it is named as the repository is opened");
        Assert.That(File.Exists(folder.At("owned")), Is.False);
    }

    [Test]
    public void A_branch_that_only_the_remote_has_is_proposed()
    {
        using var origin = new GitFolder();
        origin.Write("a", "1").Commit();
        origin.Git("branch", "topic");
        using var clone = origin.Clone();
        Assert.That(Told(() => GitRepository.Open(clone.Path).Resolve("topic")), Is.EqualTo((GitCodes.UnknownRevision, "the repository has no revision 'topic'; there is 'origin/topic'")));
    }

    [Test]
    public void No_repository_and_one_without_a_work_tree()
    {
        var plain = Directory.CreateTempSubdirectory("datagate-").FullName;
        using var bare = new GitFolder("--bare");
        try
        {
            var refused = Refused(() => GitRepository.Open(plain));
            Assert.That((refused.Code, refused.IsUsage), Is.EqualTo((GitCodes.NoRepository, true)));
            Assert.That(refused.Message, Does.Contain("not a git repository"));
            Assert.That(Told(() => GitRepository.Open(bare.Path)).Code, Is.EqualTo(GitCodes.NoRepository));
        }
        finally
        {
            Directory.Delete(plain);
        }
    }

    [Test]
    public void A_shallow_clone_says_what_to_fetch()
    {
        using var origin = new GitFolder();
        var first = origin.Write("a", "1").Commit();
        origin.Git("checkout", "--quiet", "-b", "topic");
        origin.Write("b", "1").Commit();
        using var clone = origin.Clone("--depth=1", "--branch=topic");
        var repository = GitRepository.Open(clone.Path);
        var refused = Refused(() => repository.Resolve("main"));
        Assert.Multiple(() =>
        {
            Assert.That((refused.Code, refused.IsUsage), Is.EqualTo((GitCodes.NotInClone, false)));
            Assert.That(refused.Message, Does.Contain("'git fetch --depth=1 origin main'"));
            Assert.That(Told(() => repository.Resolve(first)).Code, Is.EqualTo(GitCodes.NotInClone));
            Assert.That(repository.Resolve("topic").Name, Is.EqualTo("topic"));
        });
        clone.Git("fetch", "--quiet", "--depth=1", "origin", "main:refs/remotes/origin/main");
        Assert.That(repository.Resolve("origin/main").Commit, Is.EqualTo(first));
        Assert.That(Told(() => repository.MergeBase("origin/main")), Is.EqualTo((GitCodes.NotInClone, "this clone is shallow and doesn't reach back to where HEAD and 'origin/main' parted: 'git fetch --unshallow' fetches it")));
        clone.Git("fetch", "--quiet", "--unshallow");
        Assert.That(repository.MergeBase("origin/main").Commit, Is.EqualTo(first));
    }

    [Test]
    public void The_merge_base_is_where_the_branches_parted()
    {
        using var folder = new GitFolder();
        var parted = folder.Write("a", "1").Commit();
        folder.Git("branch", "topic");
        folder.Write("a", "2").Commit();
        folder.Git("checkout", "--quiet", "topic");
        folder.Write("b", "1").Commit();
        var found = GitRepository.Open(folder.Path).MergeBase("main");
        Assert.That((found.Commit, found.Name), Is.EqualTo((parted, parted[..12])));
        folder.Git("checkout", "--quiet", "--orphan", "other");
        folder.Commit();
        Assert.That(Told(() => GitRepository.Open(folder.Path).MergeBase("main")), Is.EqualTo((GitCodes.UnknownRevision, "HEAD and 'main' have no commit in common")));
    }

    [Test]
    public void The_environment_of_a_hook_does_not_lead_elsewhere()
    {
        using var folder = new GitFolder();
        using var other = new GitFolder();
        var own = folder.Write("a", "1").Commit();
        other.Write("a", "2").Commit();
        Environment.SetEnvironmentVariable("GIT_DIR", other.At(".git"));
        try
        {
            Assert.That(GitRepository.Open(folder.Path).Resolve("HEAD").Commit, Is.EqualTo(own));
        }
        finally
        {
            Environment.SetEnvironmentVariable("GIT_DIR", null);
        }
    }

    [Test]
    public void Git_is_looked_for_in_absolute_folders_of_the_path_alone()
    {
        using var folder = new GitFolder();
        folder.Write("git", "#!/bin/sh\n").Write("git.exe", "");
        var git = Path.GetFileName(GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")));
        Assert.Multiple(() =>
        {
            Assert.That(GitExecutable.Find($".{Path.PathSeparator}relative{Path.PathSeparator}{folder.Path}"), Is.EqualTo(folder.At(git)));
            Assert.That(Told(() => GitExecutable.Find($".{Path.PathSeparator}{Path.PathSeparator}relative")).Code, Is.EqualTo(GitCodes.NoGit));
            Assert.That(Told(() => GitExecutable.Find(null)).Code, Is.EqualTo(GitCodes.NoGit));
        });
    }

    [Test]
    public void Configuration_of_the_repository_runs_nothing()
    {
        using var folder = new GitFolder();
        folder.Write("a", "1").Write("monitor.sh", "#!/bin/sh\ntouch ran\n").Commit();
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(folder.At("monitor.sh"), (UnixFileMode)0b111_101_101);
        folder.Git("config", "core.fsmonitor", "./monitor.sh");
        folder.Git("config", "core.pager", "touch ran");
        var repository = GitRepository.Open(folder.Path);
        repository.Tree(repository.MergeBase("main"));
        Assert.That(File.Exists(folder.At("ran")), Is.False);
    }
}
