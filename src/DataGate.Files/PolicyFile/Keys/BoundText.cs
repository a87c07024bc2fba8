using System.Text.RegularExpressions;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>
/// Bounds as a policy spells them: <c>40%</c>, <c>0.9 x reference</c>, <c>reference + 3%</c>, <c>null + 0.02</c>, <c>base - 5</c>, <c>180d</c>. The signs − and × serve as well.
/// </summary>
internal static partial class BoundText
{
    private const string AnchorWord = "reference|base|null";
    private const string Distance = NumberText.Unsigned + "|" + NumberText.Plain + "[%dhw]";

    /// <summary>The relative forms, for an editor.</summary>
    public const string RelativeSchema =
        NumberText.Unsigned + " *[x×] *(?:" + AnchorWord + @")|(?:" + AnchorWord + ")(?: *[+−-] *(?:" + Distance + "))?";

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex("^(?<factor>" + NumberText.Unsigned + ") *x *(?<anchor>" + AnchorWord + @")\z", Options)]
    private static partial Regex Factor { get; }

    [GeneratedRegex("^(?<anchor>" + AnchorWord + ")( *(?<sign>[+-]) *(?<distance>" + Distance + @"))?\z", Options)]
    private static partial Regex Additive { get; }

    [GeneratedRegex("^" + NumberText.Plain + "% *x ", Options)]
    private static partial Regex PercentFactor { get; }

    [GeneratedRegex(@"^[a-z]+", Options)]
    private static partial Regex FirstWord { get; }

    public static Parsed<Bound> Parse(string spelt, ValueRange range, PolicyPlace place)
    {
        if (spelt.Length > 100) return Parsed<Bound>.Wrong();
        spelt = spelt.Trim();
        var text = spelt.Replace('−', '-').Replace('×', 'x');
        if (Factor.Match(text) is { Success: true } factor)
        {
            if (!NumberText.TryNumber(factor.Groups["factor"].Value, out var k) || k <= 0) return Parsed<Bound>.Wrong("its factor must be above 0");
            return new Bound(ToAnchor(factor.Groups["anchor"].Value), k, Offset: 0, spelt, place);
        }
        if (Additive.Match(text) is { Success: true } additive)
        {
            var distance = additive.Groups["distance"];
            if (!distance.Success && text is "null") return Parsed<Bound>.Wrong("write 'null + d': what halves of the reference score, and a distance d");
            if (!distance.Success) return new Bound(ToAnchor(additive.Groups["anchor"].Value), Factor: 1, Offset: 0, spelt, place);
            var parsed = Value(distance.Value, range);
            if (!parsed.Ok) return Parsed<Bound>.Wrong(parsed.Hint);
            var offset = additive.Groups["sign"].ValueSpan is "-" ? -parsed.Value : parsed.Value;
            return new Bound(ToAnchor(additive.Groups["anchor"].Value), Factor: 1, offset, spelt, place);
        }
        var absolute = Value(text, range);
        return absolute.Ok ? new Bound(Anchor.None, Factor: 0, absolute.Value, spelt, place) : Parsed<Bound>.Wrong(absolute.Hint.Length > 0 ? absolute.Hint : Hint(text));
    }

    private static Anchor ToAnchor(string word) => word switch
    {
        "reference" => Anchor.Reference,
        "base" => Anchor.Base,
        _ => Anchor.Null,
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
        if (PercentFactor.IsMatch(text)) return "a factor is a number: '0.9 x reference'";
        var word = FirstWord.Match(text) is { Success: true } first ? first.Value : text.Split(' ')[^1];
        return Nearest.To(word, ["reference", "base", "null"]) is { } near && !string.Equals(near, word, StringComparison.Ordinal)
            ? $"did you mean '{near}'?"
            : "";
    }
}
