namespace DataGate.TestSupport;

/// <summary>Where the tests find the project, and the real data beside it when it is there.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A file of the data beside the project. Skips the test where that data is absent.</summary>
    public static string SharedData(params string[] path)
    {
        var folder = Path.Combine(Root, "..", "shared", "data");
        if (!Directory.Exists(folder)) Assert.Ignore("needs ../shared/data, which is not here");
        var found = Path.GetFullPath(Path.Combine([folder, .. path]));
        Assert.That(Path.Exists(found), Is.True, $"{found} is missing from ../shared/data");
        return found;
    }

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "DataGate.sln"))) return at.FullName;
        throw new InvalidOperationException("no DataGate.sln above the tests");
    }
}
