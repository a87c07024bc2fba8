using System.Text;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class WhitespaceWordsTests
{
    [TestCase("", "")]
    [TestCase(" \t\n", "")]
    [TestCase("  The end.  THE\tEnd!\r\n", "The|end.|THE|End!")]
    [TestCase("a\u001Cb\u001Dc\u001Ed\u001Fe", "a|b|c|d|e", Description = "separators to Python, not to .NET")]
    [TestCase("a\u0085b\u00A0c\u1680d\u2003e\u2028f\u205Fg\u3000h", "a|b|c|d|e|f|g|h")]
    [TestCase("a\u200Bb\u180Ec\u2060d\uFEFFe", "a\u200Bb\u180Ec\u2060d\uFEFFe", Description = "invisible, but no white space")]
    public void Words(string text, string expected) =>
        Assert.That(string.Join('|', UnicodeWordsTests.Tokens(new WhitespaceWords(1), text)), Is.EqualTo(expected));

    [Test]
    public void Every_code_point_parts_words_just_if_Python_holds_it_for_space()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF) continue;
            var separates = code is >= 0x1C and <= 0x1F || Rune.IsWhiteSpace(new Rune(code));
            var text = "a" + char.ConvertFromUtf32(code) + "b";
            Assert.That(UnicodeWordsTests.Hashes(new WhitespaceWords(1), text), Has.Length.EqualTo(separates ? 2 : 1), text);
        }
    }

    [Test]
    public void Splits_as_Python_does_and_hashes_the_bytes() => SomeText.Check(text =>
    {
        var expected = string.Concat(text.Select(c => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F' ? ' ' : c))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = new WhitespaceWords(5);
        return UnicodeWordsTests.Tokens(words, text).SequenceEqual(expected, StringComparer.Ordinal)
            && UnicodeWordsTests.Hashes(words, text).SequenceEqual(expected.Select(word => Hash64.Of(Encoding.UTF8.GetBytes(word), 5)));
    });
}
