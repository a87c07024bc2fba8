using System.Text.Json;
using DataGate.Documents;

namespace DataGate.Files.Readers.Json;

/// <summary>How the text of a record turned out.</summary>
internal enum ParseOutcome
{
    /// <summary>An object, closed at <see cref="RecordParser.Consumed"/>.</summary>
    Complete,

    /// <summary>The start of an object.</summary>
    Incomplete,

    Malformed,

    TooDeep,
}

/// <summary>
/// Reads one JSON object once: takes the fields that are asked for, checks the rest, and notes duplicate keys and
/// broken escapes. Allocates nothing for a record that is well formed.
/// </summary>
internal sealed class RecordParser(FieldNode root, Record record, int depth)
{
    private readonly JsonReaderState _start = new(new JsonReaderOptions { MaxDepth = depth + 1 });
    private readonly Frame[] _open = new Frame[depth];
    private readonly KeySet _keys = new();

    /// <summary>Bytes that the object takes, or where a record that is too deep is so.</summary>
    public int Consumed { get; private set; }

    /// <summary>What is malformed.</summary>
    public JsonException? Fault { get; private set; }

    /// <summary>Where the first key that stands twice stands for the second time, behind its quote; or a negative number.</summary>
    public int DuplicateAt { get; private set; }

    /// <summary>The first key that stands twice, without its escapes.</summary>
    public byte[] Duplicate { get; private set; } = [];

    /// <summary>Where the first half of a surrogate pair stands without the other, or a negative number.</summary>
    public int HalfAt { get; private set; }

    /// <summary>Parses the object that <paramref name="json"/> starts with; what follows it is left alone.</summary>
    public ParseOutcome Parse(ReadOnlySpan<byte> json)
    {
        record.Clear();
        _keys.Clear();
        (DuplicateAt, HalfAt, Fault) = (-1, -1, null);
        var reader = new Utf8JsonReader(json, isFinalBlock: false, _start);
        try
        {
            return Walk(ref reader, json);
        }
        catch (JsonException e)
        {
            Fault = e;
            return ParseOutcome.Malformed;
        }
    }

    private ParseOutcome Walk(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var top = -1;
        FieldNode? node = root;
        while (reader.Read())
        {
            var token = reader.TokenType;
            if (token == JsonTokenType.PropertyName)
            {
                node = Name(ref reader, _open[top].Scope, _open[top].Node, json);
                continue;
            }
            if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                var end = (int)reader.BytesConsumed;
                if (_open[top].Node is { } closed)
                    Take(closed, token == JsonTokenType.EndObject ? ValueKind.Object : ValueKind.Array, json[_open[top].Start..end]);
                if (--top >= 0) continue;
                Consumed = end;
                return ParseOutcome.Complete;
            }
            if (top >= 0 && !_open[top].IsObject) node = _open[top].Node?.Child(_open[top].Index++);
            if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (++top == _open.Length)
                {
                    Consumed = (int)reader.TokenStartIndex;
                    return ParseOutcome.TooDeep;
                }
                var isObject = token == JsonTokenType.StartObject;
                _open[top] = new Frame(node, (int)reader.TokenStartIndex, isObject ? _keys.Open() : 0, isObject);
            }
            else
            {
                Scalar(ref reader, node);
            }
        }
        return ParseOutcome.Incomplete;
    }

    /// <summary>Notes a key and finds what was asked for under it.</summary>
    private FieldNode? Name(ref Utf8JsonReader reader, ulong scope, FieldNode? parent, ReadOnlySpan<byte> json)
    {
        var name = reader.ValueSpan;
        var start = (int)reader.TokenStartIndex + 1;
        var at = start;
        if (reader.ValueIsEscaped)
        {
            name = _keys.Unescape(name, out var half);
            NoteHalf(half, start);
            at = -1;
        }
        if (DuplicateAt < 0 && !_keys.Add(scope, name, at, json))
        {
            DuplicateAt = start;
            Duplicate = name.ToArray();
        }
        var node = parent?.Child(name);
        // The last of two values counts, with nothing left of the one before.
        if (node is { Children.Length: > 0 }) Forget(node);
        return node;
    }

    private void Forget(FieldNode node)
    {
        foreach (var field in node.Fields) record.Set(field, ValueKind.Missing, []);
        foreach (var child in node.Children) Forget(child);
    }

    private void Scalar(ref Utf8JsonReader reader, FieldNode? node)
    {
        var value = reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.String)
        {
            if (node is not null) Take(node, Kind(reader.TokenType), value);
            return;
        }
        if (!reader.ValueIsEscaped)
        {
            if (node is not null) Take(node, ValueKind.Text, value);
            return;
        }
        var start = (int)reader.TokenStartIndex + 1;
        if (node is null || node.Fields.Length == 0)
        {
            if (HalfAt < 0) NoteHalf(JsonText.FindHalf(value), start);
            return;
        }
        foreach (var field in node.Fields)
        {
            record.Trim(field, JsonText.Unescape(value, record.Reserve(field, ValueKind.Text, value.Length), out var half));
            NoteHalf(half, start);
        }
    }

    private void Take(FieldNode node, ValueKind kind, ReadOnlySpan<byte> value)
    {
        foreach (var field in node.Fields) record.Set(field, kind, value);
    }

    private void NoteHalf(int half, int start)
    {
        if (HalfAt < 0 && half >= 0) HalfAt = start + half;
    }

    private static ValueKind Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.Number => ValueKind.Number,
        JsonTokenType.True => ValueKind.True,
        JsonTokenType.False => ValueKind.False,
        _ => ValueKind.Null,
    };

    /// <summary>An object or array that is not closed yet.</summary>
    private record struct Frame(FieldNode? Node, int Start, ulong Scope, bool IsObject)
    {
        /// <summary>Of the next element of an array.</summary>
        public int Index;
    }
}
