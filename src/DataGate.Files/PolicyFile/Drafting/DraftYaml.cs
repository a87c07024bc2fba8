using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DataGate.Files.PolicyFile.Drafting;

/// <summary>Spells names, lists and numbers as a policy is to hold them.</summary>
internal static partial class DraftYaml
{
    /// <summary>A list that is longer stands in lines of its own.</summary>
    private const int MostInline = 90;

    /// <summary>What YAML 1.1 or 1.2 takes for something else than a text.</summary>
    private static readonly HashSet<string> s_words = new(["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_-]*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Plain { get; }

    /// <summary>A name as it stands where nothing in it means something to YAML, else quoted.</summary>
    public static string Name(string text) => Plain.IsMatch(text) && !s_words.Contains(text) ? text : Quote(text);

    /// <summary>A YAML double-quoted scalar: nothing in it can end it or start another.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        // What is no character, half a pair, comes as the replacement character.
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value is '"' or '\\' ? $"\\{rune}"
                : !IsUnseen(rune) ? rune.ToString()
                : rune.IsBmp ? $"\\u{rune.Value:X4}" : $"\\U{rune.Value:X8}");
        }
        return quoted.Append('"').ToString();
    }

    private static bool IsUnseen(Rune rune) => Rune.IsControl(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    public static string List(ImmutableArray<string> items) => $"[{string.Join(", ", items.Select(Quote))}]";

    /// <summary>A key with a list, in one line where it fits.</summary>
    public static string Lines(string indent, string key, ImmutableArray<string> items)
    {
        var line = $"{indent}{key}: {List(items)}";
        return line.Length <= MostInline ? line : $"{indent}{key}:\n" + string.Join('\n', items.Select(item => $"{indent}  - {Quote(item)}"));
    }

    /// <summary>To so many significant digits, without a power of ten.</summary>
    public static string Number(double value, int digits) =>
        Plainly(double.Parse(value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    public static string Percent(double share, int digits) => Number(share * 100, digits) + "%";

    /// <summary>Rounded up to so many significant digits; what is as good as nothing is 0.</summary>
    public static double Up(double value, int digits)
    {
        if (value < 1e-12) return 0;
        return Round(value, Unit(value, digits), up: true);
    }

    /// <summary>What the last of so many significant digits of a value stands for.</summary>
    public static double Unit(double value, int digits) => Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 1e-12))) - digits + 1);

    /// <summary>To a multiple of a unit, outward; a hair beyond one is that one.</summary>
    public static double Round(double value, double unit, bool up) =>
        (up ? Math.Ceiling((value / unit) - 1e-9) : Math.Floor((value / unit) + 1e-9)) * unit;

    public static string Plainly(double value) => Math.Abs(value) < 1e-15 ? "0" : ((decimal)value).ToString("0.##################", CultureInfo.InvariantCulture);
}
