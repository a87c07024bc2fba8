using System.Collections.Immutable;

namespace DataGate.Tool;

/// <summary>Codes of what is wrong with the command line, or with the tool itself.</summary>
internal static class UsageCodes
{
    public const string CommandLine = "DG0020";
    public const string NoPolicy = "DG0021";
    public const string Report = "DG0022";
    public const string UnknownName = "DG0023";
    public const string Parts = "DG0024";
    public const string Draft = "DG0025";
    public const string Baseline = "DG0026";
    public const string Untouched = "DG0027";
    public const string Ignored = "DG0028";
    public const string Defect = "DG0070";

    /// <summary>Given by the build task, when the tool ends without a verdict and without an error that says why.</summary>
    public const string BadExit = "DG0071";

    /// <summary>Given by the build task.</summary>
    public const string SharedReport = "DG0072";

    /// <summary>Every code with its title, in order.</summary>
    public static ImmutableArray<(string Code, string Title)> All { get; } =
    [
        (CommandLine, "The command line is wrong"),
        (NoPolicy, "No policy was found"),
        (Report, "A report can't be written"),
        (UnknownName, "No such code or metric"),
        (Parts, "Parts of a check can't be written or put together"),
        (Draft, "The policy of init can't be written"),
        (Baseline, "A baseline can't be written or shown"),
        (Untouched, "Policies that the change doesn't touch"),
        (Ignored, "Policies that git ignores were not checked"),
        (Defect, "A defect in DataGate"),
        (BadExit, "The check ended with an exit code that no finding explains"),
        (SharedReport, "Several policies would write the same report"),
    ];
}

/// <summary>The command line asks for what can't be done.</summary>
internal sealed class UsageException(string code, string message) : Exception(message)
{
    public string Code => code;
}
