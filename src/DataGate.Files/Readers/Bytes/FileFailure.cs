using DataGate.Documents;

namespace DataGate.Files.Readers.Bytes;

/// <summary>Why a file can't be opened or read, in words that don't change with the machine where that is possible.</summary>
internal static class FileFailure
{
    public static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;

    public static (ReadingProblemKind Kind, string Detail) Describe(Exception e, string path) => e switch
    {
        CutOffException => (ReadingProblemKind.Truncated, e.Message),
        FileNotFoundException or DirectoryNotFoundException => (ReadingProblemKind.Unreadable, "the file does not exist"),
        UnauthorizedAccessException when Directory.Exists(path) => (ReadingProblemKind.Unreadable, "this is a folder, not a file"),
        UnauthorizedAccessException => (ReadingProblemKind.Unreadable, "permission denied"),
        TrailingBytesException => (ReadingProblemKind.Unreadable, e.Message),
        InvalidDataException => (ReadingProblemKind.Unreadable, "the gzip data is damaged"),
        _ => (ReadingProblemKind.Unreadable, Details.Clip(e.Message)),
    };
}

/// <summary>The packed content ends within a gzip member.</summary>
internal sealed class CutOffException() : IOException("the gzip data is cut off");

/// <summary>Something that isn't gzip follows the packed content.</summary>
internal sealed class TrailingBytesException() : IOException("bytes that are not gzip follow the gzip data");
