using System.Text.Json;
using DataGate.Onnx.Models;
using DataGate.Onnx.Tokenizers;

namespace DataGate.Onnx.Causal;

/// <summary>A causal language model: its files, read whole and examined, and what they say of themselves.</summary>
internal sealed record CausalModel
{
    /// <summary>Tokens of a text that are read at most, whatever the model could: longer texts are judged by their beginning.</summary>
    public const int MostTokens = 1024;

    /// <summary>Part of every model's identity: the number changes when the same text may be scored otherwise.</summary>
    private const string Version = "score 1";

    /// <summary>A short name for people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of every file and setting that decides a score, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The bytes of <c>model.onnx</c>.</summary>
    public required byte[] Onnx { get; init; }

    /// <summary>Where its external data lies; null: it has none.</summary>
    public string? ExternalFolder { get; init; }

    public required ITokenizer Tokenizer { get; init; }

    /// <summary>Tokens that stand before every text and are not scored; none: a text's first token isn't either.</summary>
    public required IReadOnlyList<int> Start { get; init; }

    /// <summary>Tokens that are read at most, with <see cref="Start"/>.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>
    /// Reads a folder: <c>model.onnx</c> and a tokenizer as an encoder's has; <c>config.json</c> for the token that texts start with (<c>bos_token_id</c>, where the
    /// tokenizer puts none itself) and for how many tokens the model was made for; <c>datagate.json</c> or <c>tokenizer_config.json</c> for fewer.
    /// </summary>
    /// <exception cref="EmbeddingException">The folder lacks a file, or the model doesn't fit or is refused.</exception>
    public static CausalModel Read(string folder)
    {
        using var files = new FolderFiles(folder);
        var (onnx, externalFolder) = ModelFolder.Onnx(files);
        var settings = FolderSettings.Read(files);
        if (settings.Prefix.Length > 0) throw Unfit($"{FolderSettings.File} names a prefix, and a language model reads texts as they are");
        var configuration = FolderSettings.Json(files, "config.json");
        var tokenizer = TokenizerFolder.Read(files, settings.Pieces);
        files.Add("score", Version);
        var positions = Number(configuration, "n_positions") ?? Number(configuration, "max_position_embeddings") ?? MostTokens;
        return new CausalModel
        {
            Name = ModelFolder.NameOf(folder),
            Sha256 = files.Sha256(),
            Onnx = onnx,
            ExternalFolder = externalFolder,
            Tokenizer = tokenizer,
            Start = tokenizer.Before.Count > 0 ? tokenizer.Before : Number(configuration, "bos_token_id") is { } start ? [start] : [],
            MaxTokens = Math.Min(MostTokens, Math.Min(settings.MaxLength, positions)),
        };
    }

    private static int? Number(JsonElement? file, string key) =>
        file is { } map && map.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : null;

    private static EmbeddingException Unfit(string why) => new(EmbeddingCodes.Model, why);
}
