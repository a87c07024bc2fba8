using System.Text;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside in a cell of a Markdown table on GitHub. What Markdown, HTML or mathematics would read becomes an
/// entity. Mentions, issue numbers and addresses are found later, in the rendered text: an empty comment keeps those apart.
/// </summary>
internal static class Markdown
{
    private const string Special = @"\`*_{}[]|<>&$~""'", Apart = "<!-- -->";

    public static string Text(string text, int max = Visible.Limit)
    {
        text = Visible.Of(text, max);
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (Special.Contains(text[i], StringComparison.Ordinal))
                escaped.Append("&#").Append((int)text[i]).Append(';');
            else
                escaped.Append(text[i]);
            if (Links(text, i)) escaped.Append(Apart);
        }
        return escaped.ToString();
    }

    /// <summary>In the typeface of code; no Markdown code span, whose end data could forge.</summary>
    public static string Code(string text, int max = Visible.Limit) => $"<code>{Text(text, max)}</code>";

    /// <summary>Whether a link would start or go on behind this character: @name, #1, http://, www.</summary>
    private static bool Links(string text, int at)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            '@' => true,
            '#' => char.IsAsciiDigit(next),
            ':' => next == '/',
            'w' or 'W' => next == '.',
            _ => false,
        };
    }
}
