using DataGate.Files.PolicyFile.Checking;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>
/// Bounds as a policy spells them: <c>40%</c>, <c>0.9 x reference</c>, <c>reference + 3%</c>, <c>null + 0.02</c>, <c>base - 5</c>, <c>180d</c>. The signs − and × serve as well.
/// </summary>
internal static class BoundText
{
    private const string AnchorWord = "reference|base|null";
    private const string Distance = NumberText.Unsigned + "|" + NumberText.Plain + "[%dhw]";

    /// <summary>The relative forms, for an editor.</summary>
    public const string RelativeSchema =
        NumberText.Unsigned + " *[x×] *(?:" + AnchorWord + @")|(?:" + AnchorWord + ")(?: *[+−-] *(?:" + Distance + "))?";

    public static Parsed<Bound> Parse(string spelt, ValueRange range, PolicyPlace place)
    {
        if (spelt.Length > 100) return Parsed<Bound>.Wrong();
        spelt = spelt.Trim();
        var text = spelt.Replace('−', '-').Replace('×', 'x');
        if (Factor(text) is var (factor, multiplied))
        {
            if (!NumberText.TryNumber(factor, out var k) || k <= 0) return Parsed<Bound>.Wrong("its factor must be above 0");
            return new Bound(multiplied, k, Offset: 0, spelt, place);
        }
        if (Additive(text) is var (anchor, sign, distance))
        {
            if (sign is null && anchor is Anchor.Null) return Parsed<Bound>.Wrong("write 'null + d': what halves of the reference score, and a distance d");
            if (sign is null) return new Bound(anchor, Factor: 1, Offset: 0, spelt, place);
            var parsed = Value(distance, range);
            if (!parsed.Ok) return Parsed<Bound>.Wrong(parsed.Hint);
            return new Bound(anchor, Factor: 1, sign is '-' ? -parsed.Value : parsed.Value, spelt, place);
        }
        var absolute = Value(text, range);
        return absolute.Ok ? new Bound(Anchor.None, Factor: 0, absolute.Value, spelt, place) : Parsed<Bound>.Wrong(absolute.Hint.Length > 0 ? absolute.Hint : Hint(text));
    }

    /// <summary><c>K x ANCHOR</c>; null: it isn't one.</summary>
    private static (string Factor, Anchor Anchor)? Factor(string text)
    {
        var at = text.IndexOf('x', StringComparison.Ordinal);
        if (at < 0) return null;
        var factor = text[..at].TrimEnd(' ');
        if (factor is not ([>= '0' and <= '9', ..] or ['.', ..]) || !NumberText.IsNumber(factor)) return null;
        return ToAnchor(text.AsSpan(at + 1).TrimStart(' ')) is { } anchor ? (factor, anchor) : null;
    }

    /// <summary><c>ANCHOR</c>, or <c>ANCHOR ± d</c>; null: it isn't one.</summary>
    private static (Anchor Anchor, char? Sign, string Distance)? Additive(string text)
    {
        if (ToAnchor(text) is { } alone) return (alone, null, "");
        var at = text.AsSpan().IndexOfAny('+', '-');
        if (at < 0 || ToAnchor(text.AsSpan(0, at).TrimEnd(' ')) is not { } anchor) return null;
        var distance = text[(at + 1)..].TrimStart(' ');
        return IsDistance(distance) ? (anchor, text[at], distance) : null;
    }

    private static bool IsDistance(string text)
    {
        if (text is not ([>= '0' and <= '9', ..] or ['.', ..])) return false;
        return NumberText.IsNumber(text) || (text[^1] is '%' or 'd' or 'h' or 'w' && NumberText.PlainLength(text) == text.Length - 1);
    }

    private static Anchor? ToAnchor(ReadOnlySpan<char> word) => word switch
    {
        "reference" => Anchor.Reference,
        "base" => Anchor.Base,
        "null" => Anchor.Null,
        _ => null,
    };

    /// <summary>A value that the metric can take, or the distance between two.</summary>
    private static Parsed<double> Value(string text, ValueRange range)
    {
        if (range is ValueRange.Days)
        {
            if (NumberScalars.TryDays(text, out var days)) return days;
            return Parsed<double>.Wrong(NumberText.TryNumber(text, out _) ? "its unit is missing: d, h or w" : "");
        }
        if (NumberText.TryPercentage(text, out var value))
        {
            if (range is not ValueRange.Share) return Parsed<double>.Wrong("percentages are for shares; this is a number");
        }
        else if (!NumberText.TryNumber(text, out value))
        {
            return Parsed<double>.Wrong();
        }
        if (value < 0) return Parsed<double>.Wrong("it is below 0");
        if (range is ValueRange.Share && value > 1) return Parsed<double>.Wrong("a share is never above 1, which is 100%");
        if (range is ValueRange.Count && (!double.IsInteger(value) || value > 1L << 53)) return Parsed<double>.Wrong("it isn't a whole number");
        return value;
    }

    private static string Hint(string text)
    {
        var percent = NumberText.PlainLength(text);
        if (percent > 0 && text[percent..] is ['%', .. var rest] && rest.TrimStart(' ').StartsWith("x ", StringComparison.Ordinal)) return "a factor is a number: '0.9 x reference'";
        var letters = text.TakeWhile(char.IsAsciiLetterLower).Count();
        var word = letters > 0 ? text[..letters] : text.Split(' ')[^1];
        return Nearest.To(word, ["reference", "base", "null"]) is { } near && !string.Equals(near, word, StringComparison.Ordinal)
            ? $"did you mean '{near}'?"
            : "";
    }
}
