using System.Collections.Immutable;

namespace DataGate.Documents;

/// <summary>
/// Names one value of a record: a top-level field by its name, or any value by JSON pointer (RFC 6901) when it starts with <c>/</c>.
/// </summary>
public sealed class FieldPath : IEquatable<FieldPath>
{
    private FieldPath(string text, ImmutableArray<string> segments) => (Text, Segments) = (text, segments);

    /// <summary>As the policy spells it.</summary>
    public string Text { get; }

    /// <summary>Unescaped names (or array indexes) from the top of the record down; never empty.</summary>
    public ImmutableArray<string> Segments { get; }

    /// <summary>Null, with a reason, where <paramref name="text"/> names no value.</summary>
    public static FieldPath? TryParse(string text, out string error)
    {
        error = "";
        if (text.Length == 0)
        {
            error = "a field name is empty";
            return null;
        }
        if (text[0] != '/') return new FieldPath(text, [text]);
        var segments = text[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            for (var at = segments[i].IndexOf('~', StringComparison.Ordinal); at >= 0; at = segments[i].IndexOf('~', at + 1))
            {
                if (at + 1 < segments[i].Length && segments[i][at + 1] is '0' or '1') continue;
                error = $"in the JSON pointer '{text}', '~' must be followed by 0 or 1";
                return null;
            }
            segments[i] = segments[i].Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
        }
        return new FieldPath(text, [.. segments]);
    }

    public static FieldPath Parse(string text) =>
        TryParse(text, out var error) ?? throw new FormatException(error);

    public bool Equals(FieldPath? other) => other is not null && Segments.SequenceEqual(other.Segments, StringComparer.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as FieldPath);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var segment in Segments) hash.Add(segment, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public override string ToString() => Text;
}
