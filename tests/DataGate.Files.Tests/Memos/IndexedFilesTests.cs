using DataGate.Files.Memos;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Memos;

/// <summary>Git vouches for what it knows to be unchanged, and for nothing else.</summary>
public sealed class IndexedFilesTests
{
    private static readonly DateTimeOffset s_later = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What was done to a file after it was committed, of which its bytes may differ from what git has.</summary>
    private static readonly Dictionary<string, Action<GitFolder>> s_changes = new(StringComparer.Ordinal)
    {
        ["longer"] = folder => folder.Write("data/a.jsonl", "one more\n"),
        ["the same length"] = folder => folder.Write("data/a.jsonl", "two\n"),
        ["the same length and time"] = folder =>
        {
            var written = File.GetLastWriteTimeUtc(folder.At("data/a.jsonl"));
            folder.Write("data/a.jsonl", "two\n");
            File.SetLastWriteTimeUtc(folder.At("data/a.jsonl"), written);
        },
        ["the same length and time, and git told to trust that"] = folder =>
        {
            folder.Git("config", "core.trustctime", "false");
            folder.Git("config", "core.checkStat", "minimal");
            var written = File.GetLastWriteTimeUtc(folder.At("data/a.jsonl"));
            folder.Write("data/a.jsonl", "two\n");
            File.SetLastWriteTimeUtc(folder.At("data/a.jsonl"), written);
        },
        ["assumed unchanged"] = folder =>
        {
            folder.Git("update-index", "--assume-unchanged", "data/a.jsonl");
            folder.Write("data/a.jsonl", "two\n");
        },
        ["passed over"] = folder =>
        {
            folder.Git("update-index", "--skip-worktree", "data/a.jsonl");
            folder.Write("data/a.jsonl", "two\n");
        },
        ["no longer git's"] = folder => folder.Git("rm", "--quiet", "--cached", "data/a.jsonl"),
        ["another file by a link"] = folder =>
        {
            folder.Write("else.jsonl", "two\n");
            File.Delete(folder.At("data/a.jsonl"));
            File.CreateSymbolicLink(folder.At("data/a.jsonl"), folder.At("else.jsonl"));
        },
        ["in another folder by a link"] = folder =>
        {
            folder.Write("other/a.jsonl", "two\n").Write("other/b.jsonl", "one\n");
            Directory.Delete(folder.At("data"), recursive: true);
            Directory.CreateSymbolicLink(folder.At("data"), folder.At("other"));
        },
        ["put through a filter"] = folder =>
        {
            folder.Git("config", "filter.turn.clean", "tr two one");
            folder.Write(".gitattributes", "a.jsonl filter=turn\n").Write("data/a.jsonl", "two\n");
            folder.Git("add", "data/a.jsonl");
        },
        ["with other line ends"] = folder =>
        {
            folder.Write(".gitattributes", "*.jsonl text eol=crlf\n").Write("data/a.jsonl", "one\r\n");
            folder.Git("add", "data/a.jsonl");
        },
        ["of other letters"] = folder =>
        {
            folder.Write(".gitattributes", "*.jsonl working-tree-encoding=ISO-8859-1\n").Write("data/a.jsonl", "one\n");
            folder.Git("add", "data/a.jsonl");
        },
    };

    private static IEnumerable<string> Changes => s_changes.Keys;

