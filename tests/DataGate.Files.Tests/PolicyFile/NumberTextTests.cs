using System.Text.RegularExpressions;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;

namespace DataGate.Files.Tests.PolicyFile;

/// <summary>What is read by hand is what the schema's expressions say.</summary>
public sealed class NumberTextTests
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    private static readonly string[] s_pieces = ["0", "7", "12", ".", ".5", "e", "E", "+", "-", "%", " ", "x", "d", "h", "w", "MB", "GB", "reference", "base", "null", "²", "٣", "\n"];

    /// <summary>Strings of pieces that numbers and bounds are made of: most are none, thousands are.</summary>
    private static IEnumerable<string> Texts()
    {
        var random = new Random(1);
        for (var i = 0; i < 60_000; i++) yield return string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => s_pieces[random.Next(s_pieces.Length)]));
        foreach (var factor in new[] { "0.9", ".5", "2", "1e0", "", "-1", "9." })
            foreach (var blank in new[] { "", " ", "   " })
                foreach (var anchor in new[] { "reference", "base", "null", "References", "" })
                    yield return $"{factor}{blank}x{blank}{anchor}";
    }

    [Test]
    public void Numbers_percentages_and_spans_are_those_of_the_expressions()
    {
        var number = new Regex("^[+-]?" + NumberText.Unsigned + @"\z", Linear);
        var percentage = new Regex("^[+-]?" + NumberText.Plain + @"%\z", Linear);
        var span = new Regex("^" + NumberText.Plain + @"[dhw]\z", Linear);
        var (numbers, percentages, spans) = (0, 0, 0);
        foreach (var text in Texts())
        {
            Assert.That(NumberText.IsNumber(text), Is.EqualTo(number.IsMatch(text)), text);
            Assert.That(NumberText.TryPercentage(text, out _), Is.EqualTo(percentage.IsMatch(text)), text);
            Assert.That(NumberScalars.TryDays(text, out var days), Is.EqualTo(span.IsMatch(text) && days <= 36_525), text);
            if (number.IsMatch(text)) numbers++;
            if (percentage.IsMatch(text)) percentages++;
            if (span.IsMatch(text)) spans++;
        }
        Assert.That((int[])[numbers, percentages, spans], Is.All.GreaterThan(50), "the texts try what they are for");
    }

    [Test]
    public void Relative_bounds_are_those_of_the_expression()
    {
        var relative = new Regex("^(?:" + BoundText.RelativeSchema + @")\z", Linear);
        var found = 0;
        foreach (var text in Texts().Select(text => text.Trim()).Where(text => text.Length > 0))
        {
            var parsed = BoundText.Parse(text, ValueRange.NonNegative, default);
            var isRelative = parsed is { Ok: true, Value.IsAbsolute: false };
            if (isRelative) found++;
            // What the expression takes may still mean nothing: a bare null, a factor of 0, a share where there is none.
            if (!relative.IsMatch(text)) Assert.That(isRelative, Is.False, text);
            else if (!text.Contains('%', StringComparison.Ordinal) && text != "null" && text.Any(digit => digit is '7' or '2' or '5' or '9') && !"dhw".Contains(text[^1], StringComparison.Ordinal)) Assert.That(isRelative, Is.True, text);
        }
        Assert.That(found, Is.GreaterThan(50));
    }

    [Test]
    public void Long_texts_are_no_numbers([Values("9", "9%", "9d")] string end)
    {
        var text = new string('9', 100) + end;
        Assert.That((NumberText.IsNumber(text), NumberText.TryPercentage(text, out _), NumberScalars.TryDays(text, out _)), Is.EqualTo((false, false, false)));
    }
}
