using System.Diagnostics;

namespace DataGate.TestSupport;

/// <summary>A real git repository in a folder of its own, gone afterwards. Its commits depend on no one's configuration or clock.</summary>
internal sealed class GitFolder : IDisposable
{
    public GitFolder(params string[] init)
    {
        Path = Directory.CreateTempSubdirectory("datagate-git-").FullName;
        Git(["init", "--quiet", "--initial-branch=main", .. init, "."]);
    }

    private GitFolder(GitFolder origin, string[] options)
    {
        Path = Directory.CreateTempSubdirectory("datagate-git-").FullName;
        Git(["clone", "--quiet", .. options, "file://" + origin.Path, "."]);
    }

    public string Path { get; }

    /// <summary>Another clone of it.</summary>
    public GitFolder Clone(params string[] options) => new(this, options);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public GitFolder Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return this;
    }

    /// <summary>Commits everything that stands in the work tree; the commit's id.</summary>
    /// <param name="message">What it says.</param>
    /// <param name="date">When it was made, as git reads it.</param>
    public string Commit(string message = "change", string? date = null)
    {
        Git("add", "--all", "--force");
        Run(date, "commit", "--quiet", "--allow-empty", "--message", message);
        return Git("rev-parse", "HEAD").Trim();
    }

    /// <summary>Adds another repository as a submodule; it is not committed.</summary>
    public GitFolder Module(GitFolder module, string at)
    {
        Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", module.Path, at);
        return this;
    }

    /// <summary>What git says; fails the test where git does.</summary>
    public string Git(params string[] arguments) => Run(date: null, arguments);

    private string Run(string? date, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in s_environment) start.Environment[name] = date is null || !name.EndsWith("_DATE", StringComparison.Ordinal) ? value : date;
        using var git = Process.Start(start)!;
        var error = git.StandardError.ReadToEndAsync();
        var answer = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.That(git.ExitCode, Is.Zero, $"git {string.Join(' ', arguments)}: {error.Result}");
        return answer;
    }

    public void Dispose()
    {
        // Git makes its objects read-only, which some systems don't delete.
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories)) file.Attributes = FileAttributes.Normal;
        Directory.Delete(Path, recursive: true);
    }

    private static readonly Dictionary<string, string> s_environment = new(StringComparer.Ordinal)
    {
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_GLOBAL"] = System.IO.Path.DirectorySeparatorChar == '/' ? "/dev/null" : "NUL",
        ["GIT_AUTHOR_NAME"] = "a",
        ["GIT_AUTHOR_EMAIL"] = "a@example.com",
        ["GIT_AUTHOR_DATE"] = "2026-01-01T00:00:00Z",
        ["GIT_COMMITTER_NAME"] = "a",
        ["GIT_COMMITTER_EMAIL"] = "a@example.com",
        ["GIT_COMMITTER_DATE"] = "2026-01-01T00:00:00Z",
    };
}
