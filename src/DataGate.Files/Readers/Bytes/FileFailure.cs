using DataGate.Documents;
using DataGate.Files.Readers.Packing;

namespace DataGate.Files.Readers.Bytes;

/// <summary>Why a file can't be opened or read, in words that don't change with the machine where that is possible.</summary>
internal static class FileFailure
{
    public static bool IsExpected(Exception e) => e is IOException or UnauthorizedAccessException;

    public static (ReadingProblemKind Kind, string Detail) Describe(Exception e, string path) => e switch
    {
        CutOffException => (ReadingProblemKind.Truncated, e.Message),
        FileNotFoundException or DirectoryNotFoundException => (ReadingProblemKind.Unreadable, "the file does not exist"),
        UnauthorizedAccessException when Directory.Exists(path) => (ReadingProblemKind.Unreadable, "this is a folder, not a file"),
        UnauthorizedAccessException => (ReadingProblemKind.Unreadable, "permission denied"),
        TrailingBytesException or DamagedException or OutOfProportionException or WindowTooLargeException => (ReadingProblemKind.Unreadable, e.Message),
        _ => (ReadingProblemKind.Unreadable, Details.Clip(e.Message)),
    };
}
