using System.Text;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class WordSegmentsTests
{
    /// <summary>Every line of the Unicode Consortium's WordBreakTest.txt, 15.0.</summary>
    [Test]
    public void Boundaries_are_those_of_the_official_test()
    {
        var lines = 0;
        foreach (var line in TextFiles.GzippedLines("WordBreakTest.txt.gz"))
        {
            var pattern = line.Split('#')[0].Trim();
            if (pattern.Length == 0) continue;
            lines++;
            var expected = pattern.Split('÷', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(segment => TextFiles.FromHex(segment, ' ', '×'));
            Assert.That(Segments(string.Concat(expected)), Is.EqualTo(expected), line);
        }
        Assert.That(lines, Is.EqualTo(1823));
    }

    [TestCase("can't stop.", "can't| |stop|.")]
    [TestCase("3.14 1,000;5 a,b 1:2", "3.14| |1,000;5| |a|,|b| |1|:|2")]
    [TestCase("x_y _ a_1", "x_y| |_| |a_1")]
    [TestCase("a.b.c a..b a.", "a.b.c| |a|.|.|b| |a|.")]
    [TestCase("a.\u0301b", "a.\u0301b", Description = "WB6 looks past marks")]
    [TestCase("a.\u0301.", "a|.\u0301|.")]
    [TestCase("   b", "   |b", Description = "WB3d")]
    [TestCase(" \u200D\u2764", " \u200D\u2764", Description = "WB3c behind a space")]
    [TestCase("א'", "א'", Description = "WB7a")]
    [TestCase("א\"א א\"", "א\"א| |א|\"", Description = "WB7b, 7c")]
    [TestCase("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7\U0001F1E9", "\U0001F1E9\U0001F1EA|\U0001F1EB\U0001F1F7|\U0001F1E9", Description = "WB15")]
    public void Rules_hold(string text, string expected) => Assert.That(Segments(text), Is.EqualTo(expected.Split('|')));

    /// <summary>What the fast path relies on: a boundary may be started from without what is before it.</summary>
    [Test]
    public void Segments_start_afresh_at_boundaries() => SomeText.Check(text =>
    {
        var segments = Segments(text);
        return Enumerable.Range(0, segments.Count).All(from => Segments(string.Concat(segments.Skip(from))).SequenceEqual(segments.Skip(from), StringComparer.Ordinal));
    });

    private static List<string> Segments(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var segments = new List<string>();
        for (int at = 0, end; at < utf8.Length; at = end)
        {
            end = WordSegments.End(utf8, at, out _);
            segments.Add(Encoding.UTF8.GetString(utf8, at, end - at));
        }
        return segments;
    }
}
