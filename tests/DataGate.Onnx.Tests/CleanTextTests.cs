using DataGate.Onnx.Preparation;

namespace DataGate.Onnx.Tests;

public sealed class CleanTextTests
{
    /// <summary>Not as attributes, which can't hold lone surrogates.</summary>
    private static TestCaseData[] Texts() =>
    [
        new("", ""),
        new(" ", ""),
        new("plain text", "plain text"),
        new("  two  spaces  ", "two spaces"),
        new("a\r\n\tb\u2003c", "a b c"),
        new("\uD83D\uDE00 ok", "\uD83D\uDE00 ok"),
        new("\uD83D\uDE00  ok", "\uD83D\uDE00 ok"),
        new("\uDE00\uD83D", "\uFFFD\uFFFD"),
        new("\uD83D \uDE00", "\uFFFD \uFFFD"),
        new("a\uFFFEb\uFFFFc", "a\uFFFDb\uFFFFc"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void Text(string text, string expected) => Assert.That(CleanText.Of(text, 100), Is.EqualTo(expected));

    [TestCase("abc", 2, "ab")]
    [TestCase("a\uD83D\uDE00", 2, "a")]
    [TestCase("a\uD83D\uDE00", 3, "a\uD83D\uDE00")]
    [TestCase("a  b", 3, "a")]
    public void A_long_text_is_cut_between_characters(string text, int max, string expected) => Assert.That(CleanText.Of(text, max), Is.EqualTo(expected));

    [Test]
    public void Whatever_it_is_given_unicode_can_normalise()
    {
        for (var c = 0; c <= char.MaxValue; c++)
            Assert.That(() => CleanText.Of($"a{(char)c}b", 100).Normalize(System.Text.NormalizationForm.FormKC), Throws.Nothing, $"U+{c:X4}");
    }
}
