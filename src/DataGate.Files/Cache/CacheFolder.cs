using System.Security.Cryptography;
using System.Text;
using DataGate.Files.Paths;

namespace DataGate.Files.Cache;

/// <summary>
/// The folder that what was computed before is kept in: the user's own, outside of any work tree, closed to all others. What stands in it decides verdicts, so a folder that others
/// may write to is not used.
/// </summary>
public sealed class CacheFolder
{
    /// <summary>The variable that names it.</summary>
    public const string Variable = "DATAGATE_CACHE";

    private const string RemarkFile = "remark";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private CacheFolder(string path) => Path = path;

    /// <summary>Absolute; it exists and is the user's own.</summary>
    public string Path { get; }

    /// <summary>The folder, made where it isn't there yet; or why there is none, as a clause.</summary>
    /// <param name="variable">Reads an environment variable: DATAGATE_CACHE, else LOCALAPPDATA on Windows, else XDG_CACHE_HOME, else HOME.</param>
    /// <param name="workTree">Where the data under judgement is; nothing is kept below it. Null: anywhere.</param>
    public static (CacheFolder? Folder, string? WhyNot) Open(Func<string, string?> variable, string? workTree)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (Place(variable) is not { } place) return (null, $"there is no home folder; {Variable} may name another");
        if (!System.IO.Path.IsPathFullyQualified(place)) return (null, $"{Variable} is to name an absolute path, not '{place}'");
        try
        {
            if (RealPath.Resolve(place) is not { } real) return (null, $"links in {place} lead in a circle");
            if (workTree is not null && IsBelow(real, RealPath.Resolve(workTree) ?? workTree)) return (null, $"{place} lies in the repository under judgement");
            return Claim(real) is { } why ? (null, why) : (new CacheFolder(real), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (null, $"{place} can't be used: {e.Message}");
        }
    }

    /// <summary>Whether a remark about this machine is another than the one that was made last; from now on that is this one.</summary>
    public bool IsNew(string remark)
    {
        ArgumentNullException.ThrowIfNull(remark);
        var file = System.IO.Path.Join(Path, RemarkFile);
        var told = SHA256.HashData(Encoding.UTF8.GetBytes(remark));
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: SHA256.HashSizeInBytes } && RegularFile.ReadAllBytes(file).AsSpan().SequenceEqual(told)) return false;
            AtomicFile.Write(file, stream => stream.Write(told));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is told once more.
        }
        return true;
    }

    /// <summary>A folder below it, made where it isn't there yet. Where it can't be it is as an empty one that nothing can be kept in.</summary>
    internal string Below(string name)
    {
        var path = System.IO.Path.Join(Path, name);
        try
        {
            Make(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Reading from it and writing to it fail as they do on a full disk, which costs time alone.
        }
        return path;
    }

    private static string? Place(Func<string, string?> variable)
    {
        if (variable(Variable) is { Length: > 0 } named) return named;
        if (OperatingSystem.IsWindows()) return Under(variable("LOCALAPPDATA"), "DataGate", "cache");
        return Under(variable("XDG_CACHE_HOME"), "datagate") ?? Under(variable("HOME"), OperatingSystem.IsMacOS() ? "Library/Caches" : ".cache", "datagate");
    }

    /// <summary>Null where the base isn't set, or is relative, which doesn't count.</summary>
    private static string? Under(string? folder, params ReadOnlySpan<string> names) =>
        folder is { Length: > 0 } && System.IO.Path.IsPathFullyQualified(folder) ? System.IO.Path.Join([folder, .. names]) : null;

    private static string? Claim(string path)
    {
        if (NoFolder(path) is { } file) return file == path ? $"{path} is a file, not a folder" : $"{path} can't be made: {file} is a file, not a folder";
        Make(path);
        if (OperatingSystem.IsWindows()) return null;
        if (UnixOwner.IsAnother(path)) return $"{path} belongs to another user";
        if (File.GetUnixFileMode(path) != Private) return $"{path} is open to other users: close it with chmod 700";
        return null;
    }

    /// <summary>What stands where the path, or a folder that it leads through, is to be a folder, and is none; null: nothing does.</summary>
    private static string? NoFolder(string path)
    {
        var at = path;
        while (at is not null && !System.IO.Path.Exists(at)) at = System.IO.Path.GetDirectoryName(at);
        return at is null || Directory.Exists(at) ? null : at;
    }

    private static void Make(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Private);
    }

    private static bool IsBelow(string path, string folder)
    {
        var relative = System.IO.Path.GetRelativePath(folder, path);
        return relative is "." || !(relative is ".." || relative.StartsWith(".." + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative));
    }
}
