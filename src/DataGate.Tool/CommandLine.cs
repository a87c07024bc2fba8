using System.CommandLine;
using System.CommandLine.Parsing;
using DataGate.Tool.Commands;

namespace DataGate.Tool;

/// <summary>The command line: parses, starts a command, and turns whatever happens into an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Host host)
    {
        try
        {
            return await ParseAndRunAsync(args, host);
        }
        catch (OperationCanceledException) when (host.Stopped.IsCancellationRequested)
        {
            await host.Error.WriteLineAsync("datagate: interrupted; nothing was judged");
            return ExitCodes.Interrupted;
        }
        catch (UsageException e)
        {
            await host.Error.WriteLineAsync($"datagate: error {e.Code}: {e.Message}");
            return ExitCodes.Usage;
        }
#pragma warning disable CA1031 // The outermost edge: whatever was not foreseen is a defect, and says so.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await host.Error.WriteLineAsync(Defects.Describe(e));
            return ExitCodes.Defect;
        }
        finally
        {
            await FlushAsync(host);
        }
    }

    /// <summary>A reader that has gone away (a closed pipe) doesn't change the verdict.</summary>
    private static async Task FlushAsync(Host host)
    {
        try
        {
            await host.Out.FlushAsync();
        }
        catch (IOException)
        {
            await host.Error.WriteLineAsync("datagate: standard output was closed before everything was written");
        }
    }

    private static async Task<int> ParseAndRunAsync(string[] args, Host host)
    {
        var root = Build(host);
        if (args.Length == 0)
        {
            await root.Parse(["--help"]).InvokeAsync(new InvocationConfiguration { Output = host.Error, Error = host.Error });
            return ExitCodes.Usage;
        }
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await host.Error.WriteLineAsync($"datagate: error {UsageCodes.CommandLine}: {error.Message}");
            await host.Error.WriteLineAsync($"datagate: see '{Called(parsed)} --help'");
            return ExitCodes.Usage;
        }
        var configuration = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false };
        return await parsed.InvokeAsync(configuration, host.Stopped);
    }

    private static string Called(ParseResult parsed)
    {
        var words = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            if (at.Parent is not null) words.Insert(0, command.Command.Name);
        return string.Join(' ', words.Prepend("dotnet datagate"));
    }

    private static RootCommand Build(Host host) => new("The gate for sets: fails the build when a dataset's distribution has collapsed.")
    {
        CheckCommand.Build(host),
        MeasureCommand.Build(host),
    };
}
