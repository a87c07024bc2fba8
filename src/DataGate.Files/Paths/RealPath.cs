namespace DataGate.Files.Paths;

/// <summary>What a path names once every symbolic link in it is followed.</summary>
public static class RealPath
{
    private const int MaxLinks = 40;

    /// <summary>
    /// The path without links; what doesn't exist stays as it is spelled. Null where links lead in a circle.
    /// </summary>
    public static string? Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        var root = Path.GetPathRoot(full) ?? "";
        var rest = new Stack<string>();
        Push(rest, full[root.Length..]);
        var real = root;
        var links = 0;
        while (rest.TryPop(out var segment))
        {
            if (segment is "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }
            var next = Path.Join(real, segment);
            if (LinkTarget(next) is not { } target)
            {
                real = next;
                continue;
            }
            if (++links > MaxLinks) return null;
            if (Path.IsPathRooted(target))
            {
                root = Path.GetPathRoot(target) ?? root;
                real = root;
                target = target[root.Length..];
            }
            Push(rest, target);
        }
        return real;
    }

    private static void Push(Stack<string> rest, string path)
    {
        var segments = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if (segments[i] is not ".") rest.Push(segments[i]);
        }
    }

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
