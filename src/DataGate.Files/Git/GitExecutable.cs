namespace DataGate.Files.Git;

/// <summary>Finds the git that PATH names. The current folder is never looked into: a repository may hold a program of that name.</summary>
internal static class GitExecutable
{
    private static string Name => OperatingSystem.IsWindows() ? "git.exe" : "git";

    /// <exception cref="GitException">There is none.</exception>
    public static string Find(string? path) =>
        (path ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified).Select(folder => Path.Join(folder, Name)).FirstOrDefault(File.Exists)
        ?? throw new GitException(GitCodes.NoGit, "a revision is read by git, and PATH names none: install git");
}
