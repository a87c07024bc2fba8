using System.Text;
using System.Text.Json;

namespace DataGate.Metrics.Samples;

/// <summary>The shape of a text that is JSON: its keys in order and the kinds of their values; equal elements beside each other count once.</summary>
internal static class JsonShape
{
    private const int Longest = 1000;

    /// <summary>Null: the text is no JSON object or array.</summary>
    public static string? Of(ReadOnlySpan<byte> utf8)
    {
        var text = utf8.Trim(" \t\r\n"u8);
        if (text.Length < 2 || text[0] is not ((byte)'{' or (byte)'[') || text[^1] is not ((byte)'}' or (byte)']')) return null;
        try
        {
            var reader = new Utf8JsonReader(text);
            var shape = new StringBuilder("json ");
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return null;
            using (document)
            {
                if (reader.BytesConsumed != text.Length) return null;
                Append(document.RootElement, shape);
            }
            return shape.Length > Longest ? shape.ToString(0, Longest) : shape.ToString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name with half a surrogate pair.
            return null;
        }
    }

    private static void Append(JsonElement element, StringBuilder shape)
    {
        if (shape.Length > Longest) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                shape.Append('{');
                foreach (var property in element.EnumerateObject())
                {
                    shape.Append(property.Name).Append(':');
                    Append(property.Value, shape);
                    shape.Append(' ');
                }
                shape.Append('}');
                break;
            case JsonValueKind.Array:
                shape.Append('[');
                var last = "";
                foreach (var item in element.EnumerateArray())
                {
                    var part = new StringBuilder();
                    Append(item, part);
                    var own = part.ToString();
                    if (own != last) shape.Append(own).Append(' ');
                    last = own;
                }
                shape.Append(']');
                break;
            default:
                shape.Append(element.ValueKind is JsonValueKind.True or JsonValueKind.False ? "truth" : element.ValueKind.ToString().ToLowerInvariant());
                break;
        }
    }
}
