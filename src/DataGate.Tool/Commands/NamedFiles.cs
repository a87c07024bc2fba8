using System.Collections.Immutable;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>Files as a command line names them: files, folders and globs, from the folder that the tool is run in.</summary>
internal static class NamedFiles
{
    public static PolicyPlace Place { get; } = new("(command line)", 1, 1);

    public static FileSet Set(ImmutableArray<string> names, string folder) => new(
        [
            .. names.Select(name => name.StartsWith('!')
                ? new FileGlob(Named(name[1..]), Excludes: true, Place)
                : new FileGlob(Glob(Named(name), folder), Excludes: false, Place)),
        ],
        folder, Place);

    /// <summary>An empty name, joined to what is below it, would be the root of the file system.</summary>
    private static string Named(string name) => string.IsNullOrWhiteSpace(name)
        ? throw new UsageException(UsageCodes.CommandLine, "a name of files is empty, as that in an unset variable is: name files, folders or globs; '.' is this folder")
        : name;

    private static string Glob(string name, string folder)
    {
        if (Path.DirectorySeparatorChar == '\\') name = name.Replace('\\', '/');
        return Directory.Exists(Path.GetFullPath(name, folder)) ? name.TrimEnd('/') + "/**" : name;
    }

    /// <summary>The globs as a policy in another folder would spell them.</summary>
    public static ImmutableArray<string> From(FileSet set, string folder) =>
        [.. set.Globs.Select(glob => (glob.Excludes ? "!" : "") + From(glob.Glob, set.Folder, folder))];

    private static string From(string glob, string from, string to)
    {
        var segments = glob.Split('/');
        // Only folders before the first wildcard are folders for sure.
        var literal = Array.FindIndex(segments, segment => segment.Contains('*', StringComparison.Ordinal));
        if (literal < 0) literal = segments.Length - 1;
        var prefix = string.Join('/', segments[..literal]);
        if (prefix.Length == 0 && glob.StartsWith('/')) prefix = "/";
        var relative = Path.GetRelativePath(to, Path.GetFullPath(prefix.Length == 0 ? "." : prefix, from));
        if (Path.DirectorySeparatorChar == '\\') relative = relative.Replace('\\', '/');
        var rest = string.Join('/', segments[literal..].Where(segment => segment != "."));
        return relative == "." ? rest : $"{relative}/{rest}";
    }
}
