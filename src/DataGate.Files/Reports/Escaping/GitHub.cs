namespace DataGate.Files.Reports.Escaping;

/// <summary>Text from outside in a workflow command: <c>::error file=PROPERTY,title=PROPERTY::MESSAGE</c>.</summary>
internal static class GitHub
{
    /// <summary>A line break within a message.</summary>
    public const string Break = "%0A";

    private const int MaxPath = 4096;

    /// <summary>One line of a message. Several are joined by <see cref="Break"/>.</summary>
    public static string Message(string text) => Percent(LogLine.Text(text));

    /// <summary>A value of a property.</summary>
    public static string Property(string text) => Colon(Percent(LogLine.Commands(Visible.Of(text))));

    /// <summary>A file, with the slashes that the runner looks for.</summary>
    public static string File(string path) => Colon(Percent(LogLine.Hashes(Visible.Of(path.Replace('\\', '/'), MaxPath))));

    private static string Colon(string text) =>
        text.Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);

    /// <summary>Line breaks are visible text by now; they would be %0D and %0A.</summary>
    private static string Percent(string text) => text.Replace("%", "%25", StringComparison.Ordinal);
}
