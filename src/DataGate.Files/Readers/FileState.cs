using System.Runtime.InteropServices;

namespace DataGate.Files.Readers;

/// <summary>What tells a file from what it was: of what a link leads to, not of the link.</summary>
/// <param name="Length">Its bytes.</param>
/// <param name="Written">When it was last written; default: it is gone, or not known.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FileState(long Length, DateTime Written)
{
    /// <summary>0 and the default for a file that has gone: reading it says so.</summary>
    public static FileState Of(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target) file = target;
            return new FileState(file.Length, file.LastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }
}