    private static GitFolder Folder()
    {
        var folder = new GitFolder();
        folder.Write("data/a.jsonl", "one\n").Write("data/b.jsonl", "one\n").Write("data/deep/ä b\n[c].jsonl", "c\n");
        // What was written in the second of the index git looks into anyway.
        File.SetLastWriteTimeUtc(folder.At("data/a.jsonl"), new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc));
        folder.Commit();
        return folder;
    }

    private static IReadOnlyDictionary<string, string> Of(GitFolder folder) =>
        IndexedFiles.Of(Stamps([.. new[] { "data/a.jsonl", "data/b.jsonl", "data/deep/ä b\n[c].jsonl" }.Select(folder.At).Where(File.Exists)]));

    private static Dictionary<string, FileStamp> Stamps(params string[] files) => files.ToDictionary(file => file, file => FileStamp.Of(file)!, StringComparer.Ordinal);

    [Test]
    public void What_stands_as_it_was_committed_has_the_id_that_git_gave_it()
    {
        using var folder = Folder();
        var ids = Of(folder);
        Assert.That(ids.Keys.Order(), Is.EqualTo(new[] { "data/a.jsonl", "data/b.jsonl", "data/deep/ä b\n[c].jsonl" }.Select(folder.At).Order()));
        Assert.That(ids[folder.At("data/a.jsonl")], Is.EqualTo(folder.Git("rev-parse", "HEAD:data/a.jsonl").Trim()));
    }

    [TestCaseSource(nameof(Changes))]
    public void What_may_be_other_than_git_has_it_has_none(string change)
    {
        using var folder = Folder();
        Assert.That(Of(folder), Has.Count.EqualTo(3));
        s_changes[change](folder);
        Assert.That(Of(folder).Keys, Has.None.EqualTo(folder.At("data/a.jsonl")));
    }

    [Test]
    public void Where_there_is_no_repository_no_file_has_one()
    {
        var folder = Directory.CreateTempSubdirectory("datagate-plain-");
        var file = Path.Combine(folder.FullName, "a.jsonl");
        File.WriteAllText(file, "one\n");
        Assert.That(IndexedFiles.Of(Stamps(file)), Is.Empty);
        folder.Delete(recursive: true);
    }

    [Test]
    public void A_repository_in_the_repository_speaks_for_itself()
    {
        using var folder = Folder();
        using var inner = new GitFolder("--object-format=sha256");
        inner.Write("a.jsonl", "one\n").Commit();
        Directory.Move(inner.Path, folder.At("data/inner"));
        Directory.CreateDirectory(inner.Path);
        var file = folder.At("data/inner/a.jsonl");
        Assert.That(IndexedFiles.Of(Stamps(file))[file], Has.Length.EqualTo(64));
        Assert.That(IndexedFiles.Of(Stamps(file, folder.At("data/a.jsonl"))).Keys, Is.EqualTo(new[] { folder.At("data/a.jsonl") }));
    }

    [Test]
    public void Files_that_git_vouches_for_are_not_read_where_it_is_trusted()
    {
        if (!FileStamp.IsSure) Assert.Ignore("git isn't trusted here");
        using var folder = Folder();
        string[] paths = [folder.At("data/a.jsonl"), folder.At("data/b.jsonl")];
        var hashed = new KnownDigests(s_later).Of(paths, 1);
        Assert.That(hashed[0], Is.EqualTo(hashed[1]), "equal bytes");
        var trusting = new KnownDigests(s_later, trustGitFrom: 8);
        var vouched = trusting.Of(paths, 1);
        Assert.Multiple(() =>
        {
            Assert.That(vouched[0], Is.Not.EqualTo(hashed[0]).And.EqualTo(vouched[1]));
            Assert.That(trusting.Id(paths[0]), Is.EqualTo(folder.Git("rev-parse", "HEAD:data/a.jsonl").Trim()));
            Assert.That(new KnownDigests(s_later, trustGitFrom: 9).Of(paths, 1), Is.EqualTo(hashed), "it isn't worth asking");
            Assert.That(new KnownDigests(DateTimeOffset.UnixEpoch, trustGitFrom: 8).Of(paths, 1), Is.EqualTo(hashed), "changed just now");
        });
        folder.Write("data/b.jsonl", "two\n");
        var changed = trusting.Of(paths, 1);
        Assert.That(changed, Is.EqualTo(new[] { vouched[0], new KnownDigests(s_later).Of(paths[1..], 1)[0] }));
        Assert.That(trusting.Id(paths[1]), Is.Null);
    }
}
