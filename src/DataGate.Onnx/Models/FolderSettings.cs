using System.Text.Json;

namespace DataGate.Onnx.Models;

/// <summary>How a model of one's own is to be used, by the files that stand beside it.</summary>
/// <param name="MaxLength">Tokens at once, with those that the tokenizer adds, 2 … 8192. Default: 512, where no file says otherwise.</param>
/// <param name="Prefix">Put before every text. Default: nothing.</param>
/// <param name="Pooling">Default: the mean.</param>
/// <param name="Pieces">How it numbers the pieces of a SentencePiece file. Default: null, no file says it.</param>
internal sealed record FolderSettings(int MaxLength, string Prefix, Pooling Pooling, JsonElement? Pieces)
{
    public const string File = "datagate.json";

    private const int DefaultLength = 512;
    private const int MaxMaxLength = 8192;
    private const int MaxPrefix = 1000;

    /// <summary>
    /// <c>datagate.json</c> { "max-length", "prefix", "pooling": "mean" or "first", "sentencepiece" } first; then what sentence encoders are published with: <c>sentence_bert_config.json</c>
    /// and <c>tokenizer_config.json</c> for the length, <c>1_Pooling/config.json</c> for the pooling.
    /// </summary>
    /// <exception cref="EmbeddingException">A file is no JSON, or <c>datagate.json</c> holds what it doesn't have.</exception>
    public static FolderSettings Read(FolderFiles files)
    {
        var (own, bert, tokenizer, pooling) = (
            Json(files, File), Json(files, "sentence_bert_config.json"), Json(files, "tokenizer_config.json"), Json(files, Path.Join("1_Pooling", "config.json")));
        if (own is { } settings && settings.EnumerateObject().Select(entry => entry.Name).FirstOrDefault(name => name is not ("max-length" or "prefix" or "pooling" or "sentencepiece")) is { } unknown)
            throw Wrong($"has no key '{unknown}': max-length, prefix, pooling and sentencepiece are its keys");
        return new FolderSettings(OwnLength(own) ?? Length(bert, "max_seq_length") ?? Length(tokenizer, "model_max_length") ?? DefaultLength, Text(own, "prefix") ?? "", PoolingOf(own, pooling), Value(own, "sentencepiece"));
    }

    private static Pooling PoolingOf(JsonElement? own, JsonElement? published)
    {
        switch (Text(own, "pooling"))
        {
            case "mean": return Pooling.Mean;
            case "first": return Pooling.First;
            case { } other: throw Wrong($"says pooling '{other}': it is mean or first");
        }
        bool Says(string mode) => Value(published, mode) is { ValueKind: JsonValueKind.True };
        if (Says("pooling_mode_cls_token")) return Pooling.First;
        if (published is null || Says("pooling_mode_mean_tokens")) return Pooling.Mean;
        throw new EmbeddingException(EmbeddingCodes.Model, $"the model pools in a way that isn't known here (1_Pooling/config.json): mean or the first token, which {File} may name");
    }

    private static int? OwnLength(JsonElement? own) => Value(own, "max-length") is not { } value ? null
        : value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var length) && length is >= 2 and <= MaxMaxLength ? length
        : throw Wrong($"says max-length {value}: it is a whole number from 2 to {MaxMaxLength}");

    /// <summary>Files of others write a huge number for none.</summary>
    private static int? Length(JsonElement? file, string key) =>
        Value(file, key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var length) && length is >= 2 and <= MaxMaxLength ? length : null;

    private static string? Text(JsonElement? own, string key) => Value(own, key) is not { } value ? null
        : value.ValueKind is JsonValueKind.String && value.GetString() is { Length: <= MaxPrefix } text ? text
        : throw Wrong($"says {key} {value}: it is a text of at most {MaxPrefix} characters");

    private static JsonElement? Value(JsonElement? file, string key) => file is { } map && map.TryGetProperty(key, out var value) ? value : null;

    /// <summary>A file of settings; null: it isn't there.</summary>
    /// <exception cref="EmbeddingException">It is no object of JSON.</exception>
    public static JsonElement? Json(FolderFiles files, string name)
    {
        if (files.Read(name, FolderFiles.MaxTextBytes) is not { } content) return null;
        try
        {
            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException("it is no object");
        }
        catch (JsonException e)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"{Path.Join(files.Folder, name)} can't be read: {e.Message}", e);
        }
    }

    private static EmbeddingException Wrong(string what) => new(EmbeddingCodes.Model, $"{File} {what}");
}
