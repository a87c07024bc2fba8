using System.CommandLine;
using System.CommandLine.Parsing;
using DataGate.Files.Git;
using DataGate.Files.Readers.Parquet.DuckDb;
using DataGate.Files.Reports.Escaping;
using DataGate.Onnx;
using DataGate.Tool.Commands;

namespace DataGate.Tool;

/// <summary>The command line: parses, starts a command, and turns whatever happens into an exit code.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, Host host)
    {
        DuckDbLibrary.Folder = host.Variable(DuckDbLibrary.Variable) is { Length: > 0 } folder ? Path.GetFullPath(folder, host.Folder) : null;
        var exit = Caught(args, host);
        host.Out.Flush();
        if (host.OutFailure() is not { } failure) return exit;
        host.Error.WriteLine($"datagate: error {UsageCodes.Report}: standard output can't be written: {Terminal.Escape(failure)}");
        return exit == ExitCodes.Holds ? ExitCodes.Usage : exit;
    }

    private static int Caught(string[] args, Host host)
    {
        try
        {
            return ParseAndRun(args, host);
        }
        catch (OperationCanceledException) when (host.Stopped.IsCancellationRequested)
        {
            host.Error.WriteLine("datagate: interrupted; nothing was judged");
            return ExitCodes.Interrupted;
        }
        catch (UsageException e)
        {
            host.Error.WriteLine($"datagate: error {e.Code}: {e.Message}");
            return ExitCodes.Usage;
        }
        catch (GitException e)
        {
            host.Error.WriteLine($"datagate: error {e.Code}: {Terminal.Escape(e.Message)}");
            return e.IsUsage ? ExitCodes.Usage : ExitCodes.NotJudged;
        }
        catch (EmbeddingException e)
        {
            host.Error.WriteLine($"datagate: error {e.Code}: {Terminal.Escape(e.Message)}");
            return ExitCodes.Usage;
        }
#pragma warning disable CA1031 // The outermost edge: whatever was not foreseen is a defect, and says so.
        catch (Exception e)
#pragma warning restore CA1031
        {
            host.Error.WriteLine(Defects.Describe(e));
            return ExitCodes.Defect;
        }
    }

    private static int ParseAndRun(string[] args, Host host)
    {
        var root = Build(host, args);
        if (args.Length == 0)
        {
            root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = host.Error, Error = host.Error });
            return ExitCodes.Usage;
        }
        var parsed = root.Parse(args);
        if (args[0].StartsWith("[suggest", StringComparison.Ordinal)) return Suggest(parsed, host);
        string[] errors = Swallowed(parsed.RootCommandResult, args) is { } swallowed ? [swallowed] : [.. parsed.Errors.Select(error => error.Message)];
        if (errors.Length > 0)
        {
            foreach (var error in errors) host.Error.WriteLine($"datagate: error {UsageCodes.CommandLine}: {Terminal.Escape(error)}");
            host.Error.WriteLine($"datagate: see '{Called(parsed)} --help'");
            return ExitCodes.Usage;
        }
        var configuration = new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return parsed.Invoke(configuration);
    }

    /// <summary>
    /// What is wrong where an option's value was forgotten and the next option was taken for it; null: nothing. Who means such a value writes it behind an equals sign.
    /// </summary>
    private static string? Swallowed(SymbolResult from, string[] args) => from switch
    {
        CommandResult command => command.Children.Select(child => Swallowed(child, args)).FirstOrDefault(found => found is not null),
        OptionResult option => option.Tokens.Select(token => token.Value)
            .Where(value => value.StartsWith("--", StringComparison.Ordinal) && !option.Option.Aliases.Append(option.Option.Name).Any(name => args.Contains($"{name}={value}", StringComparer.Ordinal)))
            .Select(value => $"{option.Option.Name} takes a value, and '{value}' reads as an option: write {option.Option.Name}={value} where it is meant").FirstOrDefault(),
        _ => null,
    };

    /// <summary>What can't be completed, such as a value right behind an equals sign, has no suggestions.</summary>
    private static int Suggest(ParseResult parsed, Host host)
    {
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (InvalidOperationException)
        {
            return ExitCodes.Holds;
        }
    }

    private static string Called(ParseResult parsed)
    {
        var words = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult command; at = at.Parent)
            if (at.Parent is not null) words.Insert(0, command.Command.Name);
        return string.Join(' ', words.Prepend("dotnet datagate"));
    }

    /// <summary>Every command by its name.</summary>
    internal static IReadOnlyDictionary<string, Func<Host, Command>> Commands { get; } = new Dictionary<string, Func<Host, Command>>(StringComparer.Ordinal)
    {
        ["check"] = CheckCommand.Build,
        ["measure"] = MeasureCommand.Build,
        ["init"] = InitCommand.Build,
        ["baseline"] = BaselineCommand.Build,
        ["history"] = HistoryCommand.Build,
        ["policy"] = PolicyCommand.Build,
        ["explain"] = ExplainCommand.Build,
        ["schema"] = SchemaCommand.Build,
        ["completion"] = CompletionCommand.Build,
    };

    /// <summary>The command that is called alone: to set up the others takes a part of what a small check does.</summary>
    internal static RootCommand Build(Host host, string[] args)
    {
        var root = new RootCommand("The gate for sets: fails the build when a dataset's distribution has collapsed.");
        var called = args.Length > 0 && Commands.TryGetValue(args[0], out var build) ? [build] : Commands.Values;
        foreach (var command in called) root.Add(command(host));
        return root;
    }
}
