using YamlDotNet.Core;

namespace DataGate.Files.PolicyFile.Yaml;

/// <summary>Says in a person's words what the YAML parser stumbled over.</summary>
internal static class YamlSyntax
{
    public static PolicyFault Fault(YamlException error, string text, PolicySource source)
    {
        if (error.Message.Contains("tab", StringComparison.Ordinal) && TabIndent(text) is { } tab)
            return new PolicyFault(PolicyCodes.Unreadable, "this line is indented with a tab; YAML is indented with spaces", source.At(tab.Line, tab.Column));
        var start = error.Start;
        var at = (int)Math.Clamp(start.Index, 0, text.Length);
        var first = at < text.Length ? text[at] : ' ';
        var reason = first switch
        {
            '\t' => "a tab stands where YAML wants spaces",
            '%' or '@' or '`' => $"a value that begins with '{first}' must be quoted",
            '*' or '&' or '!' => $"{Reason(error.Message)}; a value that begins with '{first}' must be quoted",
            _ when error.Message.Contains("tag", StringComparison.Ordinal) => $"{Reason(error.Message)}; a value that begins with '!' must be quoted",
            _ => Reason(error.Message),
        };
        return new PolicyFault(PolicyCodes.Unreadable, $"not YAML: {reason}", source.At(Math.Max(1, start.Line), Math.Max(1, start.Column)));
    }

    /// <summary>The parser's message, which may hold text of the file, in one line.</summary>
    private static string Reason(string message)
    {
        var reason = Checking.Display.Escape(message.TrimEnd('.'), 200);
        return reason.Length == 0 ? "it can't be understood" : char.ToLowerInvariant(reason[0]) + reason[1..];
    }

    private static (int Line, int Column)? TabIndent(string text)
    {
        var line = 1;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            var indent = content.IndexOfAnyExcept(' ', '\t');
            var tab = content.IndexOf('\t');
            if (tab >= 0 && tab < indent && content[indent] != '#') return (line, tab + 1);
            line++;
        }
        return null;
    }
}
