using System.Runtime.Versioning;
using DataGate.Files.Cache;

namespace DataGate.Files.Tests.Cache;

/// <summary>Where the cache is, and when it isn't used.</summary>
public sealed class CacheFolderTests
{
    private string _home = "";

    [SetUp]
    public void Create() => _home = Directory.CreateTempSubdirectory("datagate-cache-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_home, recursive: true);

    [Test]
    [Platform(Exclude = "Win,MacOsX")]
    public void The_variables_are_asked_in_order()
    {
        Assert.Multiple(() =>
        {
            Assert.That(PathOf(("HOME", _home)), Is.EqualTo(Path.Combine(_home, ".cache", "datagate")));
            Assert.That(PathOf(("HOME", _home), ("XDG_CACHE_HOME", Path.Combine(_home, "xdg"))), Is.EqualTo(Path.Combine(_home, "xdg", "datagate")));
            Assert.That(PathOf(("HOME", _home), ("XDG_CACHE_HOME", "relative")), Is.EqualTo(Path.Combine(_home, ".cache", "datagate")), "a relative one doesn't count");
            Assert.That(PathOf(("HOME", _home), ("DATAGATE_CACHE", Path.Combine(_home, "own"))), Is.EqualTo(Path.Combine(_home, "own")));
        });
    }

    [Test]
    public void Without_a_home_there_is_none_and_it_says_so() => Assert.That(WhyNot(), Does.Contain("DATAGATE_CACHE"));

    [Test]
    public void A_relative_path_is_refused() => Assert.That(WhyNot(("DATAGATE_CACHE", "cache")), Does.Contain("absolute"));

    [Test]
    public void The_repository_under_judgement_is_refused()
    {
        var inside = Path.Combine(_home, "repository", ".cache");
        var (folder, whyNot) = CacheFolder.Open(name => name == "DATAGATE_CACHE" ? inside : null, Path.Combine(_home, "repository"));
        Assert.That((folder, whyNot), Is.EqualTo(((CacheFolder?)null, $"{inside} lies in the repository under judgement")));
        Assert.That(Directory.Exists(inside), Is.False);
        Assert.That(CacheFolder.Open(name => name == "DATAGATE_CACHE" ? Path.Combine(_home, "repository-cache") : null, Path.Combine(_home, "repository")).Folder, Is.Not.Null);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void A_link_into_the_repository_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(_home, "repository"));
        Directory.CreateSymbolicLink(Path.Combine(_home, "link"), Path.Combine(_home, "repository"));
        var (folder, whyNot) = CacheFolder.Open(name => name == "DATAGATE_CACHE" ? Path.Combine(_home, "link") : null, Path.Combine(_home, "repository"));
        Assert.That((folder, whyNot), Is.EqualTo(((CacheFolder?)null, $"{Path.Combine(_home, "link")} lies in the repository under judgement")));
    }

    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.GroupWrite)]
    [TestCase(UnixFileMode.OtherRead)]
    [Platform(Exclude = "Win")]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_is_open_to_others_is_refused(UnixFileMode more)
    {
        var path = Path.Combine(_home, "open");
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | more);
        Assert.That(WhyNot(("DATAGATE_CACHE", path)), Does.Contain("chmod 700"));
    }

    [Test]
    [Platform("Linux")]
    public void A_folder_of_another_user_is_refused()
    {
        // The root's own, for whoever isn't root; and root is told of anyone's by the same call.
        var other = Environment.UserName == "root" ? FolderOfAnother() : "/root";
        Assert.That(UnixOwner.IsAnother(other), Is.True);
        Assert.That(UnixOwner.IsAnother(_home), Is.False);
    }

    [Test]
    public void A_file_in_its_place_or_above_is_told_in_plain_words()
    {
        var file = Path.Combine(_home, "file");
        File.WriteAllText(file, "");
        Assert.That(WhyNot(("DATAGATE_CACHE", file)), Is.EqualTo($"{file} is a file, not a folder"));
        Assert.That(WhyNot(("DATAGATE_CACHE", Path.Combine(file, "a", "b"))), Is.EqualTo($"{Path.Combine(file, "a", "b")} can't be made: {file} is a file, not a folder"));
        if (OperatingSystem.IsWindows()) return;
        Assert.That(WhyNot(("XDG_CACHE_HOME", file)), Is.EqualTo($"{Path.Combine(file, "datagate")} can't be made: {file} is a file, not a folder"));
    }

    private string FolderOfAnother()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, "another")).FullName;
        using var chown = System.Diagnostics.Process.Start("chown", ["12345", folder]);
        chown.WaitForExit();
        return folder;
    }

    private static string PathOf(params (string Name, string Value)[] variables) => Open(variables).Folder!.Path;

    private static string WhyNot(params (string Name, string Value)[] variables)
    {
        var (folder, whyNot) = Open(variables);
        Assert.That(folder, Is.Null);
        return whyNot!;
    }

    private static (CacheFolder? Folder, string? WhyNot) Open((string Name, string Value)[] variables) =>
        CacheFolder.Open(name => Array.Find(variables, variable => variable.Name == name).Value, workTree: null);
}
