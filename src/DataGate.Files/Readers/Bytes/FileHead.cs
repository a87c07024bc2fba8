namespace DataGate.Files.Readers.Bytes;

/// <summary>Tells by a file's first bytes that it isn't UTF-8 text, and what it is.</summary>
internal static class FileHead
{
    /// <summary>Enough bytes to decide on.</summary>
    public const int Length = 64;

    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>What is wrong with a file that starts like this; null where it may be text.</summary>
    public static string? Fault(ReadOnlySpan<byte> head) =>
        head switch
        {
            _ when head.StartsWith("version https://git-lfs.github.com/spec/v1"u8) =>
                "this is a Git LFS pointer, the content is not here: run 'git lfs pull'",
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "this is UTF-32 text: convert it to UTF-8",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "this is UTF-16 text: convert it to UTF-8",
            [0, not 0, ..] or [not 0, 0, ..] => "NUL bytes at its start: this is a binary file, or UTF-16 text that should be UTF-8",
            [0x1F, 0x8B, ..] => "this is a gzip file, but its name doesn't end in .gz",
            [0x28, 0xB5, 0x2F, 0xFD, ..] => "this is a Zstandard file, not text",
            [(byte)'P', (byte)'K', 3, 4, ..] => "this is a Zip file, not text",
            [(byte)'P', (byte)'A', (byte)'R', (byte)'1', ..] => "this is a Parquet file, not text",
            _ => null,
        };

    /// <summary>The same for a file whose name says that it is gzip, by its bytes on disk.</summary>
    public static string? GzipFault(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0x1F, 0x8B, ..] => null,
            [] => "the file is empty, which gzip data never is",
            _ => Fault(head) ?? "its name ends in .gz, but this is not a gzip file",
        };
}
