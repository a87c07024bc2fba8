using DataGate.Files.Git;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Git;

/// <summary>One run of git, and what becomes of it when nobody wants to know any more.</summary>
public sealed class GitProcessTests
{
    /// <summary>An exception on the thread that listens would end the test's own process.</summary>
    [Test]
    public void One_that_is_given_up_at_once_leaves_nothing_behind_that_fails()
    {
        using var folder = new GitFolder();
        Assert.DoesNotThrow(() =>
        {
            for (var i = 0; i < 100; i++) new GitProcess(folder.Path, "cat-file", "--batch").Dispose();
        });
    }
}
