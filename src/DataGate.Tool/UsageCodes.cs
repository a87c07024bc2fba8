using System.Collections.Immutable;

namespace DataGate.Tool;

/// <summary>Codes of what is wrong with the command line.</summary>
internal static class UsageCodes
{
    public const string CommandLine = "DG0020";
    public const string NoPolicy = "DG0021";
    public const string Report = "DG0022";
    public const string Parts = "DG0024";

    /// <summary>Every code with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> All { get; } =
    [
        (CommandLine, "The command line is wrong"),
        (NoPolicy, "No policy was found"),
        (Report, "A report can't be written"),
        (Parts, "Parts of a check can't be written or put together"),
    ];
}

/// <summary>The command line asks for what can't be done.</summary>
internal sealed class UsageException(string code, string message) : Exception(message)
{
    public string Code => code;
}
