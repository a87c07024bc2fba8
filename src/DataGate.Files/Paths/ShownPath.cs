namespace DataGate.Files.Paths;

/// <summary>Names of files as the person who runs the check would spell them.</summary>
internal static class ShownPath
{
    /// <summary>Relative to <paramref name="baseDirectory"/>, with <c>/</c> between folders.</summary>
    public static string Of(string fullPath, string baseDirectory)
    {
        var relative = Path.GetRelativePath(baseDirectory, fullPath);
        return Path.DirectorySeparatorChar == '/' ? relative : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
