using DataGate.Files.Datasets;
using DataGate.Files.Paths;
using DataGate.Files.Tests.PolicyFile;
using DataGate.Policies;

namespace DataGate.Files.Tests.Datasets;

internal sealed class GlobResolverTests
{
    private PolicyFolder _folder = null!;

    [SetUp]
    public void Files()
    {
        _folder = new PolicyFolder().WithRepository();
        foreach (var file in (string[])["b.jsonl", "a.jsonl", "A.jsonl", "s/b.jsonl", "s/t/c.jsonl", "s/t/d.json", ".git/x.jsonl", "s/.git/y.jsonl", "we ird[1].jsonl", "ü/ö.jsonl"])
            _folder.With(file, "");
    }

    [TearDown]
    public void Gone() => _folder.Dispose();

    private ResolvedFiles Resolve(string[] globs, string folder = "", string baseDirectory = "", bool allowOutside = false)
    {
        var place = new PolicyPlace("p", 1, 1);
        var set = new FileSet([.. globs.Select(g => new FileGlob(g.TrimStart('!'), g.StartsWith('!'), place))], _folder.At(folder), place);
        return GlobResolver.Resolve(set, RepositoryFence.Around(_folder.At("datagate.yaml"), allowOutside), _folder.At(baseDirectory));
    }

    private string Shown(params string[] globs) => string.Join(' ', Resolve(globs).Files.Select(f => f.Shown));

    [TestCase("*.jsonl", "A.jsonl a.jsonl b.jsonl we ird[1].jsonl")]
    [TestCase("**/*.json", "s/t/d.json")]
    [TestCase("s/**", "s/b.jsonl s/t/c.jsonl s/t/d.json")]
    [TestCase("s/", "s/b.jsonl s/t/c.jsonl s/t/d.json")]
    [TestCase("./s/./*.jsonl", "s/b.jsonl")]
    [TestCase("s/**/c.jsonl", "s/t/c.jsonl")]
    [TestCase("*/*.jsonl", "s/b.jsonl ü/ö.jsonl")]
    [TestCase("a.jsonl", "a.jsonl")]
    [TestCase("we ird[1].jsonl", "we ird[1].jsonl")]
    [TestCase("S/*.jsonl", "")]
    [TestCase("s", "")]
    [TestCase("none/**", "")]
    [TestCase("a.jsonl/*", "")]
    [TestCase(".git/*.jsonl", "")]
    [TestCase("s/.git/**", "")]
    public void A_glob_names_its_files_in_ordinal_order(string glob, string files) => Assert.That(Shown(glob), Is.EqualTo(files));

    [Test]
    public void An_exclusion_takes_away_what_earlier_globs_matched_and_not_what_later_ones_do()
    {
        Assert.That(Shown("**/*.jsonl", "!s/**", "!*ird*"), Is.EqualTo("A.jsonl a.jsonl b.jsonl ü/ö.jsonl"));
        Assert.That(Shown("s/**", "!s/t/**", "s/t/c.jsonl"), Is.EqualTo("s/b.jsonl s/t/c.jsonl"));
        Assert.That(Shown("!s/**", "s/**"), Is.EqualTo("s/b.jsonl s/t/c.jsonl s/t/d.json"));
    }

    [Test]
    public void Each_glob_tells_how_many_files_it_matched_or_took_away()
    {
        var result = Resolve(["*.jsonl", "a.jsonl", "none", "!b.jsonl", "!none", "!s/**"]);
        Assert.That(result.Globs.Select(g => g.Files), Is.EqualTo(new[] { 4, 1, 0, 1, 0, 0 }));
        Assert.That(result.Globs.Select(g => g.Glob.Glob), Is.EqualTo(new[] { "*.jsonl", "a.jsonl", "none", "b.jsonl", "none", "s/**" }));
        Assert.That(result.Files, Has.Length.EqualTo(3), "a file that two globs match is there once");
    }

