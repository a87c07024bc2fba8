using FsCheck;
using FsCheck.Fluent;

namespace DataGate.Tests.Text;

/// <summary>Random texts from pieces that matter to the splitting of words, and from any code point.</summary>
internal static class SomeText
{
    private static readonly string[] Pieces =
    [
        "a", "Zebra", "I", "x_y", "_", "__", "7", "3.14", "1,000", "don't", "a.b", "a:b", "'", "\"", ".", ",", ":", ";", " ", "  ", "\t", "\r\n", "\n", "\u000B",
        "é", "Ⱥ", "\u0301", "\u0308\u0301", "’", "“", "·", "\u00A0", "\u3000", "\u2003", "\u00AD", "\u200D", "\u200B", "\u0085", "\u001D", "\uFFFE",
        "ß", "Σ", "ש", "״", "ـا", "٣", "٬", "ไทย", "한", "\u1112\u1161", "漢", "字", "ひ", "カ", "ー", "ｶ", "ﾞ", "゛", "\u30FD", "‿",
        "😀", "👩‍👩‍👧", "\U0001F1E9", "\U0001F1EA", "❤\uFE0F", "🏽", "©", "½", "ⅷ", "Ⓜ", "\U0001D400", "\U000E0061",
    ];

    public static readonly Gen<string> Gen =
        FsCheck.Fluent.Gen.Frequency(
            (12, FsCheck.Fluent.Gen.Elements(Pieces)),
            (1, FsCheck.Fluent.Gen.Choose(0, 0x10FFFF).Where(code => code is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32)))
        .ArrayOf().Select(string.Concat);

    public static void Check(Func<string, bool> holds) =>
        Prop.ForAll(Gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(5000).WithEndSize(40));
}
