using System.Globalization;
using System.Text.RegularExpressions;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Numbers as a policy spells them, whatever the machine's culture.</summary>
internal static partial class NumberText
{
    /// <summary>Digits with an optional fraction and power of ten, no sign.</summary>
    public const string Unsigned = @"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?";

    /// <summary>The same without a power of ten, as it stands before <c>%</c>.</summary>
    public const string Plain = @"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)";

    [GeneratedRegex("^[+-]?" + Unsigned + @"\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Number { get; }

    [GeneratedRegex("^[+-]?" + Plain + @"%\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Percentage { get; }

    public static bool TryNumber(string text, out double value)
    {
        value = 0;
        return text.Length <= 100 && Number.IsMatch(text) && TryDouble(text, out value);
    }

    /// <summary><c>40%</c> is 0.4.</summary>
    public static bool TryPercentage(string text, out double share)
    {
        share = 0;
        return text.Length <= 100 && Percentage.IsMatch(text) && TryDouble(text[..^1] + "e-2", out share);
    }

    private static bool TryDouble(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
