using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Readers.Bytes;

/// <summary>Tells by a file's first bytes that it isn't UTF-8 text, and what it is.</summary>
internal static class FileHead
{
    /// <summary>Enough bytes to decide on.</summary>
    public const int Length = 64;

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static ReadOnlySpan<byte> LfsPointer => "version https://git-lfs.github.com/spec/v1"u8;

    /// <summary>What is wrong with a file that starts like this, behind a byte order mark where it has one; null where it may be text.</summary>
    public static string? Fault(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith(ByteOrderMark)) head = head[ByteOrderMark.Length..];
        return head switch
        {
            _ when head.StartsWith(LfsPointer) =>
                "this is a Git LFS pointer, the content is not here: run 'git lfs pull'",
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "this is UTF-32 text: convert it to UTF-8",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "this is UTF-16 text: convert it to UTF-8",
            [0, not 0, ..] or [not 0, 0, ..] => "NUL bytes at its start: this is a binary file, or UTF-16 text that should be UTF-8",
            [0x1F, 0x8B, ..] => "this is a gzip file, but its name doesn't end in .gz",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "this is a Zstandard file, but its name doesn't end in .zst",
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, ..] => "this is a bzip2 file, but its name doesn't end in .bz2",
            [(byte)'P', (byte)'K', 3, 4, ..] => "this is a Zip file, not text",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "this is a Parquet file, not text: name it *.parquet, or say format: parquet",
            _ => null,
        };
    }

    /// <summary>The same for a file that is packed by its name, by its bytes on disk.</summary>
    public static string? PackedFault(ReadOnlySpan<byte> head, IPacking packing) =>
        head.IsEmpty ? $"the file is empty, which {packing.Name} data never is"
        : head.StartsWith(LfsPointer) ? Fault(head)
        : packing.MayStart(head) ? null
        : Fault(head) ?? $"its name ends in {packing.Extension}, but this is not a {packing.Name} file";
}
