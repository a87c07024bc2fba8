using System.Text;
using System.Text.Json;
using DataGate.Onnx.Models;
using DataGate.Onnx.Tokenizers.Json;

namespace DataGate.Onnx.Tokenizers.SentencePiece;

/// <summary>
/// A tokenizer out of a SentencePiece <c>.model</c> file (Kudo and Richardson 2018, arXiv:1808.06226). Such a file doesn't say under which numbers the model knows its pieces, nor
/// which signs it wants around a text, and wrong ones give embeddings of something else: <c>datagate.json</c> has to.
/// </summary>
internal static class SentencePieceModel
{
    /// <summary>Names that the file goes by, the first that is there.</summary>
    public static readonly string[] Files = ["tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "spm.model"];

    private const int MaxOffset = 1000;
    private const char Space = '▁';
    private const string Example = "{ \"sentencepiece\": { \"offset\": 0, \"before\": [], \"after\": [1] } }";

    /// <exception cref="InvalidDataException">File or settings are wrong, or ask for what isn't known here.</exception>
    public static ITokenizer Read(byte[] content, JsonElement? settings)
    {
        if (settings is not { } numbers) throw new InvalidDataException($"{FolderSettings.File} is to say how the model numbers its pieces and what stands around a text: {Example}");
        var file = PieceFile.Read(content);
        var unknown = Unknown(file);
        if (numbers.ValueKind is not JsonValueKind.Object) throw Wrong("is no object");
        if (numbers.EnumerateObject().Select(entry => entry.Name).FirstOrDefault(name => name is not ("offset" or "unknown" or "before" or "after")) is { } odd)
            throw Wrong($"has no key '{odd}': offset, unknown, before and after are its keys");
        var offset = Whole(numbers, "offset", 0, MaxOffset) ?? 0;
        var pieces = new (string Piece, double Score)[offset + file.Pieces.Count];
        Array.Fill(pieces, ("", 0.0));
        double[] scores = [.. file.Pieces.Where(piece => piece.Kind is PieceKind.Normal).Select(piece => (double)piece.Score).DefaultIfEmpty(0)];
        var largest = scores.Max();
        var map = file.CharacterMap.Length > 0 ? new CharacterMap(file.CharacterMap) : null;
        for (var i = 0; i < file.Pieces.Count; i++)
        {
            if (i == unknown || file.Pieces[i].Kind is PieceKind.Control or PieceKind.Unused) continue;
            pieces[i + offset] = (file.Pieces[i].Text, Score(file.Pieces[i], largest, map));
        }
        return new UnigramTokenizer(pieces, Whole(numbers, "unknown", 0, pieces.Length - 1) ?? unknown + offset, Normaliser(file, map), file.AddsSpace, scores.Min())
        {
            Before = Signs(numbers, "before", pieces.Length),
            After = Signs(numbers, "after", pieces.Length),
        };
    }

    private static int Unknown(PieceFile file)
    {
        var unknown = -1;
        for (var i = 0; i < file.Pieces.Count; i++)
        {
            if (file.Pieces[i].Kind is PieceKind.Byte) throw new InvalidDataException("it falls back to bytes, which isn't known here");
            if (file.Pieces[i].Kind is PieceKind.Unknown) unknown = i;
        }
        return unknown >= 0 ? unknown : throw new InvalidDataException("it has no piece for the unknown");
    }

    /// <summary>A piece's own score; one that its maker set is worth more than any path through others.</summary>
    private static double Score(ModelPiece piece, double largest, CharacterMap? map)
    {
        if (piece.Text.IndexOf(Space, Math.Min(1, piece.Text.Length)) > 0 && piece.Text.AsSpan().Trim(Space).Length > 0) throw new InvalidDataException($"its piece '{piece.Text}' reaches over words, which isn't known here");
        if (piece.Kind is not PieceKind.UserDefined) return piece.Score;
        if (map is not null && map.Apply(piece.Text) != piece.Text) throw new InvalidDataException($"its own piece '{piece.Text}' would be normalised away, which isn't known here");
        return (Encoding.UTF8.GetByteCount(piece.Text) * largest) - 0.1;
    }

    private static Func<string, string> Normaliser(PieceFile file, CharacterMap? map) => text =>
    {
        var mapped = map is null ? text : map.Apply(text);
        return file.TrimsSpaces ? string.Join(' ', mapped.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : mapped;
    };

    private static int[] Signs(JsonElement settings, string key, int count)
    {
        if (!settings.TryGetProperty(key, out var list)) return [];
        if (list.ValueKind is not JsonValueKind.Array) throw Wrong($"says {key} {list}: it is a list of numbers");
        return [.. list.EnumerateArray().Select(id => Whole(id, 0, count - 1) ?? throw Wrong($"says {key} {id}: the model has pieces 0 to {count - 1}"))];
    }

    private static int? Whole(JsonElement settings, string key, int min, int max) => !settings.TryGetProperty(key, out var value) ? null
        : Whole(value, min, max) ?? throw Wrong($"says {key} {value}: it is a whole number from {min} to {max}");

    private static int? Whole(JsonElement value, int min, int max) =>
        value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max ? number : null;

    private static InvalidDataException Wrong(string what) => new($"'sentencepiece' in {FolderSettings.File} {what}");
}
