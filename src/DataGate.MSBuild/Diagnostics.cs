namespace DataGate.MSBuild;

/// <summary>What the task itself has to say, and where every code is explained.</summary>
internal static class Diagnostics
{
    /// <summary>The check ended badly and printed no error that says why.</summary>
    public const string BadExit = "DG0071";

    /// <summary>Several policies would write the same report.</summary>
    public const string SharedReport = "DG0072";

    /// <summary>The page of each code stands below this address.</summary>
    private const string Pages = "https://datagate.dev/rules/";

    public static string HelpLink(string code) => Pages + code;

    public static string Meaning(int exit) => exit switch
    {
        1 => "a budget is violated",
        2 => "the policy or the command line is wrong; nothing was judged",
        3 => "something that had to be judged was not",
        70 => "a defect in DataGate; nothing was judged",
        130 => "it was interrupted; nothing was judged",
        _ => "it did not run to its end; nothing was judged",
    };
}
