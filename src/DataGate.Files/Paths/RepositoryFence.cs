namespace DataGate.Files.Paths;

/// <summary>
/// The folder that a policy may read from: the repository that holds it, or its own folder where there is none. Symbolic links count as what they lead to.
/// </summary>
public sealed class RepositoryFence
{
    private static readonly StringComparison s_comparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private RepositoryFence(string root, bool allowOutside)
    {
        Root = root;
        AllowOutside = allowOutside;
    }

    /// <summary>The folder, absolute and without links.</summary>
    public string Root { get; }

    /// <summary>Whether reading outside it is allowed all the same. Default: false.</summary>
    public bool AllowOutside { get; }

    /// <summary>The fence of a policy file: the nearest folder upward that holds <c>.git</c>, else the file's own folder.</summary>
    public static RepositoryFence Around(string policyFile, bool allowOutside)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(policyFile)) ?? Path.GetFullPath(policyFile);
        var root = folder;
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (!Path.Exists(Path.Join(at, ".git"))) continue;
            root = at;
            break;
        }
        return new RepositoryFence(RealPath.Resolve(root) ?? root, allowOutside);
    }

    /// <summary>Whether <paramref name="path"/>, links followed, may be read.</summary>
    public bool Allows(string path) => AllowOutside || (RealPath.Resolve(path) is { } real && Holds(real));

    /// <summary>
    /// A file that is named relative to <paramref name="baseDirectory"/>, as named from the root with <c>/</c> between folders. What is no
    /// path of this system stays as it is.
    /// </summary>
    public string Name(string path, string baseDirectory) => path.Contains('\0', StringComparison.Ordinal)
        ? path
        : ShownPath.Of(Path.GetFullPath(path, RealPath.Resolve(baseDirectory) ?? Path.GetFullPath(baseDirectory)), Root);

    /// <summary>Whether <paramref name="path"/> lies inside as it is spelled, or once its links are followed.</summary>
    internal bool IsInside(string path) => Holds(Path.GetFullPath(path)) || RealPath.Resolve(path) is not { } real || Holds(real);

    /// <summary>Whether a path without links may be read.</summary>
    internal bool AllowsReal(string realPath) => AllowOutside || Holds(realPath);

    private bool Holds(string realPath)
    {
        if (!realPath.StartsWith(Root, s_comparison)) return false;
        return realPath.Length == Root.Length
            || Path.EndsInDirectorySeparator(Root)
            || realPath[Root.Length] == Path.DirectorySeparatorChar;
    }
}
