using DataGate.Files.Paths;

namespace DataGate.Files.Memos;

/// <summary>What the file system says of a file: where it says the same of two moments, and both are well after its times, the bytes are the same.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Written">When its bytes changed, nanoseconds since 1970: as good as who wrote it is honest.</param>
/// <param name="Changed">When anything of it changed, which nobody can set; 0 where the system doesn't say.</param>
/// <param name="Node">The file behind the name; 0 where the system doesn't say.</param>
internal sealed record FileStamp(long Length, long Written, long Changed, ulong Node)
{
    private const int NanosecondsPerTick = 100;

    /// <summary>Whether the system tells of every change: Linux does.</summary>
    public static bool IsSure => OperatingSystem.IsLinux();

    /// <summary>Of what a path leads to; null where that is no file.</summary>
    public static FileStamp? Of(string path)
    {
        if (UnixStatus.Of(path) is { } status) return new FileStamp(UnixStatus.Size(status), UnixStatus.Written(status), UnixStatus.Changed(status), UnixStatus.Node(status));
        try
        {
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            return file.Exists ? new FileStamp(file.Length, Nanoseconds(file.LastWriteTimeUtc), 0, 0) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A time as stamps have it.</summary>
    public static long Nanoseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;

    /// <summary>Whether it last changed before a moment.</summary>
    public bool IsBefore(long moment) => Written < moment && Changed < moment;
}
