using System.Collections.Immutable;
using System.Text;

namespace DataGate.Documents;

/// <summary>
/// What a record's text is: one field, or a template such as <c>{instruction}\n{output}</c> (<c>{{</c> and <c>}}</c> stand for braces).
/// </summary>
public sealed class TextTemplate
{
    private TextTemplate(string text, ImmutableArray<Piece> pieces) => (Text, Pieces) = (text, pieces);

    /// <summary>A literal, or a field to put in its place.</summary>
    public readonly record struct Piece(string Literal, FieldPath? Field);

    /// <summary>As the policy spells it.</summary>
    public string Text { get; }

    public ImmutableArray<Piece> Pieces { get; }

    /// <summary>The one field whose value is the text, or null for a template.</summary>
    public FieldPath? SingleField => Pieces is [{ Field: { } single }] ? single : null;

    public static TextTemplate? TryParse(string text, out string error)
    {
        if (text.AsSpan().IndexOfAny('{', '}') < 0)
        {
            var field = FieldPath.TryParse(text, out error);
            return field is null ? null : new TextTemplate(text, [new Piece("", field)]);
        }
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var literal = new StringBuilder();
        error = "";
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    error = $"in the template '{text}', '{{' is not closed";
                    return null;
                }
                var field = FieldPath.TryParse(text[(i + 1)..end], out error);
                if (field is null) return null;
                if (literal.Length > 0) pieces.Add(new Piece(literal.ToString(), null));
                literal.Clear();
                pieces.Add(new Piece("", field));
                i = end;
            }
            else if (c == '}')
            {
                error = $"in the template '{text}', '}}' closes nothing (write '}}}}' for a brace)";
                return null;
            }
            else
            {
                literal.Append(c);
            }
        }
        if (literal.Length > 0) pieces.Add(new Piece(literal.ToString(), null));
        if (!pieces.Any(p => p.Field is not null))
        {
            error = $"the template '{text}' names no field";
            return null;
        }
        return new TextTemplate(text, pieces.ToImmutable());
    }

    public static TextTemplate Parse(string text) =>
        TryParse(text, out var error) ?? throw new FormatException(error);

    public override string ToString() => Text;
}
