using DataGate.Files.Reports.Escaping;

namespace DataGate.Files.Tests.Reports.Escaping;

public sealed class VisibleTests
{
    [TestCase("plain, été, 注文, 😀", "plain, été, 注文, 😀")]
    [TestCase("a\nb\rc\td", @"a\nb\rc\td")]
    [TestCase("\u001b[31m\u009b\0", @"\u001B[31m\u009B\u0000")]
    [TestCase("\u202e\u2066\ufeff\u200b", @"\u202E\u2066\uFEFF\u200B")]
    [TestCase("\u2028\u2029\u0085", @"\u2028\u2029\u0085")]
    [TestCase("\U000e0041", @"\U000E0041")]
    [TestCase("می\u200cخواهم 👩\u200d🚀", "می\u200cخواهم 👩\u200d🚀")]
    public void What_acts_instead_of_showing_is_shown(string text, string expected) => Assert.That(Visible.Of(text), Is.EqualTo(expected));

    [Test]
    public void Half_a_surrogate_pair_is_shown() => Assert.That(Visible.Of("a\ud83d b\ude00"), Is.EqualTo(@"a\uD83D b\uDE00"));

    [TestCase("abcdef", 6, "abcdef")]
    [TestCase("abcdef", 5, "abcd…")]
    [TestCase("abc\n", 4, "abc…")]
    [TestCase("abc😀", 5, "abc😀")]
    [TestCase("abc😀d", 5, "abc…")]
    public void A_long_text_is_cut_between_its_characters(string text, int max, string expected) => Assert.That(Visible.Of(text, max), Is.EqualTo(expected));

    [TestCase("abc😀def", 5, "abc…")]
    [TestCase("abc😀def", 6, "abc😀…")]
    [TestCase("abc", 3, "abc")]
    public void A_head_keeps_pairs_whole(string text, int max, string expected) => Assert.That(Visible.Head(text, max), Is.EqualTo(expected));

    [TestCase("abc😀def", 5, "…def")]
    [TestCase("abc😀def", 6, "…😀def")]
    [TestCase("abc", 3, "abc")]
    public void A_tail_keeps_pairs_whole(string text, int max, string expected) => Assert.That(Visible.Tail(text, max), Is.EqualTo(expected));

    [TestCase(":::: x", ": : : : x")]
    [TestCase("##vso[a]", "# #vso[a]")]
    [TestCase("###[a]", "## #[a]")]
    [TestCase("## Heading [1]", "## Heading [1]")]
    [TestCase("a: error DG0001: b", "a: error\u2236 DG0001\u2236 b")]
    [TestCase("a: Warning : b", "a: Warning\u2236 \u2236 b")]
    [TestCase("error: b", "error\u2236 b")]
    [TestCase("error warning: b", "error\u2236 warning\u2236 b")]
    [TestCase("an error of 5: b", "an error of 5: b")]
    public void Commands_and_diagnostics_are_taken_apart(string text, string expected) => Assert.That(LogLine.Text(text), Is.EqualTo(expected));
}
