using System.Globalization;
using System.Text;
using System.Text.Json;
using DataGate.Documents;
using DataGate.Files.Reports.Escaping;
using DataGate.Metrics.Samples;
using DataGate.Verdicts.History;

namespace DataGate.Files.Baselines;

/// <summary>
/// A baseline as text made for review: one line a number, in the order of their keys, so that a change of a number is a change of its line and of no other.
/// Names that hold more than letters, digits and a few signs stand in quotes, as JSON writes them.
/// </summary>
/// <example><c>intents synthetic distinct-2 0.712345 [0.70112, 0.72357] at 20000 tokens</c></example>
public static class BaselineText
{
    /// <summary>Goes up when older readers would misunderstand the text.</summary>
    public const int Version = 1;

    internal const string None = "none:", At = "at";

    public static string Write(Baseline baseline)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        var text = new StringBuilder();
        text.Append("# What the budgets measure, as 'dotnet datagate baseline' found it; 'history:' compares with it. Written by the tool, for review.\n");
        var conditions = baseline.Conditions;
        text.Append(CultureInfo.InvariantCulture, $"baseline {Version}\nmeasures {conditions.Measures}\nseed {conditions.Seed}\n");
        text.Append(CultureInfo.InvariantCulture, $"words {conditions.Words.ToString().ToLowerInvariant()}\nmodels {Name(conditions.Models)}\n");
        foreach (var line in baseline.Lines) text.Append(Line(line)).Append('\n');
        return text.ToString();
    }

    internal static string Line(BaselineLine line)
    {
        var key = $"{Name(line.Key.Dataset)} {Name(line.Key.Slice)} {Name(line.Key.Measure)}";
        if (line.Value is not { } value) return $"{key} {None} {Visible.Of(line.WhyNot ?? "")}";
        var interval = line.Low.Equals(value) && line.High.Equals(value) ? "" : $" [{Baseline.Text(line.Low)}, {Baseline.Text(line.High)}]";
        var size = line.Size is { } at ? string.Create(CultureInfo.InvariantCulture, $" {At} {at.Amount} {at.Unit.ToString().ToLowerInvariant()}") : "";
        return $"{key} {Baseline.Text(value)}{interval}{size}";
    }

    /// <summary>What a line of the text says; null with why not.</summary>
    internal static BaselineLine? Parse(string text, out string whyNot)
    {
        whyNot = "";
        var words = new BaselineWords(text);
        if (words.Name() is not { } dataset || words.Name() is not { } slice || words.Name() is not { } measure)
        {
            whyNot = "it doesn't start with a dataset, a slice and a measure";
            return null;
        }
        var line = new BaselineLine(new BaselineKey(dataset, slice, measure));
        if (words.Take(None)) return line with { WhyNot = words.Rest };
        if (words.Number() is not { } value)
        {
            whyNot = "its value is no number";
            return null;
        }
        // The measure's settings stand behind its name.
        if (Metrics.MetricCatalog.Find(measure.Split(':')[0]) is { } metric && (value < metric.Lowest || value > metric.Highest))
        {
            whyNot = $"{metric.Name} is never {Baseline.Text(value)}";
            return null;
        }
        line = line with { Value = value, Low = value, High = value };
        if (words.Interval() is { } interval) line = line with { Low = interval.Low, High = interval.High };
        if (words.Take(At))
        {
            if (words.Whole() is not ({ } amount and > 0) || words.Unit() is not { } unit)
            {
                whyNot = "its size is not so many records or tokens";
                return null;
            }
            line = line with { Size = new FixedSize(amount, unit) };
        }
        if (words.Rest.Length > 0 || !(line.Low <= value && value <= line.High))
        {
            whyNot = words.Rest.Length > 0 ? "it doesn't end behind its size" : "its value lies outside its interval";
            return null;
        }
        return line;
    }

    internal static string Name(string name) => name.Length > 0 && name.All(IsPlain) && name[0] != '#' ? name : $"\"{JsonText.Encoder.Encode(JsonText.Valid(name))}\"";

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' or '/' or '=' or ':' or '*' or '@' or '+';
}

/// <summary>The words of a line, one after the other.</summary>
internal sealed class BaselineWords(string line)
{
    private int _at;

    /// <summary>What is left.</summary>
    public string Rest => line[_at..].Trim();

    /// <summary>A name, in quotes or without; null: there is none.</summary>
    public string? Name()
    {
        Skip();
        if (_at == line.Length) return null;
        if (line[_at] != '"') return Word();
        var end = _at + 1;
        while (end < line.Length && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
        if (end >= line.Length) return null;
        try
        {
            var name = JsonSerializer.Deserialize(line[_at..(end + 1)], Readers.Json.PlainJson.Default.String);
            _at = end + 1;
            return name;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the next word is this one, which is taken then.</summary>
    public bool Take(string word)
    {
        Skip();
        if (!line.AsSpan(_at).StartsWith(word, StringComparison.Ordinal) || (_at + word.Length < line.Length && line[_at + word.Length] != ' ')) return false;
        _at += word.Length;
        return true;
    }

    public double? Number() => Number(Word());

    public long? Whole() => long.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public Unit? Unit() => Word() switch { "records" => Documents.Unit.Records, "tokens" => Documents.Unit.Tokens, _ => null };

    /// <summary><c>[low, high]</c>, where it stands next.</summary>
    public (double Low, double High)? Interval()
    {
        Skip();
        var end = line.IndexOf(']', _at);
        if (_at == line.Length || line[_at] != '[' || end < 0) return null;
        if (line[(_at + 1)..end].Split(", ") is not [var low, var high] || Number(low) is not { } from || Number(high) is not { } to) return null;
        _at = end + 1;
        return (from, to);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private string Word()
    {
        Skip();
        var end = line.IndexOf(' ', _at);
        var word = end < 0 ? line[_at..] : line[_at..end];
        _at += word.Length;
        return word;
    }

    private void Skip()
    {
        while (_at < line.Length && line[_at] == ' ') _at++;
    }
}
