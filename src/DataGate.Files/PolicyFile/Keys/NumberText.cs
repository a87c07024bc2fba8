using System.Globalization;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Numbers as a policy spells them, whatever the machine's culture. Read without regular expressions: building those takes longer than a small check.</summary>
internal static class NumberText
{
    /// <summary>Digits with an optional fraction and power of ten, no sign: as an expression for editors.</summary>
    public const string Unsigned = @"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

    /// <summary>The same without a power of ten, as it stands before <c>%</c>.</summary>
    public const string Plain = @"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)";

    private const int MaxLength = 100;

    public static bool TryNumber(ReadOnlySpan<char> text, out double value)
    {
        value = 0;
        return IsNumber(text) && TryDouble(text, out value);
    }

    /// <summary>Whether it is spelt as a number, which may be too large for one.</summary>
    public static bool IsNumber(ReadOnlySpan<char> text)
    {
        var digits = Unsign(text);
        var length = PlainLength(digits);
        if (length > 0) length += PowerLength(digits[length..]);
        return text.Length <= MaxLength && length > 0 && length == digits.Length;
    }

    /// <summary><c>40%</c> is 0.4.</summary>
    public static bool TryPercentage(ReadOnlySpan<char> text, out double share)
    {
        share = 0;
        var digits = Unsign(text);
        var length = PlainLength(digits);
        return text.Length <= MaxLength && length > 0 && digits[length..] is "%" && TryDouble($"{text[..^1]}e-2", out share);
    }

    /// <summary>How many characters at the start are <see cref="Plain"/>; 0: none.</summary>
    public static int PlainLength(ReadOnlySpan<char> text)
    {
        var whole = Digits(text);
        if (whole == text.Length || text[whole] != '.') return whole;
        var fraction = Digits(text[(whole + 1)..]);
        return fraction > 0 ? whole + 1 + fraction : whole;
    }

    private static int PowerLength(ReadOnlySpan<char> text)
    {
        if (text is not ['e' or 'E', ..]) return 0;
        var sign = text is [_, '+' or '-', ..] ? 1 : 0;
        var digits = Digits(text[(1 + sign)..]);
        return digits > 0 ? 1 + sign + digits : 0;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count])) count++;
        return count;
    }

    private static ReadOnlySpan<char> Unsign(ReadOnlySpan<char> text) => text is ['+' or '-', ..] ? text[1..] : text;

    private static bool TryDouble(ReadOnlySpan<char> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
