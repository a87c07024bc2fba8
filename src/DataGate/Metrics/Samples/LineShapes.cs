using System.Collections.Frozen;
using System.Text;

namespace DataGate.Metrics.Samples;

/// <summary>The shapes of lists and of code: texts whose lines have a form.</summary>
internal static class LineShapes
{
    private const int CodeTokens = 24;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> s_keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. ("def class import from return if elif else for while in not and or try except finally with as lambda yield async await function var let const new public private "
                + "protected static void int float double string bool char using namespace include struct enum switch case break continue null true false None True False this self "
                + "SELECT FROM WHERE INSERT UPDATE DELETE JOIN GROUP ORDER BY select where print").Split(' '),
        ]).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The shape of a list or of code; null: it is neither.</summary>
    public static string? Of(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("```")) return Code(text);
        if (!text.Contains('\n')) return null;
        var (lines, items, code, firstItem, at) = (0, 0, 0, -1, 0);
        foreach (var range in text.Split('\n'))
        {
            at = range.Start.GetOffset(text.Length);
            var line = text[range];
            if (line.IsWhiteSpace()) continue;
            lines++;
            if (Marker(line.TrimStart()) is not null)
            {
                items++;
                if (firstItem < 0) firstItem = at;
            }
            else if (IsCode(line))
            {
                code++;
            }
        }
        if (items >= 2 && items * 2 >= lines - 1) return List(text, firstItem);
        return code >= 2 && code * 2 > lines ? Code(text) : null;
    }

    private static string List(ReadOnlySpan<char> text, int firstItem)
    {
        var item = text[firstItem..].TrimStart();
        var marker = Marker(item)!;
        // What introduces a list tells it from others; without, its first item does.
        var intro = text[..firstItem].Trim();
        if (!intro.IsEmpty) return $"list {marker} after {Shape.Prose(intro)}";
        var end = item.IndexOf('\n');
        item = end < 0 ? item : item[..end];
        return $"list {marker} {Shape.Prose(item[MarkerLength(item)..])}";
    }

    private static string Code(ReadOnlySpan<char> text)
    {
        var code = new StringBuilder("code");
        var tokens = new ShapeTokens(text);
        for (var i = 0; i < CodeTokens && tokens.Next(); i++)
        {
            var isKept = tokens.Piece == ShapePiece.Mark || (tokens.Piece == ShapePiece.Word && s_keywords.Contains(tokens.Current));
            code.Append(' ').Append(isKept ? tokens.Current : [Shape.Slot]);
        }
        return code.ToString();
    }

    /// <summary>The kind of marker that a line begins with: <c>-</c>, or <c>1.</c>.</summary>
    private static string? Marker(ReadOnlySpan<char> line)
    {
        var length = MarkerLength(line);
        return length == 0 ? null : char.IsAsciiDigit(line[0]) ? "1." : "-";
    }

    private static int MarkerLength(ReadOnlySpan<char> line)
    {
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        if (digits is > 0 and <= 3 && line[digits] is '.' or ')' or ':' && digits + 1 < line.Length && line[digits + 1] == ' ') return digits + 2;
        return line.Length > 1 && line[0] is '-' or '*' or '•' or '–' && line[1] == ' ' ? 2 : 0;
    }

    private static bool IsCode(ReadOnlySpan<char> line)
    {
        var trimmed = line.Trim();
        if (trimmed[^1] is ';' or '{' or '}' || trimmed.StartsWith("#include") || trimmed.StartsWith("//")) return true;
        var word = trimmed.IndexOfAny(" (:.");
        var isKeyword = word > 0 && s_keywords.Contains(trimmed[..word]);
        return (isKeyword && trimmed[^1] is ':' or ')') || trimmed.StartsWith("import ") || trimmed.StartsWith("return ")
            || (line[0] is ' ' or '\t' && trimmed.IndexOfAny("=()[]") >= 0);
    }
}
