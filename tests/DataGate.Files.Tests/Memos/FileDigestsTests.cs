using System.Security.Cryptography;
using DataGate.Files.Memos;

namespace DataGate.Files.Tests.Memos;

/// <summary>Digests of files of every size at which something begins.</summary>
public sealed class FileDigestsTests
{
    private const int Piece = FileDigests.PieceSize;

    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("datagate-digests-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void They_are_of_the_length_and_of_each_piece()
    {
        int[] sizes = [0, 1, 100, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, Piece - 1, Piece, Piece + 1, (2 * Piece) + 5];
        var random = new Random(7);
        var files = sizes.Select(size =>
        {
            var bytes = new byte[size];
            random.NextBytes(bytes);
            var path = Path.Combine(_folder, $"{size}");
            File.WriteAllBytes(path, bytes);
            return (Path: path, Bytes: bytes);
        }).ToList();
        foreach (var threads in new[] { 1, 4 })
            Assert.That(FileDigests.Of([.. files.Select(file => file.Path)], threads), Is.EqualTo(files.Select(file => Due(file.Bytes))), $"{threads} threads");
    }

    [Test]
    public void A_file_that_cant_be_read_has_none()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "text");
        Assert.That(FileDigests.Of([file, Path.Combine(_folder, "absent"), _folder], threads: 2).Select(digest => digest is not null), Is.EqualTo(new[] { true, false, false }));
    }

    private static byte[] Due(byte[] bytes) =>
        SHA256.HashData([.. BitConverter.GetBytes((long)bytes.Length), .. bytes.Length == 0 ? SHA256.HashData([]) : bytes.Chunk(Piece).SelectMany(SHA256.HashData)]);
}
