using System.Runtime.InteropServices;

namespace DataGate.Files.Paths;

/// <summary>What Linux says of a file and .NET doesn't: <c>statx(2)</c>.</summary>
internal static partial class UnixStatus
{
    private const int CurrentFolder = -100;
    private const uint BasicFields = 0x7ff;
    private const int Length = 256;
    private const int KindMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000;
    private const int OwnerOffset = 20, ModeOffset = 28, NodeOffset = 32, SizeOffset = 40, ChangedOffset = 96, WrittenOffset = 112;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Of the file that a path leads to; null where there is none, or another system.</summary>
    public static byte[]? Of(string path)
    {
        if (!OperatingSystem.IsLinux()) return null;
        var status = new byte[Length];
        try
        {
            return Statx(CurrentFolder, path, 0, BasicFields, status) == 0 ? status : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The user whose it is.</summary>
    public static uint Owner(byte[] status) => BitConverter.ToUInt32(status, OwnerOffset);

    /// <summary>Whether it is neither a file nor a folder, but a pipe, a socket or a device.</summary>
    public static bool IsSpecial(byte[] status) => (BitConverter.ToUInt16(status, ModeOffset) & KindMask) is not (RegularFile or Folder);

    /// <summary>The number of the file, whatever its name.</summary>
    public static ulong Node(byte[] status) => BitConverter.ToUInt64(status, NodeOffset);

    public static long Size(byte[] status) => BitConverter.ToInt64(status, SizeOffset);

    /// <summary>When its bytes last changed, as whoever wrote them wants it: nanoseconds since 1970.</summary>
    public static long Written(byte[] status) => Time(status, WrittenOffset);

    /// <summary>When anything of it last changed, which nobody can set: nanoseconds since 1970.</summary>
    public static long Changed(byte[] status) => Time(status, ChangedOffset);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    public static partial uint EffectiveUser();

    private static long Time(byte[] status, int at) => unchecked((BitConverter.ToInt64(status, at) * NanosecondsPerSecond) + BitConverter.ToUInt32(status, at + sizeof(long)));

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint fields, [Out] byte[] status);
}
