using DataGate.Files.Reports.Escaping;

namespace DataGate.Files.Tests.Reports.Escaping;

public sealed class TerminalTests
{
    [TestCase("plain", 5)]
    [TestCase("注文", 4)]
    [TestCase("한국", 4)]
    [TestCase("📦", 2)]
    [TestCase("e\u0301te\u0301", 3)]
    [TestCase("été", 3)]
    [TestCase("…–", 2)]
    public void Wide_characters_take_two_columns_and_marks_none(string text, int columns) => Assert.That(Terminal.Columns(text), Is.EqualTo(columns));

    [TestCase("plain", 5, "plain")]
    [TestCase("plainer", 5, "plai…")]
    [TestCase("注文は", 5, "注文…")]
    [TestCase("注文は", 4, "注…")]
    [TestCase("a😀😀", 4, "a😀…")]
    public void A_text_is_cut_between_its_characters(string text, int columns, string expected) => Assert.That(Terminal.Fit(text, columns), Is.EqualTo(expected));

    [Test]
    public void Lines_are_kept_where_that_is_asked_for()
    {
        Assert.That(Terminal.Escape("a\u001b\r\n::b", keepLines: true), Is.EqualTo("a\\u001B\n: :b"));
        Assert.That(Terminal.Escape("a\nb"), Is.EqualTo("a\\nb"));
    }
}
