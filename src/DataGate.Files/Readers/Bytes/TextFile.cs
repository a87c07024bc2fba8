using System.Globalization;
using DataGate.Documents;
using DataGate.Files.Paths;
using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Readers.Bytes;

/// <summary>Opens a chunk of a text file, unpacking it where it is packed.</summary>
internal static class TextFile
{
    private const int PackedReadSize = 64 << 10;

    /// <summary>
    /// A window at the first line that the chunk owns, behind a byte order mark. Null, and reported, where the
    /// file can't be read as text.
    /// </summary>
    public static ByteWindow? Open(ChunkReading reading, IRecordSink sink)
    {
        if (reading.File.Packing?.WhyNot is { } whyNot)
        {
            sink.Report(new ReadingProblem(ReadingProblemKind.NoLibrary, Place.OfFile(reading.Chunk.Index), whyNot));
            return null;
        }
        var file = TryOpen(reading, out var fault);
        if (file is not null)
        {
            var window = new ByteWindow(reading.File.Packing is { } packing ? new BoundedContent(packing.Unpack(file), file.Length, reading.Limits.Unpacked) : file, file, reading);
            fault = GoToStart(window, reading.Chunk);
            if (fault is null) return window;
            window.Dispose();
        }
        reading.IsUnread = true;
        if (fault is not null) sink.Report(new ReadingProblem(ReadingProblemKind.Unreadable, Place.OfFile(reading.Chunk.Index), fault));
        return null;
    }

    /// <summary>The file, one byte before the chunk: whether a line starts with the chunk is seen there.</summary>
    private static FileStream? TryOpen(ChunkReading reading, out string? fault)
    {
        FileStream? file = null;
        try
        {
            file = RegularFile.Open(reading.File.Path, reading.File.IsPacked ? PackedReadSize : 0, FileOptions.SequentialScan);
            if (!IsReadable(file, reading, out fault))
            {
                file.Dispose();
                return null;
            }
            file.Position = Math.Max(0, reading.Chunk.Start - 1);
            return file;
        }
        catch (Exception e) when (FileFailure.IsExpected(e))
        {
            file?.Dispose();
            fault = FileFailure.Describe(e, reading.File.Path).Detail;
            return null;
        }
    }

    private static bool IsReadable(FileStream file, ChunkReading reading, out string? fault)
    {
        fault = null;
        if (!file.CanSeek)
        {
            fault = "this is not a regular file";
        }
        else if (file.Length != reading.File.Length)
        {
            fault = string.Create(CultureInfo.InvariantCulture,
                $"the file changed since it was listed: it had {reading.File.Length} bytes, now it has {file.Length}");
        }
        if (fault is not null) return false;

        Span<byte> head = stackalloc byte[FileHead.Length];
        head = head[..RandomAccess.Read(file.SafeFileHandle, head, 0)];
        fault = reading.File.Packing is { } packing ? FileHead.PackedFault(head, packing) : FileHead.Fault(head);
        if (fault is null) return true;
        // The chunk at the file's start says it, once.
        if (reading.Chunk.Start > 0) fault = null;
        return false;
    }

    private static string? GoToStart(ByteWindow window, Chunk chunk)
    {
        if (chunk.Start > 0)
        {
            window.SkipLine(chunk.End);
            return null;
        }
        window.More();
        if (window.Available.StartsWith(FileHead.ByteOrderMark)) window.Skip(FileHead.ByteOrderMark.Length);
        return FileHead.Fault(window.Available);
    }
}
