using System.Collections.Immutable;
using System.CommandLine;
using System.Text;

namespace DataGate.Tool.Commands;

/// <summary><c>completion</c>: prints what a shell needs to complete the tool's words; the words themselves are asked of the tool.</summary>
internal static class CompletionCommand
{
    private const string Folder = "completion/";

    /// <summary>Every shell that there is a script for, with its file.</summary>
    private static readonly ImmutableArray<(string Shell, string File)> s_scripts = [("bash", "bash.sh"), ("zsh", "zsh.sh"), ("fish", "fish.fish"), ("pwsh", "pwsh.ps1")];

    public static Command Build(Host host)
    {
        var shell = new Argument<string>("SHELL") { Description = string.Join(", ", s_scripts.Select(script => script.Shell)) + ": the script's first line says where to put it" };
        Shared.TakeOneOf(shell, [.. s_scripts.Select(script => script.Shell)]);
        var command = new Command("completion", "Print a script that completes commands, options and names in a shell.") { shell };
        command.SetAction(parsed =>
        {
            host.Out.Write(Script(parsed.GetValue(shell)!));
            return ExitCodes.Holds;
        });
        return command;
    }

    /// <summary>The script of a shell, with line feeds on every system.</summary>
    private static string Script(string shell)
    {
        using var reader = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream(Folder + s_scripts.First(script => script.Shell == shell).File)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
