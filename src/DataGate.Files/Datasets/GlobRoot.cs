namespace DataGate.Files.Datasets;

/// <summary>A glob taken apart: the folder that it surely starts in, and the pattern below that.</summary>
/// <param name="Directory">Absolute.</param>
/// <param name="Pattern">Without <c>.</c> and <c>..</c> segments.</param>
internal readonly record struct GlobRoot(string Directory, string Pattern)
{
    public static GlobRoot Of(string folder, string glob)
    {
        if (glob.EndsWith('/')) glob += "**";
        var segments = glob.Split('/');
        var literal = 0;
        while (literal < segments.Length - 1 && !segments[literal].Contains('*', StringComparison.Ordinal)) literal++;
        var prefix = string.Join('/', segments[..literal]);
        if (prefix.Length == 0 && glob.StartsWith('/')) prefix = "/";
        var pattern = string.Join('/', segments[literal..].Where(s => s is not "."));
        return new GlobRoot(Path.GetFullPath(prefix.Length == 0 ? "." : prefix, folder), pattern);
    }
}
