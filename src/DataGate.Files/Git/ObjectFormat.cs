using DataGate.Files.Paths;

namespace DataGate.Files.Git;

/// <summary>How a repository hashes, as far as its own settings say so without git being asked.</summary>
internal static class ObjectFormat
{
    private const int MaxSettings = 1 << 20;

    /// <summary>Whether it hashes by SHA-256; false may be said of a work tree whose settings stand elsewhere.</summary>
    /// <param name="root">Of the work tree.</param>
    public static bool IsSha256(string root)
    {
        try
        {
            var settings = new FileInfo(Path.Join(root, ".git", "config"));
            return settings is { Exists: true, Length: <= MaxSettings }
                && File.ReadLines(RealPath.Resolve(settings.FullName) ?? settings.FullName).Any(line => line.Trim().ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal) == "objectformat=sha256");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
