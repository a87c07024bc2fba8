using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using DataGate.Files.Git;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;
using DataGate.TestSupport;

namespace DataGate.Files.Tests.Git;

/// <summary>Of a content that is known by its pieces only those are written that are to be read.</summary>
public sealed class PartOfBlobTests
{
    private const long Target = 100_000;

    private static byte[] Rows(int seed)
    {
        var random = new Random(seed);
        return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{{\"text\": \"{i} {random.NextInt64()}\"}}\n")));
    }

    private static (InputFile File, ImmutableArray<Piece> Pieces) Later(BlobFiles contents, GitRepository repository, GitFolder folder)
    {
        var pieces = FilePieces.Of(new InputFile(folder.At("a.jsonl"), "a.jsonl", new FileInfo(folder.At("a.jsonl")).Length), Target);
        Assert.That(pieces, Has.Length.GreaterThan(5));
        return (contents.Later(repository.Tree(repository.Resolve("main")).Single(), InputFile.AutoFormat, pieces), pieces);
    }

    [Test]
    public void What_is_written_are_the_pieces_asked_for_the_byte_before_each_and_the_head()
    {
        using var folder = new GitFolder();
        var bytes = Rows(1);
        File.WriteAllBytes(folder.At("a.jsonl"), bytes);
        folder.Commit();
        var repository = GitRepository.Open(folder.Path);
        using var contents = new BlobFiles(repository, repository.Resolve("main"));
        var (file, pieces) = Later(contents, repository, folder);
        Assert.That((file.Display, file.Length, File.Exists(file.Path)), Is.EqualTo(("@main/a.jsonl", (long)bytes.Length, false)));
        var there = new HashSet<int>();
        foreach (int[] wanted in (int[][])[[2], [], [2], [0], [pieces.Length - 1, 3], [1, 3, 4]])
        {
            contents.Fill(file.Path, wanted);
            there.UnionWith(wanted);
            var due = new byte[bytes.Length];
            bytes.AsSpan(0, 64).CopyTo(due);
            foreach (var piece in there)
            {
                var start = piece == 0 ? 0 : (int)pieces[piece - 1].End - 1;
                bytes.AsSpan(start, (int)pieces[piece].End - start).CopyTo(due.AsSpan(start));
            }
            Assert.That(File.ReadAllBytes(file.Path), Is.EqualTo(due), string.Join(' ', there));
        }
        // Another content comes whole after one that was left in its midst.
        Assert.That(File.ReadAllBytes(contents.Get(repository.Tree(repository.Resolve("main")).Single(), InputFile.AutoFormat).Path), Is.EqualTo(bytes));
    }

    [TestCase(0, true)]
    [TestCase(1, false)]
    public void A_content_that_is_another_than_is_known_is_told(int piece, bool isKnown)
    {
        using var folder = new GitFolder();
        var bytes = Rows(1);
        File.WriteAllBytes(folder.At("a.jsonl"), bytes);
        folder.Commit();
        var repository = GitRepository.Open(folder.Path);
        using var contents = new BlobFiles(repository, repository.Resolve("main"));
        var (file, pieces) = Later(contents, repository, folder);
        var end = (int)pieces[1].End;
        bytes[end - 2] ^= 1;
        Replace(folder, bytes);
        if (isKnown) Assert.DoesNotThrow(() => contents.Fill(file.Path, [piece]));
        else Assert.That(Assert.Throws<GitException>(() => contents.Fill(file.Path, [piece]))!.Message, Does.Contain("'main:a.jsonl' isn't what an earlier check read"));
    }

    [TestCase(-1)]
    [TestCase(1)]
    public void A_content_of_another_length_is_told(int more)
    {
        using var folder = new GitFolder();
        var bytes = Rows(1);
        File.WriteAllBytes(folder.At("a.jsonl"), bytes);
        folder.Commit();
        var repository = GitRepository.Open(folder.Path);
        using var contents = new BlobFiles(repository, repository.Resolve("main"));
        var (file, _) = Later(contents, repository, folder);
        Replace(folder, more < 0 ? bytes[..^1] : [.. bytes, (byte)'\n']);
        Assert.Throws<GitException>(() => contents.Fill(file.Path, [0]));
    }

    /// <summary>Puts something else in the place of the repository's only content.</summary>
    private static void Replace(GitFolder folder, byte[] bytes)
    {
        var id = folder.Git("rev-parse", "main:a.jsonl").Trim();
        var loose = folder.At($".git/objects/{id[..2]}/{id[2..]}");
        File.SetAttributes(loose, FileAttributes.Normal);
        using var packed = new ZLibStream(File.Create(loose), CompressionMode.Compress);
        packed.Write(Encoding.ASCII.GetBytes($"blob {bytes.Length}\0"));
        packed.Write(bytes);
    }
}
