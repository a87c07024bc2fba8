using Microsoft.Win32.SafeHandles;

namespace DataGate.Files.Paths;

/// <summary>What stands where a file should is none that has an end.</summary>
public sealed class SpecialFileException() : IOException(RegularFile.WhyNot);

/// <summary>
/// Opens files to be read, and nothing else: to open a pipe waits for whoever writes to it, and a device may never end. Found out on Linux; elsewhere what is named is opened.
/// </summary>
public static class RegularFile
{
    /// <summary>What is said of anything else, as a clause.</summary>
    public const string WhyNot = "it is no file but a pipe, a socket or a device";

    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;
    private const int DefaultBuffer = 4096;

    /// <summary>Whether a path leads to a pipe, a socket or a device.</summary>
    public static bool IsSpecial(string path) => UnixStatus.Of(path) is { } status && UnixStatus.IsSpecial(status);

    /// <param name="path">Absolute, or from the current folder.</param>
    /// <param name="bufferSize">In bytes; 0: none. Default: 4,096.</param>
    /// <param name="options">Default: none.</param>
    /// <param name="share">What others may do with it meanwhile. Default: all.</param>
    /// <exception cref="SpecialFileException">It is no file.</exception>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static FileStream Open(string path, int bufferSize = DefaultBuffer, FileOptions options = FileOptions.None, FileShare share = Shared)
    {
        Refuse(path);
        return new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize, options);
    }

    /// <summary>The same, for reads at any place.</summary>
    /// <exception cref="SpecialFileException">It is no file.</exception>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static SafeFileHandle OpenHandle(string path)
    {
        Refuse(path);
        return File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared);
    }

    /// <summary>The whole of it.</summary>
    /// <exception cref="SpecialFileException">It is no file.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
    public static byte[] ReadAllBytes(string path)
    {
        Refuse(path);
        return File.ReadAllBytes(path);
    }

    /// <exception cref="SpecialFileException">A path leads to a pipe, a socket or a device.</exception>
    internal static void Refuse(string path)
    {
        if (IsSpecial(path)) throw new SpecialFileException();
    }
}
