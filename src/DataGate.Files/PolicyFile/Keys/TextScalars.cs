using System.Globalization;
using System.Text.RegularExpressions;
using DataGate.Documents;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>Values that are texts.</summary>
internal static class TextScalars
{
    private const int MaxName = 200;
    private const int MaxPattern = 10_000;

    /// <summary>A name that the policy gives, of a dataset or of a rare case. It stands in reports, and on the command line.</summary>
    public static ScalarShape<string> Name(string expected) => new(expected, () => SchemaParts.Text(@"^[^\u0000-\u001f\u007f]{1,200}$"), ReadName);

    public static ScalarShape<string> Text(string expected) => new(expected, SchemaParts.AnyText, ReadName);

    public static readonly ScalarShape<FieldPath> Field = new(
        "a field's name, or a JSON pointer that starts with '/'", SchemaParts.AnyText,
        node => FieldPath.TryParse(node.Text, out var error) is { } field ? field : Parsed<FieldPath>.Wrong(error));

    public static readonly ScalarShape<TextTemplate> Template = new(
        "a field, a JSON pointer, or a template such as \"{instruction}\\n{output}\"", SchemaParts.AnyText,
        node => TextTemplate.TryParse(node.Text, out var error) is { } template ? template : Parsed<TextTemplate>.Wrong(error));

    /// <summary>A value that a field may have, as the text of the JSON scalar; a glob over strings.</summary>
    public static readonly ScalarShape<ValuePattern> Value = new(
        "a value, or a glob over texts such as \"dispute_*\"",
        () => new() { ["type"] = new System.Text.Json.Nodes.JsonArray("string", "number", "boolean", "null") }, ReadValue)
    {
        TakesNull = true,
    };

    /// <summary>A pattern for the engine whose time is linear in the text.</summary>
    public static readonly ScalarShape<Regex> Pattern = new(
        "a regular expression without backreferences and lookaround", () => SchemaParts.Text(), ReadPattern);

    public static readonly ScalarShape<DateOnly> Date = new(
        "a date such as 2027-03-01", () => SchemaParts.Text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        node => DateOnly.TryParseExact(node.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : Parsed<DateOnly>.Wrong());

    /// <summary>What models are run on.</summary>
    public static readonly ScalarShape<string> Device = new(
        "one of auto, cpu, cuda, cuda:0, cuda:1 …", () => SchemaParts.Text("^(auto|cpu|cuda(:[0-9]{1,3})?)$"),
        node => node.Text is "auto" or "cpu" or "cuda"
            || (node.Text is ['c', 'u', 'd', 'a', ':', .. { Length: > 0 and <= 3 } number] && number.All(char.IsAsciiDigit))
            ? node.Text
            : Parsed<string>.Wrong());

    private static Parsed<string> ReadName(ScalarNode node)
    {
        if (node.Text.Length == 0) return Parsed<string>.Wrong("it is empty");
        if (node.Text.Any(char.IsControl)) return Parsed<string>.Wrong("it holds a control character");
        if (string.IsNullOrWhiteSpace(node.Text)) return Parsed<string>.Wrong("it is blank");
        return node.Text.Length > MaxName ? Parsed<string>.Wrong("it is longer than 200 characters") : node.Text;
    }

    private static Parsed<ValuePattern> ReadValue(ScalarNode node)
    {
        if (node.Plain)
        {
            var json = node.Text switch
            {
                "" or "~" or "Null" or "NULL" => "null",
                "True" or "TRUE" => "true",
                "False" or "FALSE" => "false",
                _ => null,
            };
            if (json is not null) return Parsed<ValuePattern>.Wrong($"write {json} for JSON's {json}, or quote it for the text");
        }
        return new ValuePattern(node.Text);
    }

    private static Parsed<Regex> ReadPattern(ScalarNode node)
    {
        if (node.Text.Length == 0) return Parsed<Regex>.Wrong("it is empty");
        if (node.Text.Length > MaxPattern) return Parsed<Regex>.Wrong("it is longer than 10,000 characters");
        try
        {
            return new Regex(node.Text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (ArgumentException e)
        {
            return Parsed<Regex>.Wrong(Checking.Display.Escape(e.Message.TrimEnd('.'), 300));
        }
        catch (NotSupportedException e)
        {
            var construct = e.Message.Split(": ", 2);
            return Parsed<Regex>.Wrong(construct.Length == 2 ? $"the linear-time engine has no {construct[1].TrimEnd('.')}" : "it grows too large when its repetitions are written out");
        }
    }
}
