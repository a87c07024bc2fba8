using System.Security.Cryptography;
using DataGate.Files.Paths;

namespace DataGate.Files;

/// <summary>
/// Files that are written whole or not at all: into a temporary file beside them, flushed to disk, then renamed. A link at their place is replaced, not followed; the
/// temporary file's name can't be known before, so that no link can wait for it.
/// </summary>
public static class AtomicFile
{
    private const string Ending = ".tmp";

    /// <summary>What a killed process left is taken away by a later one, when it is as old as this by the clock of the file system, and nobody holds it open.</summary>
    private static readonly TimeSpan s_leftover = TimeSpan.FromHours(1);

    /// <param name="path">What is written.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="isDurable">Whether to wait until the disk has it; without, a crash of the machine may leave anything. Default: yes.</param>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Write(string path, Action<Stream> write, bool isDurable = true) => Write(path, write, isDurable, File.GetLastWriteTimeUtc);

    /// <param name="path">What is written.</param>
    /// <param name="write">Writes it.</param>
    /// <param name="isDurable">Whether to wait until the disk has it.</param>
    /// <param name="written">When a file was written last, by the clock of the file system that it lies in.</param>
    internal static void Write(string path, Action<Stream> write, bool isDurable, Func<string, DateTime> written)
    {
        ArgumentNullException.ThrowIfNull(write);
        var temporary = $"{path}.{RandomNumberGenerator.GetHexString(16, lowercase: true)}{Ending}";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                Sweep(path, written(temporary), written);
                write(stream);
                stream.Flush(flushToDisk: isDurable);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            // The name that was asked for says more than the temporary one.
            if (e is IOException or UnauthorizedAccessException) throw new IOException(e.Message.Replace(temporary, path, StringComparison.Ordinal), e);
            throw;
        }
    }

    /// <param name="path">What is written.</param>
    /// <param name="now">When a file beside it was written just now: of a file on another machine its clock counts, whatever this one's says.</param>
    /// <param name="written">When another one was.</param>
    private static void Sweep(string path, DateTime now, Func<string, DateTime> written)
    {
        var name = Path.GetFileName(path);
        try
        {
            foreach (var left in Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(path))!, name + ".*" + Ending))
                if (IsLeftover(Path.GetFileName(left)[(name.Length + 1)..^Ending.Length]) && now - written(left) > s_leftover) Remove(left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Writing says what is wrong with the folder.
        }
    }

    /// <summary>A process that still writes holds its file, however the clock was set meanwhile; a lock goes with its process.</summary>
    private static void Remove(string left)
    {
        try
        {
            using var held = RegularFile.Open(left, share: FileShare.Delete);
            File.Delete(left);
        }
        catch (IOException)
        {
            // It is in use, or gone.
        }
    }

    private static bool IsLeftover(string name) => name.Length == 16 && name.All(char.IsAsciiHexDigitLower);
}