    [Test]
    public void Files_are_shown_from_the_base_directory_and_found_from_the_folder_of_the_set()
    {
        var file = Resolve(["t/*.jsonl"], folder: "s", baseDirectory: "ü").Files.Single();
        Assert.That((file.FullPath, file.Shown), Is.EqualTo((_folder.At("s/t/c.jsonl"), "../s/t/c.jsonl")));
        Assert.That(Resolve(["../a.jsonl", "*.jsonl"], folder: "s").Files.Select(f => f.Shown), Is.EqualTo(new[] { "a.jsonl", "s/b.jsonl" }));
    }

    [Test]
    public void An_absolute_glob_is_one_from_the_root() =>
        Assert.That(Resolve([_folder.At("s") + "/**/*.jsonl"], folder: "ü").Files.Select(f => f.Shown), Is.EqualTo(new[] { "s/b.jsonl", "s/t/c.jsonl" }));

    [Test]
    public void The_order_of_the_globs_does_not_matter_to_the_order_of_the_files() =>
        Assert.That(Shown("s/**", "*.jsonl"), Is.EqualTo(Shown("*.jsonl", "s/**")));

    [Test]
    public void A_link_within_the_repository_is_followed_and_its_file_read_once_under_its_own_name()
    {
        Directory.CreateSymbolicLink(_folder.At("a-link"), "s");
        File.CreateSymbolicLink(_folder.At("a-file.jsonl"), "s/b.jsonl");
        Assert.That(Shown("a-link/**"), Is.EqualTo("a-link/b.jsonl a-link/t/c.jsonl a-link/t/d.json"));
        Assert.That(Shown("a-*.jsonl"), Is.EqualTo("a-file.jsonl"));
        Assert.That(Shown("**/b.jsonl", "a-file.jsonl"), Is.EqualTo("b.jsonl s/b.jsonl"));
        Assert.That(Shown("**/*.jsonl", "!a-link/**", "!*.jsonl", "!ü/**"), Is.Empty, "what is taken away is gone by every name");
    }

    [Test]
    public void A_link_out_of_the_repository_is_refused_and_told_unless_it_is_allowed()
    {
        using var outside = new PolicyFolder().With("o.jsonl", "").With("d/p.jsonl", "");
        Directory.CreateSymbolicLink(_folder.At("out"), outside.FullPath);
        File.CreateSymbolicLink(_folder.At("one.jsonl"), outside.At("o.jsonl"));
        var result = Resolve(["**/*.jsonl"]);
        Assert.That(result.Files.Select(f => f.Shown), Has.No.Member("one.jsonl").And.None.StartsWith("out/"));
        Assert.That(result.Refused, Is.EqualTo(new[] { new RefusedPath("one.jsonl", RefusalReason.Outside), new RefusedPath("out", RefusalReason.Outside) }));
        Assert.That(Resolve(["*.json"]).Refused, Is.Empty, "nothing that it speaks of");
        Assert.That(Resolve(["*.jsonl"]).Refused.Select(refused => refused.Shown), Is.EqualTo(new[] { "one.jsonl" }), "it goes into no folder");
        Assert.That(Resolve(["out/d/*.jsonl"]).Refused, Is.EqualTo(new[] { new RefusedPath("out/d", RefusalReason.Outside) }));
        Assert.That(Resolve(["**/*.jsonl", "!out/**", "!one.jsonl"]).Refused, Is.Empty, "what is taken away isn't missed");
        var allowed = Resolve(["out/**", "one.jsonl"], allowOutside: true);
        Assert.That(allowed.Files.Select(f => f.Shown), Is.EqualTo(new[] { "one.jsonl", "out/d/p.jsonl" }), "o.jsonl goes by two names");
        Assert.That(allowed.Refused, Is.Empty);
    }

