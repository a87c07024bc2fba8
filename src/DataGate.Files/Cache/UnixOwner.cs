using DataGate.Files.Paths;

namespace DataGate.Files.Cache;

/// <summary>Whose a file is, which .NET doesn't say.</summary>
internal static class UnixOwner
{
    /// <summary>Whether the file surely belongs to another user than the one that this runs as. Told on Linux.</summary>
    public static bool IsAnother(string path) => UnixStatus.Of(path) is { } status && UnixStatus.Owner(status) != UnixStatus.EffectiveUser();
}
