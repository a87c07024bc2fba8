using System.Text.RegularExpressions;

namespace DataGate.Tool.Pages;

/// <summary>One page on a code, a metric or a topic, as Markdown.</summary>
/// <param name="Name">The code, or the metric's or topic's name; the page's file is called so.</param>
/// <param name="Text">The whole page.</param>
internal sealed partial record Page(string Name, string Text)
{
    /// <summary>What a policy calls what the page is about: the names on the page's line <c>Names:</c>; none on a code's or a topic's page.</summary>
    public IEnumerable<string> Names =>
        NamesLine.Match(Text) is { Success: true } line ? Quoted.Matches(line.Value).Select(name => name.Groups["name"].Value) : [];

    /// <summary>The first line without its mark.</summary>
    public string Title => Text.AsSpan()[..Text.IndexOf('\n', StringComparison.Ordinal)].TrimStart("# ").ToString();

    /// <summary>The text for a reader who has no files beside it: links to other pages are shown as their names.</summary>
    public string Standalone => PageLink.Replace(Text, "${name}");

    [GeneratedRegex("^Names: .*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex NamesLine { get; }

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted { get; }

    [GeneratedRegex(@"\[(?<name>[^\]]+)\]\([^):]+\.md\)", RegexOptions.NonBacktracking)]
    private static partial Regex PageLink { get; }
}
