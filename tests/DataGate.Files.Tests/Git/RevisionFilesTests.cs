using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Git;
using DataGate.Files.Readers;
using DataGate.Policies;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Git;

/// <summary>Files of a revision by globs, and their content, without a checkout.</summary>
public sealed class RevisionFilesTests
{
    private static readonly PolicyPlace s_place = new("datagate.yaml", 1, 1);

    private static FileSet Set(string folder, params string[] globs) =>
        new([.. globs.Select(glob => new FileGlob(glob.TrimStart('!'), glob.StartsWith('!'), s_place))], folder, s_place);

    private static RevisionMatches Find(GitFolder folder, string from, params string[] globs)
    {
        var repository = GitRepository.Open(folder.Path);
        return RevisionFiles.Find(Set(folder.At(from), globs), repository, repository.Resolve("main"));
    }

    private static string[] Paths(RevisionMatches matches) => [.. matches.Files.Select(file => file.Path)];

    private static byte[] Content(GitFolder folder, string path)
    {
        var repository = GitRepository.Open(folder.Path);
        var revision = repository.Resolve("main");
        using var contents = new BlobFiles(repository, revision);
        var file = contents.Get(repository.Tree(revision).Single(entry => entry.Path == path), InputFile.AutoFormat);
        Assert.That((file.Display, file.Length), Is.EqualTo(($"@main/{path}", new FileInfo(file.Path).Length)));
        return File.ReadAllBytes(file.Path);
    }

    [Test]
    public void Globs_find_what_they_find_in_the_work_tree()
    {
        using var folder = new GitFolder();
        foreach (var name in (string[])["data/b.jsonl", "data/a.jsonl", "data/deep/c d.jsonl", "data/größe 漢字.jsonl", "data/scratch/x.jsonl", "data/a.txt", "gate/p.yaml", "datagate/n.jsonl"])
            folder.Write(name, name);
        folder.Commit();
        Directory.Delete(folder.At("data"), recursive: true);
        var found = Find(folder, "gate", "../data/**/*.jsonl", "!../data/scratch/**", "../none/*.jsonl");
        Assert.Multiple(() =>
        {
            Assert.That(Paths(found), Is.EqualTo(new[] { "data/a.jsonl", "data/b.jsonl", "data/deep/c d.jsonl", "data/größe 漢字.jsonl" }));
            Assert.That(found.Unmatched, Is.EqualTo(new[] { 2 }));
            Assert.That(Paths(Find(folder, "", "data/a.jsonl", "data/*.txt", "**/.git/**")), Is.EqualTo(new[] { "data/a.jsonl", "data/a.txt" }));
            Assert.That(Paths(Find(folder, "", "../**")), Is.Empty);
        });
    }

    [Test]
    public void Links_and_submodules_are_not_followed_and_told()
    {
        using var library = new GitFolder();
        library.Write("in.jsonl", "{}").Commit();
        using var folder = new GitFolder();
        folder.Write("data/a.jsonl", "{}").Write("other/b.jsonl", "{}");
        File.CreateSymbolicLink(folder.At("data/l.jsonl"), "../other/b.jsonl");
        Directory.CreateSymbolicLink(folder.At("data/folder"), "../other");
        File.CreateSymbolicLink(folder.At("data/note"), "/etc/passwd");
        folder.Module(library, "data/module").Commit();
        var found = Find(folder, "", "data/**/*.jsonl");
        Assert.Multiple(() =>
        {
            Assert.That(Paths(found), Is.EqualTo(new[] { "data/a.jsonl" }));
            Assert.That(found.Refused.Select(refused => refused.Path), Is.EqualTo(new[] { "@main/data/folder", "@main/data/l.jsonl", "@main/data/module" }));
            Assert.That(Find(folder, "", "data/**/*.jsonl", "!data/l.jsonl", "!data/folder/**", "!data/module/**").Refused.Select(refused => refused.Path), Is.Empty);
        });
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(200_000)]
    public void Content_comes_out_byte_by_byte(int length)
    {
        using var folder = new GitFolder();
        var bytes = new byte[length];
        new Random(5).NextBytes(bytes);
        File.WriteAllBytes(folder.At("a.bin"), bytes);
        folder.Commit();
        File.WriteAllText(folder.At("a.bin"), "changed");
        Assert.That(Content(folder, "a.bin"), Is.EqualTo(bytes));
    }

