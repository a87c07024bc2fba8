namespace DataGate.Tool.Commands;

/// <summary>Finds the policy that a command is about.</summary>
internal static class PolicyFinder
{
    public const string FileName = "datagate.yaml";

    public static string Find(string? named, string folder)
    {
        if (named is not null)
        {
            var path = Path.GetFullPath(named, folder);
            if (!Directory.Exists(path)) return path;
            var inside = Path.Join(path, FileName);
            return File.Exists(inside) ? inside : throw new UsageException(UsageCodes.NoPolicy, $"the folder '{named}' holds no {FileName}");
        }
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var path = Path.Join(at.FullName, FileName);
            if (File.Exists(path)) return path;
        }
        throw new UsageException(UsageCodes.NoPolicy, $"there is no {FileName} here or in a folder above; name one, or let 'dotnet datagate init FILES' write one");
    }
}
