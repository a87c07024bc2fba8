using System.Buffers.Binary;

namespace DataGate.Files.Readers.Parquet.Format;

/// <summary>
/// Looks whether a Parquet file is whole before anything else reads it: its two ends, what it says of itself, and whether the pages of its columns are where it says. What can't be so
/// is refused; the values in the pages are left to the reader.
/// </summary>
internal static class FileEnds
{
    /// <summary>The most that a file's metadata may take.</summary>
    public const int MaxFooter = 256 << 20;

    private const int MarkLength = 4, TailLength = 8;

    private static ReadOnlySpan<byte> Mark => "PAR1"u8;

    private static ReadOnlySpan<byte> EncryptedMark => "PARE"u8;

    /// <summary>What the file says of itself.</summary>
    /// <param name="file">It.</param>
    /// <param name="read">Columns at the top that are to be read: the pages of these are held against their checksums, where they have any. DuckDB doesn't look at them.</param>
    /// <exception cref="InvalidDataException">It is no Parquet file, or contradicts itself.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    public static FileMetadata Read(FileStream file, params IReadOnlyCollection<string> read)
    {
        Span<byte> head = stackalloc byte[Bytes.FileHead.Length];
        head = head[..RandomAccess.Read(file.SafeFileHandle, head, 0)];
        if (head.IsEmpty) throw new InvalidDataException("the file is empty, which a Parquet file never is");
        if (head.StartsWith(EncryptedMark)) throw new InvalidDataException("it is encrypted");
        if (!head.StartsWith(Mark))
        {
            if (Mark.StartsWith(head)) throw new EndOfStreamException("it ends too early");
            throw new InvalidDataException(Bytes.FileHead.Fault(head) ?? "this is not a Parquet file");
        }
        Span<byte> tail = stackalloc byte[TailLength];
        if (file.Length < MarkLength + TailLength || !Fill(file, tail, file.Length - TailLength) || !tail[MarkLength..].SequenceEqual(Mark))
            throw new EndOfStreamException("what every Parquet file ends with is missing");
        var length = BinaryPrimitives.ReadUInt32LittleEndian(tail);
        if (length > file.Length - MarkLength - TailLength) throw new InvalidDataException("its metadata would be longer than the file");
        if (length > MaxFooter) throw new InvalidDataException(FormattableString.Invariant($"its metadata is longer than {MaxFooter:N0} bytes"));
        var footer = new byte[length];
        if (!Fill(file, footer, file.Length - TailLength - length)) throw new EndOfStreamException("it ends too early");
        return Parse(footer, file, file.Length - TailLength - length, read);
    }

    private static FileMetadata Parse(byte[] footer, FileStream file, long end, IReadOnlyCollection<string> read)
    {
        FileMetadata metadata;
        try
        {
            metadata = FileMetadata.Parse(footer);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException)
        {
            // The end of the file is there: not the file is cut off, but what it says of itself is wrong.
            throw new InvalidDataException("its metadata is damaged", e);
        }
        foreach (var group in metadata.Groups)
            for (var leaf = 0; leaf < group.Columns.Length; leaf++)
                PageWalk.Check(file, metadata.Leaves[leaf], group.Columns[leaf], group.Rows, end, read.Contains(metadata.Leaves[leaf].Top, StringComparer.Ordinal));
        return metadata;
    }

    /// <summary>False where the file ends first.</summary>
    internal static bool Fill(FileStream file, Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            var read = RandomAccess.Read(file.SafeFileHandle, buffer, offset);
            if (read == 0) return false;
            buffer = buffer[read..];
            offset += read;
        }
        return true;
    }
}
