using System.Globalization;
using System.Text;
using DataGate.Text;

namespace DataGate.Tests.Text;

public class LowerCaseTests
{
    /// <summary>Over all code points; a runtime with a later Unicode may know more pairs, of letters we hold for unassigned.</summary>
    [Test]
    public void Equals_the_invariant_culture_of_the_runtime()
    {
        var pairs = 0;
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF) continue;
            var ours = LowerCase.Of(code);
            if (ours != code) pairs++;
            var known = (WordSegments.Word & PropertyOf(code)) != 0;
            if (known) Assert.That(ours, Is.EqualTo(Rune.ToLowerInvariant(new Rune(code)).Value), code.ToString("X4", CultureInfo.InvariantCulture));
        }
        Assert.That(pairs, Is.EqualTo(1432)); // UnicodeData.txt 15.0 has one more: U+0130
    }

    [Test]
    public void Folds_bytes_as_code_points() => SomeText.Check(text =>
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var into = new byte[LowerCase.Room(utf8.Length)];
        var folded = Encoding.UTF8.GetString(into, 0, LowerCase.Fold(utf8, into));
        return folded.EnumerateRunes().Select(rune => rune.Value).SequenceEqual(text.EnumerateRunes().Select(rune => LowerCase.Of(rune.Value)));
    });

    private static byte PropertyOf(int code)
    {
        var at = 0;
        return WordSegments.Property(Encoding.UTF8.GetBytes(char.ConvertFromUtf32(code)), ref at);
    }
}
