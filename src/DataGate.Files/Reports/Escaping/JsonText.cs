using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace DataGate.Files.Reports.Escaping;

/// <summary>
/// Text from outside in JSON. Escapes of the format itself carry all of it: what a consumer parses is the text, while the raw
/// lines hold no control or format character, no angle bracket and no runner's command.
/// </summary>
internal static class JsonText
{
    /// <summary>Every letter of every script shows; what controls, hides or marks up is escaped.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(Shown());

    /// <summary>Halves of surrogate pairs, which UTF-8 can't hold, become U+FFFD.</summary>
    public static string Valid(string text)
    {
        if (IsValid(text)) return text;
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) valid.Append(rune.ToString());
        return valid.ToString();
    }

    /// <summary>Finished JSON without <c>::</c> and <c>##</c>: both can only stand within strings, where an escape is the same text.</summary>
    public static string Harmless(string json) =>
        json.Replace("::", @":\u003A", StringComparison.Ordinal).Replace("##", @"#\u0023", StringComparison.Ordinal);

    private static TextEncoderSettings Shown()
    {
        var shown = new TextEncoderSettings(UnicodeRanges.All);
        for (var character = 0; character <= char.MaxValue; character++)
            if (!char.IsSurrogate((char)character) && !Visible.Shows(new Rune(character))) shown.ForbidCharacter((char)character);
        return shown;
    }

    private static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
