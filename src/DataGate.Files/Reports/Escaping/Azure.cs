namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside in a logging command: <c>##vso[task.logissue type=error;sourcepath=PROPERTY;]MESSAGE</c>. The agent reads back
/// <c>%AZP25</c> as a percent sign, and within the brackets <c>%3B</c> as a semicolon and <c>%5D</c> as a bracket.
/// </summary>
internal static class Azure
{
    private const int MaxPath = 4096;

    /// <summary>The message, one line: what the agent shows has no commands in it either.</summary>
    public static string Message(string text) => Percent(LogLine.Text(text));

    /// <summary>A file, with the slashes that the service looks for.</summary>
    public static string File(string path) => Property(path.Replace('\\', '/'), MaxPath);

    public static string Property(string text, int max = Visible.Limit) =>
        Percent(LogLine.Hashes(Visible.Of(text, max))).Replace(";", "%3B", StringComparison.Ordinal).Replace("]", "%5D", StringComparison.Ordinal);

    /// <summary>Line breaks are visible text by now; they would be %0D and %0A.</summary>
    private static string Percent(string text) => text.Replace("%", "%AZP25", StringComparison.Ordinal);
}
