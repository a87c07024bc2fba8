using System.Collections.Immutable;
using System.Security.Cryptography;
using DataGate.Files.Memos;
using DataGate.Files.Readers;
using DataGate.Files.Readers.Pieces;

namespace DataGate.Files.Tests.Memos;

/// <summary>Digests of files of every size at which something begins.</summary>
public sealed class FileDigestsTests
{
    private const int Least = 1 << 20;

    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("datagate-digests-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void They_are_of_the_length_and_of_each_piece()
    {
        int[] sizes = [0, 1, 100, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, (2 * Least) - 1, 2 * Least, (1 << 24) - 1, 1 << 24, (1 << 24) + 1, (3 << 24) + 5];
        var random = new Random(7);
        // With lines and without.
        var files = sizes.SelectMany(size => new[] { true, false }, (size, isText) =>
        {
            var bytes = new byte[size];
            random.NextBytes(bytes);
            for (var i = 0; i < size; i++) bytes[i] = isText && i % 97 == 0 ? (byte)'\n' : isText || bytes[i] != '\n' ? (byte)Math.Max((byte)32, bytes[i]) : (byte)32;
            var path = Path.Combine(_folder, $"{size} {isText}");
            File.WriteAllBytes(path, bytes);
            return (Path: path, Bytes: bytes);
        }).ToList();
        foreach (var threads in new[] { 1, 4 })
        {
            var made = FileDigests.Of([.. files.Select(file => file.Path)], threads, Least);
            Assert.That(made.Select(digest => digest.Digest), Is.EqualTo(files.Zip(made, (file, digest) => Due(file.Bytes, digest.Pieces))), $"{threads} threads");
            Assert.That(files.Zip(made).All(file => file.Second.Pieces.IsEmpty == file.First.Bytes.Length < 2 * Least), Is.True);
            Assert.That(made[^2].Pieces, Has.Length.GreaterThan(30));
        }
    }

    /// <summary>Who knows the one needn't look for the other.</summary>
    [Test]
    public void A_file_that_is_hashed_is_cut_as_the_only_long_one_of_a_set()
    {
        var path = Path.Combine(_folder, "a.jsonl");
        var text = string.Concat(Enumerable.Range(0, 90_000).Select(i => $"{{\"text\": \"{i * 7919L % 1_000_003}\"}}\n"));
        File.WriteAllText(path, text);
        var file = new InputFile(path, "a.jsonl", text.Length);
        foreach (var least in new[] { 1 << 10, 1 << 12, 1 << 17 })
        {
            var target = FilePieces.Target(file, 1, least);
            var made = FileDigests.Of([path], 2, least)[0];
            Assert.That(target, Is.EqualTo(FilePieces.TargetAlone(file.Length, least)).And.Positive);
            Assert.That(made.Pieces.Select(Shown), Is.EqualTo(FilePieces.Of(file, target).Select(Shown)));
        }
        static string Shown(Piece piece) => $"{piece.End} {Convert.ToHexString(piece.Digest.Span)}";
    }

    [Test]
    public void A_file_that_cant_be_read_has_none()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "text");
        Assert.That(FileDigests.Of([file, Path.Combine(_folder, "absent"), _folder], threads: 2, Least).Select(digest => digest.Digest is not null), Is.EqualTo(new[] { true, false, false }));
    }

    private static byte[] Due(byte[] bytes, ImmutableArray<Piece> pieces)
    {
        List<int> ends = pieces.IsEmpty ? [bytes.Length] : [.. pieces.Select(piece => (int)piece.End)];
        Assert.That(ends[^1], Is.EqualTo(bytes.Length));
        return SHA256.HashData([.. BitConverter.GetBytes((long)bytes.Length), .. ends.SelectMany((end, i) => SHA256.HashData(bytes.AsSpan((i == 0 ? 0 : ends[i - 1])..end)))]);
    }
}
