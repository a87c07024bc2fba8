using DataGate.Files.Cache;
using DataGate.Files.Git;
using DataGate.Files.Memos;
using DataGate.Files.Readers;
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
    public void Files_that_git_vouches_for_are_not_read_where_it_is_trusted_and_the_content_is_known()
    {
        if (!FileStamp.IsSure) Assert.Ignore("git isn't trusted here");
        using var folder = Folder();
        string[] paths = [folder.At("data/a.jsonl"), folder.At("data/b.jsonl")];
        var hashed = new KnownDigests(s_later).Of(paths, 1);
        var id = folder.Git("rev-parse", "HEAD:data/a.jsonl").Trim();
        byte[] told = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
        Assert.That(hashed[0], Is.EqualTo(hashed[1]), "equal bytes");
        KnownDigests Trusting(long from, DateTimeOffset? started = null)
        {
            var trusting = new KnownDigests(started ?? s_later, trustGitFrom: from);
            trusting.Know(Cache(folder));
            return trusting;
        }
        Assert.That(Trusting(8).Of(paths, 1), Is.EqualTo(hashed), "nothing is known of the content");
        Assert.That(Trusting(8).OfGit(id), Is.EqualTo(hashed[0]), "it is from now on");
        // Who reads the files finds their own digest; so whose digest is another did not.
        Trusting(8).KeepOfGit([(id, told)]);
        var vouching = Trusting(8);
        var vouched = vouching.Of(paths, 1);
        Assert.Multiple(() =>
        {
            Assert.That(vouched, Is.EqualTo(new[] { told, told }));
            Assert.That(vouching.Id(paths[0]), Is.EqualTo(id));
            Assert.That(Trusting(9).Of(paths, 1), Is.EqualTo(hashed), "it isn't worth asking");
            Assert.That(Trusting(8, DateTimeOffset.UnixEpoch).Of(paths, 1), Is.EqualTo(hashed), "changed just now");
        });
        folder.Write("data/b.jsonl", "two\n");
        Assert.That(vouching.Of(paths, 1), Is.EqualTo(new[] { told, new KnownDigests(s_later).Of(paths[1..], 1)[0] }));
        Assert.That(vouching.Id(paths[1]), Is.Null);
    }

    [Test]
    public void Of_more_files_than_are_kept_each_counts_by_its_id_alone()
    {
        if (!FileStamp.IsSure) Assert.Ignore("git isn't trusted here");
        using var folder = Folder();
        string[] paths = [folder.At("data/a.jsonl"), folder.At("data/b.jsonl")];
        var hashed = new KnownDigests(s_later).Of(paths, 1);
        KnownDigests New(long from, int most)
        {
            var made = new KnownDigests(s_later, trustGitFrom: from) { MostKept = most };
            made.Know(Cache(folder));
            return made;
        }
        var many = New(8, 1);
        var vouched = many.Of(paths, 1);
        var naming = New(long.MaxValue, 1);
        naming.Of(paths, 1);
        naming.Name([.. paths.Select(path => new InputFile(path, path, 4))], isSha256: false, 1);
        Assert.Multiple(() =>
        {
            Assert.That(vouched[0], Is.EqualTo(vouched[1]).And.Not.EqualTo(hashed[0]));
            Assert.That(many.Id(paths[0]), Is.EqualTo(folder.Git("rev-parse", "HEAD:data/a.jsonl").Trim()));
            Assert.That(many.OfGit(many.Id(paths[0])!), Is.Null, "nothing is kept");
            Assert.That(New(8, 2).Of(paths, 1), Is.EqualTo(hashed));
        });
    }

    [TestCase("sha1")]
    [TestCase("sha256")]
    public void What_a_run_without_trust_hashed_is_known_to_one_with_it(string format)
    {
        if (!FileStamp.IsSure) Assert.Ignore("git isn't trusted here");
        using var folder = new GitFolder($"--object-format={format}");
        folder.Write("a.jsonl", "one\n").Write("b.jsonl", "two\n").Commit();
        folder.Write("b.jsonl", "changed\n");
        var (isSha256, id) = (ObjectFormat.IsSha256(folder.Path), folder.Git("rev-parse", "HEAD:a.jsonl").Trim());
        Assert.That(isSha256, Is.EqualTo(id.Length == 64));
        InputFile[] files = [.. new[] { "a.jsonl", "b.jsonl" }.Select(name => new InputFile(folder.At(name), name, new FileInfo(folder.At(name)).Length))];
        var hashing = new KnownDigests(s_later);
        hashing.Know(Cache(folder));
        var hashed = hashing.Of([.. files.Select(file => file.Path)], 1);
        Assert.That(hashing.OfGit(id), Is.Null);
        hashing.Name(files, isSha256, 2);
        Assert.That(hashing.OfGit(id), Is.EqualTo(hashed[0]));
        Assert.That(hashing.OfGit(folder.Git("hash-object", "b.jsonl").Trim()), Is.EqualTo(hashed[1]));
        var trusting = new KnownDigests(s_later, trustGitFrom: 1);
        trusting.Know(Cache(folder));
        Assert.That(trusting.Of([.. files.Select(file => file.Path)], 1), Is.EqualTo(hashed));
        Assert.That(files.Select(file => trusting.Id(file.Path)), Is.EqualTo(new[] { id, null }));
    }

    /// <summary>A filter that keeps the length, gone by now: git takes the file for what it has, and its bytes are others.</summary>
    [Test]
    public void A_file_whose_bytes_git_does_not_have_is_known_by_its_bytes()
    {
        if (!FileStamp.IsSure) Assert.Ignore("git isn't trusted here");
        using var folder = new GitFolder();
        folder.Git("config", "filter.swap.clean", "tr a b");
        folder.Git("config", "filter.swap.smudge", "tr b a");
        folder.Write(".gitattributes", "*.jsonl filter=swap\n").Write("a.jsonl", "aaa\n");
        // Else git would compare the bytes.
        File.SetLastWriteTimeUtc(folder.At("a.jsonl"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        folder.Commit();
        File.Delete(folder.At(".gitattributes"));
        folder.Commit();
        var id = folder.Git("rev-parse", "HEAD:a.jsonl").Trim();
        Assert.That(IndexedFiles.Of(Stamps(folder.At("a.jsonl"))).GetValueOrDefault(folder.At("a.jsonl")), Is.EqualTo(id).And.Not.EqualTo(folder.Git("hash-object", "--no-filters", "a.jsonl").Trim()), "git vouches for it");
        var trusting = new KnownDigests(s_later, trustGitFrom: 1);
        trusting.Know(Cache(folder));
        Assert.That(trusting.Of([folder.At("a.jsonl")], 1), Is.EqualTo(new KnownDigests(s_later).Of([folder.At("a.jsonl")], 1)));
        Assert.That((trusting.Id(folder.At("a.jsonl")), trusting.OfGit(id)), Is.EqualTo(((string?)null, (byte[]?)null)));
    }

    [TestCase(20)]
    [TestCase(32)]
    public void Contents_are_known_both_ways_and_those_of_the_run_are_kept_before_others(int idBytes)
    {
        using var folder = Folder();
        static byte[] Bytes(int seed, int count)
        {
            var bytes = new byte[count];
            new Random(seed).NextBytes(bytes);
            return bytes;
        }
        List<(string Id, byte[] Digest)> contents = [.. Enumerable.Range(0, 20_000).Select(i => (Convert.ToHexStringLower(Bytes(i, idBytes)), Bytes(~i, 32)))];
        new KnownIds(Cache(folder), s_later).Add(contents);
        var known = new KnownIds(Cache(folder), s_later);
        Assert.That(contents.Select(content => known.Digest(content.Id)), Is.EqualTo(contents.Select(content => content.Digest)));
        Assert.That(known.Id(contents[7].Digest, isSha256: idBytes == 32), Is.EqualTo(contents[7].Id));
        Assert.That(known.Id(contents[7].Digest, isSha256: idBytes != 32), Is.Null);
        Assert.That(known.Digest(contents[19_998].Id), Is.Not.Null);
        var asking = new KnownIds(Cache(folder), s_later);
        Assert.That((asking.Digest(contents[19_998].Id), asking.Id(contents[19_997].Digest, idBytes == 32)), Is.EqualTo((contents[19_998].Digest, contents[19_997].Id)));
        asking.Add([("ab" + contents[0].Id[2..], contents[0].Digest), contents[19_999]]);
        var later = new KnownIds(Cache(folder), s_later);
        Assert.Multiple(() =>
        {
            Assert.That(later.Digest("ab" + contents[0].Id[2..]), Is.EqualTo(contents[0].Digest));
            foreach (var (id, digest) in contents[19_997..]) Assert.That(later.Digest(id), Is.EqualTo(digest));
            Assert.That(contents.Count(content => later.Digest(content.Id) is not null), Is.EqualTo((1 << 14) + 3), "of others so many");
        });
    }

    private static CacheFolder Cache(GitFolder folder) => CacheFolder.Open(name => name == CacheFolder.Variable ? folder.At(".git/cache") : null, workTree: null).Folder!;
}
