using System.Globalization;
using System.Text;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Checking;

/// <summary>Text of a policy as it may stand in a message: one line, of bounded length, nothing unseen.</summary>
internal static class Display
{
    /// <summary>Quoted and clipped.</summary>
    public static string Quote(string text) => $"'{Escape(text, 60)}'";

    public static string Escape(string text, int length)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= length) return shown.Append('…').ToString();
            if (IsSeen(rune))
                shown.Append(rune);
            else
                shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
        }
        return shown.ToString();
    }

    /// <summary>Words as <c>a, b, c</c>, cut where the list grows long.</summary>
    public static string Words(IEnumerable<string> words)
    {
        var shown = new StringBuilder();
        foreach (var word in words)
        {
            if (shown.Length > 240) return shown.Append(", …").ToString();
            if (shown.Length > 0) shown.Append(", ");
            shown.Append(word);
        }
        return shown.ToString();
    }

    public static string Place(PolicyPlace place) => string.Create(CultureInfo.InvariantCulture, $"{Escape(place.File, 200)}({place.Line},{place.Column})");

    public static string Kind(PolicyNode node) => node switch
    {
        ScalarNode { IsNull: true } => "no value",
        ScalarNode scalar => Quote(scalar.Text),
        SequenceNode => "a list",
        _ => "a map",
    };

    /// <summary>Whether a person sees it for what it is.</summary>
    public static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
