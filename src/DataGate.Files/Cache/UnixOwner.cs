using System.Runtime.InteropServices;

namespace DataGate.Files.Cache;

/// <summary>Whose a file is, which .NET doesn't say.</summary>
internal static partial class UnixOwner
{
    private const int CurrentFolder = -100;
    private const uint OwnerField = 8;
    private const int OwnerOffset = 20;
    private const int Length = 256;

    /// <summary>Whether the file surely belongs to another user than the one that this runs as. Told on Linux.</summary>
    public static bool IsAnother(string path)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var status = new byte[Length];
        try
        {
            return Statx(CurrentFolder, path, 0, OwnerField, status) == 0 && BitConverter.ToUInt32(status, OwnerOffset) != EffectiveUser();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint fields, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
