using System.Text;
using System.Text.Json;
using DataGate.Onnx.Models;
using DataGate.Onnx.Tokenizers.Bytes;
using DataGate.Onnx.Tokenizers.Json;
using DataGate.Onnx.Tokenizers.SentencePiece;

namespace DataGate.Onnx.Tokenizers;

/// <summary>Finds the tokenizer of a model's folder: <c>tokenizer.json</c>, else <c>vocab.json</c> with <c>merges.txt</c>, else <c>vocab.txt</c>, else a SentencePiece <c>.model</c>.</summary>
internal static class TokenizerFolder
{
    private const string JsonFile = "tokenizer.json";
    private const string VocabularyFile = "vocab.txt";
    private const string ConfigurationFile = "tokenizer_config.json";

    /// <param name="files">The folder's.</param>
    /// <param name="pieces">How the model numbers SentencePiece's pieces, as <c>datagate.json</c> says it; null: it doesn't.</param>
    /// <exception cref="EmbeddingException">There is none, or it is of a kind that isn't known here.</exception>
    public static ITokenizer Read(FolderFiles files, JsonElement? pieces)
    {
        try
        {
            if (files.Read(JsonFile, FolderFiles.MaxTextBytes) is { } json)
            {
                using var document = JsonDocument.Parse(json);
                return TokenizerJson.Read(document.RootElement);
            }
            if (ClassicFiles.Find(files) is { } found) return Configured(files, configuration => ClassicFiles.Read(found.Vocabulary, found.Merges, configuration));
            if (files.Read(VocabularyFile, FolderFiles.MaxTextBytes) is { } vocabulary) return OfVocabulary(vocabulary, files);
            foreach (var name in SentencePieceModel.Files)
                if (files.Read(name, FolderFiles.MaxTextBytes) is { } model) return SentencePieceModel.Read(model, pieces);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"the tokenizer in {files.Folder} doesn't fit: {e.Message}", e);
        }
        throw new EmbeddingException(EmbeddingCodes.Model, $"there is none of {JsonFile}, {ClassicFiles.VocabularyFile} with {ClassicFiles.MergesFile}, {VocabularyFile} and {string.Join(", ", SentencePieceModel.Files)} in {files.Folder}");
    }

    /// <summary>What is made of <c>tokenizer_config.json</c>, of null where there is none.</summary>
    private static T Configured<T>(FolderFiles files, Func<JsonElement?, T> make)
    {
        if (files.Read(ConfigurationFile, FolderFiles.MaxTextBytes) is not { } content) return make(null);
        using var document = JsonDocument.Parse(content);
        return make(document.RootElement);
    }

    /// <summary>A WordPiece vocabulary, a piece on each line by id, as BERT's was published. Lower case unless <c>tokenizer_config.json</c> says otherwise.</summary>
    private static WordPieceTokenizer OfVocabulary(byte[] content, FolderFiles files)
    {
        var pieces = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').TrimEnd('\n').Split('\n');
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < pieces.Length; id++) ids[pieces[id].TrimEnd('\r')] = id;
        var isLower = Configured(files, configuration => configuration is not { } map || !map.TryGetProperty("do_lower_case", out var value) || value.GetBoolean());
        return new WordPieceTokenizer(ids, new BertText { IsLower = isLower, StripsAccents = isLower })
        {
            Before = [Special("[CLS]")],
            After = [Special("[SEP]")],
        };
        int Special(string piece) => ids.TryGetValue(piece, out var id) ? id : throw new InvalidDataException($"its vocabulary has no {piece}");
    }
}
