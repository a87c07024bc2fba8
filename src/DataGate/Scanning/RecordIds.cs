using System.Text.Json;
using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Scanning;

/// <summary>Ids of records as hashes. Ids are compared as text of the JSON scalar: <c>5</c> and <c>"5"</c> are one. An empty text is no id.</summary>
internal static class RecordIds
{
    /// <summary>0 for no id.</summary>
    public static ulong Hash(ReadOnlySpan<byte> utf8, ulong seed)
    {
        if (utf8.IsEmpty) return 0;
        var hash = Hash64.Of(utf8, seed);
        return hash == 0 ? 1 : hash;
    }

    /// <summary>Adds the ids of a field that holds one, or a list of them; false where it holds anything else as well.</summary>
    public static bool AddAll(ReadOnlySpan<byte> utf8, ValueKind kind, ulong seed, List<ulong> ids)
    {
        if (kind == ValueKind.Object) return false;
        if (kind != ValueKind.Array)
        {
            Add(Hash(utf8, seed), ids);
            return true;
        }
        try
        {
            return AddList(utf8, seed, ids);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // A text in it is no valid Unicode.
            return false;
        }
    }

    private static bool AddList(ReadOnlySpan<byte> json, ulong seed, List<ulong> ids)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024 });
        var fine = true;
        byte[]? unescaped = null;
        reader.Read();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.String when reader.ValueIsEscaped:
                    unescaped ??= new byte[json.Length];
                    Add(Hash(unescaped.AsSpan(0, reader.CopyString(unescaped)), seed), ids);
                    break;
                case JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    Add(Hash(reader.ValueSpan, seed), ids);
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    fine = false;
                    reader.Skip();
                    break;
            }
        }
        return fine;
    }

    private static void Add(ulong id, List<ulong> ids)
    {
        if (id != 0) ids.Add(id);
    }
}
