using System.Globalization;
using System.Text;

namespace DataGate.Files.Git;

/// <summary>What stands in a repository for content that Git LFS keeps elsewhere (its specification, version 1).</summary>
/// <param name="Id">SHA-256 of the content, in hexadecimal.</param>
/// <param name="Length">Its bytes.</param>
internal sealed record LfsPointer(string Id, long Length)
{
    /// <summary>No pointer is longer.</summary>
    public const int MaxLength = 1024;

    private const string IdKey = "oid sha256:", SizeKey = "size ";

    /// <summary>Null where the content is no pointer.</summary>
    public static LfsPointer? Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length >= MaxLength || !content.StartsWith("version https://git-lfs.github.com/spec/v1\n"u8)) return null;
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        var id = Array.Find(lines, line => line.StartsWith(IdKey, StringComparison.Ordinal))?[IdKey.Length..];
        var size = Array.Find(lines, line => line.StartsWith(SizeKey, StringComparison.Ordinal))?[SizeKey.Length..];
        return id is { Length: 64 } && id.All(char.IsAsciiHexDigitLower) && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new LfsPointer(id, length)
            : null;
    }

    /// <summary>Where the content lies when it was fetched; null: it was not, or not wholly.</summary>
    public string? FileIn(string store)
    {
        var path = Path.Join(store, "lfs", "objects", Id[..2], Id[2..4], Id);
        return File.Exists(path) && new FileInfo(path).Length == Length ? path : null;
    }
}
