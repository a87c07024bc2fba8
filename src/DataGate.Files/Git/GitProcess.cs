using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DataGate.Files.Git;

/// <summary>
/// One run of git that only reads: literal arguments and no shell, no pager, no prompt, no hook, no lock, no network, and nothing of the
/// caller's environment that points git to another repository.
/// </summary>
internal sealed class GitProcess : IDisposable
{
    private const int MaxError = 4_000;

    /// <summary>What of git's own environment is kept: where a repository may be looked for, and configuration that the caller gives (safe.directory).</summary>
    private static readonly string[] s_kept = ["GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_CONFIG_"];

    private static readonly string[] s_options = ["--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"];

    /// <summary>
    /// Before a command that says which files of the work tree differ: whatever the clone's settings, as closely as git can. Of a large file whose bytes it compares git makes, and throws away, what
    /// it would store, unless the file is none of the large ones: 4,095 MB is the most that any git takes for their least length.
    /// </summary>
    public static IReadOnlyList<string> Closely { get; } = ["-c", "core.trustctime=true", "-c", "core.checkStat=default", "-c", "core.bigFileThreshold=4095m"];

    private static readonly (string Name, string Value)[] s_environment =
    [
        ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_TERMINAL_PROMPT", "0"), ("GIT_PAGER", "cat"), ("GIT_NO_REPLACE_OBJECTS", "1"),
        ("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none"), ("LC_ALL", "C"),
    ];

    private readonly Process _process;
    private readonly StringBuilder _error = new();
    private readonly Thread _listener;

    /// <exception cref="GitException">It can't be started.</exception>
    public GitProcess(string folder, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(GitExecutable.Find(Environment.GetEnvironmentVariable("PATH")))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in s_options.Concat(arguments)) start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsDropped).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in s_environment) start.Environment[name] = value;
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new GitException(GitCodes.NoGit, $"git can't be started: {e.Message}");
        }
        // A thread, as what reads without one takes a good part of the framework with it. It may come to run when this is disposed of already.
        var complaints = _process.StandardError;
        _listener = new Thread(() => Listen(complaints)) { IsBackground = true, Name = "git" };
        _listener.Start();
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>The first line that git complained with; empty: none. Complete once git has ended.</summary>
    public string Complaint
    {
        get
        {
            var first = _error.ToString().Split('\n').FirstOrDefault(line => line.Length > 0) ?? "";
            return first.StartsWith("fatal: ", StringComparison.Ordinal) ? first["fatal: ".Length..] : first;
        }
    }

    /// <summary>Says that nothing more is asked.</summary>
    public void EndInput() => _process.StandardInput.Close();

    /// <summary>Waits for the end; the exit code.</summary>
    public int Wait()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _listener.Join();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private void Listen(StreamReader complaints)
    {
        try
        {
            while (complaints.ReadLine() is { } text)
                if (_error.Length + text.Length < MaxError) _error.Append(text).Append('\n');
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }

    private static bool IsDropped(string name) =>
        name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase) && !Array.Exists(s_kept, kept => name.StartsWith(kept, StringComparison.OrdinalIgnoreCase));
}
