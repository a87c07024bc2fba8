using System.CommandLine;
using System.Globalization;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Text;

namespace DataGate.Tool.Commands;

/// <summary>Options that several commands have.</summary>
internal sealed class Shared
{
    // As texts, which the methods below read: an option of each type of its own would cost every start of the tool its compilation.
    public Option<string?> Words { get; } = new("--words")
    {
        Description = "How text is split into words: unicode, whitespace (plain split, for parity) or treebank. Default: the policy's, else unicode",
        HelpName = "unicode|whitespace|treebank",
    };

    /// <summary>Not of a baseline, which is measured as the policy says.</summary>
    public Option<string?> Memory { get; } = new("--memory")
    {
        Description = "What the sketches may take together: beyond it exact counts become bounded-error ones. Default: the policy's, else 1GB",
        HelpName = "SIZE",
    };

    public Option<string?> Threads { get; } = new("--threads")
    {
        Description = "Threads to read with. Default: all cores",
        HelpName = "N",
    };

    public Option<string?> Today { get; } = new("--today")
    {
        Description = "The date to judge ages by. Default: today, UTC",
        HelpName = "YYYY-MM-DD",
    };

    public Option<bool> AllowOutside { get; } = new("--allow-outside")
    {
        Description = "Let the policy read files outside its repository",
    };

    public Option<string> Color { get; } = new("--color")
    {
        Description = "auto, always or never; NO_COLOR counts as never",
        HelpName = "auto|always|never",
        DefaultValueFactory = _ => "auto",
    };

    public Option<string> Verbosity { get; } = new("--verbosity")
    {
        Description = "quiet (results only), normal (and progress) or detailed (and what is read)",
        HelpName = "quiet|normal|detailed",
        DefaultValueFactory = _ => "normal",
    };

    public Shared()
    {
        TakeOneOf(Color, "auto", "always", "never");
        TakeOneOf(Verbosity, "quiet", "normal", "detailed");
        TakeOneOf(Words, "unicode", "whitespace", "treebank");
        Refuse(Memory, text => SizeText.TryParse(text) is null, text => $"'{text}' is not {SizeText.Expected}");
        Refuse(Threads, text => ReadThreads(text) is null, text => $"--threads takes a number from 1 to 1024, not '{text}'");
        Refuse(Today, text => ReadDay(text) is null, text => $"'{text}' is not a date: write YYYY-MM-DD");
    }

    /// <summary>Refuses what an option is given where it can't be read.</summary>
    public static void Refuse(Option option, Predicate<string> isWrong, Func<string, string> why) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens)
            if (isWrong(token.Value)) result.AddError(why(token.Value));
    });

    /// <summary>Refuses all but a few values. The library's own way lets those pass that read as options.</summary>
    public static void TakeOneOf(Option option, params string[] values)
    {
        option.CompletionSources.Add(values);
        Refuse(option, text => !values.Contains(text, StringComparer.Ordinal), text => NotOneOf(option.Name, values, text));
    }

    /// <summary>The same of an argument.</summary>
    public static void TakeOneOf(Argument argument, params string[] values)
    {
        argument.CompletionSources.Add(values);
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (!values.Contains(token.Value, StringComparer.Ordinal)) result.AddError(NotOneOf(argument.Name, values, token.Value));
        });
    }

    private static string NotOneOf(string name, string[] values, string text) => $"{name} takes {string.Join(", ", values[..^1])} or {values[^1]}, not '{text}'";

    /// <summary>Null: what the policy says.</summary>
    public Words? WordsOf(ParseResult parsed) => parsed.GetValue(Words) switch
    {
        "unicode" => Text.Words.Unicode,
        "whitespace" => Text.Words.Whitespace,
        "treebank" => Text.Words.Treebank,
        _ => null,
    };

    /// <summary>Bytes; null: what the policy says.</summary>
    public long? MemoryOf(ParseResult parsed) => parsed.GetValue(Memory) is { } text ? SizeText.TryParse(text) : null;

    public int ThreadsOf(ParseResult parsed) => parsed.GetValue(Threads) is { } text && ReadThreads(text) is { } threads ? threads : Environment.ProcessorCount;

    public DateOnly DayOf(ParseResult parsed, Host host) => parsed.GetValue(Today) is { } text && ReadDay(text) is { } day ? day : host.Today;

    /// <summary>The same, as days since 1970-01-01.</summary>
    public int TodayOf(ParseResult parsed, Host host) => DayOf(parsed, host).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static int? ReadThreads(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1024 ? number : null;

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The policy that a command is about.</summary>
    /// <param name="besides">What the default is besides the usual one.</param>
    public static Argument<string?> Policy(string besides = "")
    {
        var policy = new Argument<string?>("POLICY")
        {
            Description = "The policy: a file, or a folder that holds datagate.yaml. Default: the nearest datagate.yaml upward" + besides,
            Arity = ArgumentArity.ZeroOrOne,
        };
        policy.Validators.Add(RefuseOptions);
        return policy;
    }

    /// <summary>What looks like an option and is none is no file's name either.</summary>
    public static void RefuseOptions(System.CommandLine.Parsing.ArgumentResult result)
    {
        foreach (var token in result.Tokens)
            if (token.Value.Length > 1 && token.Value[0] == '-') result.AddError($"there is no option '{token.Value}'");
    }

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { Words, Memory, Threads, Today, AllowOutside, Color, Verbosity }) command.Options.Add(option);
    }

    public bool UsesColor(ParseResult parsed, Host host) => parsed.GetValue(Color) switch
    {
        "always" => true,
        "never" => false,
        _ => host.IsOutTerminal && string.IsNullOrEmpty(host.Variable("NO_COLOR")),
    };

    public bool IsDetailed(ParseResult parsed) => parsed.GetValue(Verbosity) == "detailed";

    public Progress ProgressOf(ParseResult parsed, Host host, bool silent = false) =>
        silent || parsed.GetValue(Verbosity) == "quiet" ? Progress.None : new Progress(host.Error, host.IsErrorTerminal);
}
