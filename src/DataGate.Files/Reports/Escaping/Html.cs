using System.Text;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside in HTML, within an element or a quoted attribute. What controls or hides is visible text; what marks up, and what a
/// runner would act on if the page stood in its log, is an entity that shows as the same character.
/// </summary>
internal static class Html
{
    public static string Text(string text, int max = Visible.Limit)
    {
        text = Visible.Of(text, max);
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var again = i > 0 && text[i] == text[i - 1];
            escaped.Append(text[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                ':' when again => "&#58;",
                '#' when again => "&#35;",
                // No letters of any script: browsers replace the one, and the other has no place in a page.
                '\uFFFE' or '\uFFFF' => Visible.Escape(text[i]),
                _ => text[i].ToString(),
            });
        }
        return escaped.ToString();
    }
}