    [Test]
    public void A_path_out_of_the_repository_is_refused_unless_it_is_allowed()
    {
        using var outside = new PolicyFolder().With("o.jsonl", "");
        var glob = "../" + Path.GetFileName(outside.FullPath) + "/*.jsonl";
        var refused = Resolve([glob]);
        Assert.That((refused.Files.Length, refused.Refused.Single().Reason), Is.EqualTo((0, RefusalReason.Outside)));
        Assert.That(Resolve([glob], allowOutside: true).Files, Has.Length.EqualTo(1));
    }

    [Test]
    public void Links_that_lead_in_a_circle_end()
    {
        Directory.CreateSymbolicLink(_folder.At("s/up"), "..");
        Directory.CreateSymbolicLink(_folder.At("s/t/self"), ".");
        Directory.CreateSymbolicLink(_folder.At("one"), "two");
        Directory.CreateSymbolicLink(_folder.At("two"), "one");
        var result = Resolve(["**/*.jsonl"]);
        Assert.That(result.Files, Has.Length.EqualTo(7));
        Assert.That(result.Refused.Select(r => $"{r.Shown} {r.Reason}"), Is.EqualTo(new[] { "one Links", "s/t/self Links", "s/up Links", "two Links" }));
        Assert.That(Resolve(["one/x/*.jsonl"]).Refused.Single().Reason, Is.EqualTo(RefusalReason.Links));
    }

    [Test]
    public void Links_that_multiply_paths_end()
    {
        for (var level = 0; level < 12; level++)
        {
            Directory.CreateDirectory(_folder.At($"m/{level}"));
            foreach (var name in (string[])["x", "y", "z"]) Directory.CreateSymbolicLink(_folder.At($"m/{level}/{name}"), $"../{level + 1}");
        }
        _folder.With("m/12/end.jsonl", "");
        var result = Resolve(["m/**/*.jsonl"]);
        Assert.That(result.Files.Select(f => f.Shown), Is.EqualTo(new[] { "m/12/end.jsonl" }));
        Assert.That(result.Refused.Select(r => r.Reason), Is.Not.Empty.And.All.EqualTo(RefusalReason.Links));
    }

    [Test]
    public void A_path_leads_through_eight_links_and_no_more()
    {
        for (var level = 0; level < 9; level++)
        {
            Directory.CreateDirectory(_folder.At($"m/{level}"));
            Directory.CreateSymbolicLink(_folder.At($"m/{level}/x"), $"../{level + 1}");
        }
        _folder.With("m/9/end.jsonl", "");
        Assert.That(Resolve(["m/1/**/*.jsonl"]).Files, Has.Length.EqualTo(1));
        var tooFar = Resolve(["m/0/**/*.jsonl"]);
        Assert.That(tooFar.Files, Is.Empty);
        Assert.That(tooFar.Refused, Is.EqualTo(new[] { new RefusedPath("m/0/x/x/x/x/x/x/x/x/x", RefusalReason.Links) }));
    }

    /// <summary>To open a pipe waits for whoever writes to it.</summary>
    [Test]
    public void A_pipe_is_no_file()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("found out on Linux alone");
        _folder.With("pipes/one.jsonl", "");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [_folder.At("pipes/two.jsonl"), _folder.At("pipes/other.txt")])) make.WaitForExit();
        var result = Resolve(["pipes/*.jsonl"]);
        Assert.That(result.Files.Select(file => file.Shown), Is.EqualTo(new[] { "pipes/one.jsonl" }));
        Assert.That(result.Refused, Is.EqualTo(new[] { new RefusedPath("pipes/two.jsonl", RefusalReason.Special) }));
    }

    [Test]
    public void A_link_to_nothing_is_kept_so_that_reading_it_can_fail()
    {
        File.CreateSymbolicLink(_folder.At("gone.jsonl"), "nowhere.jsonl");
        Assert.That(Shown("gone*"), Is.EqualTo("gone.jsonl"));
    }
}
