using System.Buffers;
using System.Globalization;
using System.Text;
using DataGate.Files.PolicyFile.Checking;

namespace DataGate.Files.PolicyFile;

/// <summary>Writes a resolved policy as YAML, each line with the file and line that it came from.</summary>
public static class PolicyPrinter
{
    /// <summary>Characters that mean nothing in YAML, unless one of them starts a text.</summary>
    private const string Meaningless = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./@%+~*−×-";

    private static readonly SearchValues<char> s_meaningless = SearchValues.Create(Meaningless);

    /// <summary>YAML that reads as the same policy, given that relative paths are still taken from the files named behind <c>#</c>.</summary>
    public static string ToYaml(MappingNode policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var text = new StringBuilder();
        Map(policy, indent: 0, text);
        return text.ToString();
    }

    private static void Map(MappingNode map, int indent, StringBuilder text)
    {
        foreach (var (key, value) in map.Entries)
        {
            text.Append(' ', indent);
            Scalar(key, text);
            text.Append(':');
            Value(value, indent + 2, from: key, text);
        }
    }

    private static void List(SequenceNode list, int indent, StringBuilder text)
    {
        foreach (var item in list.Items)
        {
            text.Append(' ', indent).Append('-');
            Value(item, indent + 2, from: item, text);
        }
    }

    /// <summary>What stands behind a colon or a dash, to the end of its last line.</summary>
    private static void Value(PolicyNode value, int indent, PolicyNode from, StringBuilder text)
    {
        var spelt = value switch
        {
            SequenceNode { Items.Length: 0 } => " []",
            MappingNode { Entries.Length: 0 } => " {}",
            _ => "",
        };
        text.Append(spelt);
        if (value is ScalarNode scalar)
        {
            // Nothing at all is YAML's null.
            if (!scalar.Plain || scalar.Text.Length > 0) Scalar(scalar, text.Append(' '));
            from = scalar;
        }
        text.Append(CultureInfo.InvariantCulture, $"  # {Display.Escape(from.Place.File, 400)}({from.Place.Line})\n");
        if (value is MappingNode map) Map(map, indent, text);
        if (value is SequenceNode list) List(list, indent, text);
    }

    private static void Scalar(ScalarNode scalar, StringBuilder text)
    {
        if (scalar.Plain && IsSimple(scalar.Text))
        {
            text.Append(scalar.Text);
            return;
        }
        text.Append('"');
        foreach (var rune in scalar.Text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') text.Append('\\');
            if (Display.IsSeen(rune))
                text.Append(rune);
            else
                text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
        }
        text.Append('"');
    }

    /// <summary>Every number, truth value and bound, and words that mean the same with quotes and without. No expression: compiling one takes longer than the rest of a start's reading.</summary>
    internal static bool IsSimple(string text)
    {
        var (first, second) = (text.Length > 0 ? text[0] : ' ', text.Length > 1 ? text[1] : ' ');
        var starts = first switch
        {
            '.' => char.IsAsciiDigit(second),
            '+' or '-' => second == '.' || char.IsAsciiDigit(second),
            _ => char.IsAsciiLetterOrDigit(first) || first is '_' or '~',
        };
        if (!starts || text[^1] == ' ') return false;
        for (var i = 1; i < text.Length; i++)
            if (!s_meaningless.Contains(text[i]) && (text[i] != ' ' || text[i - 1] == ' ')) return false;
        return true;
    }
}
