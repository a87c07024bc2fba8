using System.Globalization;
using System.Text.Json.Nodes;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Values that are numbers, sizes or spans of time.</summary>
internal static class NumberScalars
{
    private const string Quoted = "numbers stand without quotes";
    private const double MaxDays = 36_525;
    public const string DurationSchema = "^" + NumberText.Plain + "[dhw]$";

    /// <summary>A whole number from <paramref name="least"/> up.</summary>
    public static ScalarShape<int> Whole(int least) => new(
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} up"),
        () => new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = int.MaxValue },
        node => ReadWhole(node, least));

    public static readonly ScalarShape<int> Version = new(
        "1, the only version there is",
        () => new JsonObject { ["const"] = 1 },
        node => node is { Plain: true, Text: "1" } ? 1 : Parsed<int>.Wrong(node.Text is "1" ? Quoted : ""));

    /// <summary>A number of records; <see cref="int.MaxValue"/> for <c>all</c>.</summary>
    public static readonly ScalarShape<int> Records = new(
        "a whole number from 1 up, or all",
        () => SchemaParts.Either(
            new JsonObject { ["type"] = "integer", ["minimum"] = 1, ["maximum"] = int.MaxValue },
            new JsonObject { ["const"] = "all" }),
        node => node.Text is "all" ? int.MaxValue : ReadWhole(node, least: 1));

    public static readonly ScalarShape<ulong> Seed = new(
        "a whole number from 0 up",
        () => new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
        node => !node.Plain ? Parsed<ulong>.Wrong(Quoted)
            : ulong.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed
            : Parsed<ulong>.Wrong());

    /// <summary>Bytes, in powers of 1024.</summary>
    public static readonly ScalarShape<long> Size = new(
        SizeText.Expected, () => SchemaParts.Text("^[0-9]{1,9}(MB|GB)$"), node => SizeText.TryParse(node.Text) ?? Parsed<long>.Wrong());

    /// <summary>A part of a whole: 0 to 1, or a percentage.</summary>
    public static readonly ScalarShape<double> Share = new(
        "a percentage such as 1%, or a number from 0 to 1",
        () => SchemaParts.Either(
            new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
            SchemaParts.Text("^" + NumberText.Plain + "%$")),
        node => (NumberText.TryPercentage(node.Text, out var share) || (node.Plain && NumberText.TryNumber(node.Text, out share)))
            && share is >= 0 and <= 1 ? share : Parsed<double>.Wrong());

    /// <summary>A similarity that not everything reaches.</summary>
    public static readonly ScalarShape<double> Similarity = new(
        "a number above 0 and at most 1",
        () => new JsonObject { ["type"] = "number", ["exclusiveMinimum"] = 0, ["maximum"] = 1 },
        node => node.Plain && NumberText.TryNumber(node.Text, out var similarity) && similarity is > 0 and <= 1 ? similarity : Parsed<double>.Wrong());

    /// <summary>The order of the Vendi score.</summary>
    public static readonly ScalarShape<double> VendiOrder = new(
        "1, 2 or inf",
        () => SchemaParts.Either(new JsonObject { ["enum"] = new JsonArray(1, 2) }, new JsonObject { ["const"] = "inf" }),
        node => node.Text is "inf" ? double.PositiveInfinity : node is { Plain: true, Text: "1" or "2" } ? node.Text[0] - '0' : Parsed<double>.Wrong());

    public static readonly ScalarShape<TimeSpan> Duration = new(
        "a time span such as 365d, 26w or 12h, up to 100 years", () => SchemaParts.Text(DurationSchema),
        node => TryDays(node.Text, out var days) ? TimeSpan.FromDays(days) : Parsed<TimeSpan>.Wrong());

    /// <summary><c>12h</c> is half a day.</summary>
    public static bool TryDays(string text, out double days)
    {
        days = 0;
        if (text.Length is < 2 or > 100 || NumberText.PlainLength(text) != text.Length - 1 || !NumberText.TryNumber(text.AsSpan(0, text.Length - 1), out var number)) return false;
        switch (text[^1])
        {
            case 'd':
                days = number;
                break;
            case 'w':
                days = number * 7;
                break;
            case 'h':
                days = number / 24;
                break;
            default:
                return false;
        }
        return days <= MaxDays;
    }

    private static Parsed<int> ReadWhole(ScalarNode node, int least)
    {
        if (!node.Plain) return Parsed<int>.Wrong(Quoted);
        return int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : Parsed<int>.Wrong();
    }
}
