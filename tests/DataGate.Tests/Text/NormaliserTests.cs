using System.Text;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class NormaliserTests
{
    /// <summary>Every line of the Unicode Consortium's NormalizationTest.txt, 15.0: its second column is the NFC of the first three, its fourth that of the rest.</summary>
    [Test]
    public void Equals_the_official_test()
    {
        var normaliser = new Normaliser(Words.Unicode);
        var lines = 0;
        foreach (var line in TextFiles.GzippedLines("NormalizationTest.txt.gz"))
        {
            if (line.Length == 0 || line[0] is '#' or '@') continue;
            lines++;
            var columns = line.Split(';').Select(column => TextFiles.FromHex(column, ' ')).ToArray();
            for (var i = 0; i < 5; i++)
                Assert.That(Nfc(normaliser, columns[i]), Is.EqualTo(columns[i < 3 ? 1 : 3]), line);
        }
        Assert.That(lines, Is.EqualTo(7902));
    }

    [Test]
    public void Hangul_composes()
    {
        var normaliser = new Normaliser(Words.Unicode);
        for (var code = 0xAC00; code <= 0xD7A3; code++)
        {
            var (syllable, tail) = Math.DivRem(code - 0xAC00, 28);
            var jamo = $"{(char)(0x1100 + (syllable / 21))}{(char)(0x1161 + (syllable % 21))}{(tail == 0 ? "" : (char)(0x11A7 + tail))}";
            var whole = ((char)code).ToString();
            Assert.That(Nfc(normaliser, jamo), Is.EqualTo(whole));
            Assert.That(Nfc(normaliser, whole), Is.EqualTo(whole));
        }
    }

    [TestCase("plain ASCII")]
    [TestCase("")]
    [TestCase("naïve café 漢字 “quoted” \u0301 x\u0316\u0301 \u09BE नमस्ते")]
    [TestCase("\uFFFE\uFFFF\u0378\U0010FFFF\U0001FFFE\uFDD0", Description = "noncharacters and unassigned ones stay")]
    public void Text_in_NFC_is_returned_itself(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var normal = new Normaliser(Words.Unicode).Normalise(utf8);
        Assert.That(normal.Length, Is.EqualTo(utf8.Length));
        Assert.That(normal.Overlaps(utf8) || utf8.Length == 0);
    }

    [TestCase(Words.Whitespace)]
    [TestCase(Words.Treebank)]
    public void Other_words_take_the_text_as_it_stands(Words words)
    {
        var utf8 = "e\u0301"u8.ToArray();
        Assert.That(new Normaliser(words).Normalise(utf8).Overlaps(utf8));
    }

    [TestCase("e\u0301", "é")]
    [TestCase("abc e\u0301 漢字 e\u0301 tail", "abc é 漢字 é tail")]
    [TestCase("a\u0307\u0323", "ạ\u0307")]
    [TestCase("\u212B\uF900", "Å豈")]
    [TestCase("\uFFFEe\u0301\uFFFF", "\uFFFEé\uFFFF")]
    public void Composes_what_stands_apart(string text, string expected) =>
        Assert.That(Nfc(new Normaliser(Words.Unicode), text), Is.EqualTo(expected));

    [TestCase(3)]
    [TestCase(32)]
    [TestCase(33)]
    [TestCase(1000)]
    public void Marks_are_sorted_by_class_and_equal_ones_stay_in_order(int length)
    {
        string[] byClass = ["\u0334\u0335", "\u031B", "\u0316\u0317", "\u0304\u030A", "\u0345"]; // 1, 216, 220, 230, 240
        var random = new Random(length);
        var marks = Enumerable.Range(0, length).Select(_ => string.Concat(byClass)[random.Next(8)]).ToArray();
        var sorted = marks.OrderBy(mark => Array.FindIndex(byClass, marksOfOne => marksOfOne.Contains(mark, StringComparison.Ordinal)));
        Assert.That(Nfc(new Normaliser(Words.Unicode), "字" + string.Concat(marks)), Is.EqualTo("字" + string.Concat(sorted)));
    }

    /// <summary>Where the runtime's own normalisation takes the text at all.</summary>
    [Test]
    public void Equals_the_runtime()
    {
        Assume.That("e\u0301".Normalize(), Is.EqualTo("é"), "a runtime without globalisation normalises nothing");
        var normaliser = new Normaliser(Words.Unicode);
        SomeText.Check(text =>
        {
            text = text.Replace("\uFFFE", "", StringComparison.Ordinal) + "e\u0301";
            return string.Equals(Nfc(normaliser, text), text.Normalize(NormalizationForm.FormC), StringComparison.Ordinal);
        });
    }

    [Test]
    public void A_normal_form_is_its_own()
    {
        var normaliser = new Normaliser(Words.Unicode);
        SomeText.Check(text => Nfc(normaliser, text) is var once && string.Equals(Nfc(normaliser, once), once, StringComparison.Ordinal));
    }

    [Test]
    public void Bytes_that_are_no_UTF8_never_throw()
    {
        var normaliser = new Normaliser(Words.Unicode);
        var random = new Random(1);
        var bytes = new byte[64];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(bytes);
            Assert.DoesNotThrow(() => normaliser.Normalise(bytes));
        }
    }

    /// <summary>Marks in falling order are the worst for a sort by insertion: minutes for these.</summary>
    [TestCase("\u0301")]
    [TestCase("\u0301\u0323")]
    [TestCase("\u0301\u0316\u031B\u0334")]
    [TestCase("\u1161")]
    [TestCase("\u1100")]
    [TestCase("e\u0301")]
    [CancelAfter(20_000)]
    public void Hostile_text_costs_no_more_than_its_length(string piece, CancellationToken cancelled)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        var normal = Nfc(new Normaliser(Words.Unicode), text);
        Assert.That(cancelled.IsCancellationRequested, Is.False);
        Assert.That(normal, Is.Not.Empty);
    }

    private static string Nfc(Normaliser normaliser, string text) => Encoding.UTF8.GetString(normaliser.Normalise(Encoding.UTF8.GetBytes(text)));
}
