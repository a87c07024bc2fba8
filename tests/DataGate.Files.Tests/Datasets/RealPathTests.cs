using DataGate.Files.Paths;
using DataGate.Files.Tests.PolicyFile;

namespace DataGate.Files.Tests.Datasets;

internal sealed class RealPathTests
{
    [Test]
    public void Every_link_in_a_path_is_followed_and_what_does_not_exist_stays()
    {
        using var folder = new PolicyFolder().With("a/b/file", "");
        var root = RealPath.Resolve(folder.FullPath)!;
        Directory.CreateSymbolicLink(folder.At("l"), "a");
        Directory.CreateSymbolicLink(folder.At("a/abs"), folder.At("a/b"));
        Directory.CreateSymbolicLink(folder.At("a/b/up"), "../../l/./abs");
        File.CreateSymbolicLink(folder.At("dangling"), "none/../x");
        Directory.CreateSymbolicLink(folder.At("self"), "self");
        string? Of(string path) => RealPath.Resolve(folder.At(path)) is { } real ? Path.GetRelativePath(root, real) : null;
        Assert.Multiple(() =>
        {
            Assert.That(Of("a/b/file"), Is.EqualTo("a/b/file"));
            Assert.That(Of("l/b/file"), Is.EqualTo("a/b/file"));
            Assert.That(Of("l/abs/up/up/file"), Is.EqualTo("a/b/file"));
            Assert.That(Of("l/none/x"), Is.EqualTo("a/none/x"));
            Assert.That(Of("dangling"), Is.EqualTo("x"));
            Assert.That(Of("self/x"), Is.Null);
        });
    }

    [Test]
    public void The_fence_holds_its_folder_and_not_one_whose_name_goes_on()
    {
        using var folder = new PolicyFolder().With("repo/.git/HEAD", "").With("repository/x", "").With("repo/x", "");
        var fence = RepositoryFence.Around(folder.At("repo/datagate.yaml"), allowOutside: false);
        Assert.That(fence.Allows(folder.At("repo")), Is.True);
        Assert.That(fence.Allows(folder.At("repo/x")), Is.True);
        Assert.That(fence.Allows(folder.At("repository/x")), Is.False);
        Assert.That(fence.Allows(folder.FullPath), Is.False);
    }
}