    [Test]
    public void Many_contents_come_from_one_git_and_nothing_stays()
    {
        using var folder = new GitFolder();
        for (var i = 0; i < 300; i++) folder.Write($"{i}.jsonl", new string('x', i * 7));
        folder.Commit();
        var repository = GitRepository.Open(folder.Path);
        var revision = repository.Resolve("main");
        var paths = new List<string>();
        using (var contents = new BlobFiles(repository, revision))
        {
            foreach (var entry in repository.Tree(revision))
            {
                var file = contents.Get(entry, InputFile.AutoFormat);
                Assert.That(file.Length, Is.EqualTo(7 * int.Parse(entry.Path.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture)));
                paths.Add(file.Path);
            }
        }
        Assert.That(paths, Has.Count.EqualTo(300));
        Assert.That(paths.Select(Path.GetDirectoryName).Distinct().Where(Directory.Exists), Is.Empty);
    }

    [Test]
    public void A_packed_file_is_its_bytes()
    {
        using var folder = new GitFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true)) gzip.Write("{\"text\": \"a\"}\n"u8);
        File.WriteAllBytes(folder.At("a.jsonl.gz"), packed.ToArray());
        folder.Commit();
        Assert.That(Content(folder, "a.jsonl.gz"), Is.EqualTo(packed.ToArray()));
    }

    [Test]
    public void A_pointer_of_git_lfs_is_its_content_where_that_was_fetched_and_a_word_where_not()
    {
        using var folder = new GitFolder();
        var content = Encoding.UTF8.GetBytes("{\"text\": \"kept elsewhere\"}\n");
        var id = Convert.ToHexStringLower(SHA256.HashData(content));
        folder.Write("a.jsonl", $"version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize {content.Length}\n").Commit();
        var refused = Assert.Throws<GitException>(() => Content(folder, "a.jsonl"))!;
        Assert.That((refused.Code, refused.Message), Is.EqualTo((GitCodes.PointerOnly, "'main:a.jsonl' is a Git LFS pointer, the content is not here: run 'git lfs fetch origin main'")));
        var kept = folder.At($".git/lfs/objects/{id[..2]}/{id[2..4]}/{id}");
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        File.WriteAllBytes(kept, content[..5]);
        Assert.Throws<GitException>(() => Content(folder, "a.jsonl"), "cut off");
        File.WriteAllBytes(kept, content);
        Assert.That(Content(folder, "a.jsonl"), Is.EqualTo(content));
        Assert.That(File.Exists(kept));
    }

    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:../../../etc/passwd\nsize 3\n")]
    [TestCase("version https://git-lfs.github.com/spec/v1\nsize 3\n")]
    [TestCase("version https://git-lfs.github.com/spec/v1\noid sha256:0000000000000000000000000000000000000000000000000000000000000000\nsize -3\n")]
    [TestCase("a version https://git-lfs.github.com/spec/v1\n")]
    public void What_only_looks_like_a_pointer_is_content(string text) => Assert.That(LfsPointer.Parse(Encoding.UTF8.GetBytes(text)), Is.Null);

    [Test]
    public void Contents_that_a_partial_clone_left_out_are_told_and_not_fetched()
    {
        using var origin = new GitFolder();
        origin.Write("a.jsonl", "{}").Commit();
        origin.Write("a.jsonl", "{\"text\": 1}").Commit();
        origin.Git("config", "uploadpack.allowFilter", "true");
        using var clone = origin.Clone("--filter=blob:none");
        var repository = GitRepository.Open(clone.Path);
        var before = repository.Resolve("HEAD~1");
        using var contents = new BlobFiles(repository, before);
        var refused = Assert.Throws<GitException>(() => contents.Get(repository.Tree(before).Single(), InputFile.AutoFormat))!;
        Assert.That((refused.Code, refused.IsUsage), Is.EqualTo((GitCodes.NotInClone, false)), refused.Message);
        Assert.That(refused.Message, Does.Contain("HEAD~1:a.jsonl"));
    }
}
