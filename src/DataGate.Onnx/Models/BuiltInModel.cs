using System.Text.Json;
using DataGate.Onnx.Preparation;
using DataGate.Onnx.Tokenizers;

namespace DataGate.Onnx.Models;

/// <summary>
/// The encoder that ships with the tool: Universal Sentence Encoder Lite (Cer et al. 2018, arXiv:1803.11175), English, 512 components, at most 128 tokens at once.
/// <c>provenance.json</c> beside it says what it was made from.
/// </summary>
internal static class BuiltInModel
{
    public const string Name = "use-lite";

    private const int MaxTokens = 128;

    /// <summary>Where it stands beside the tool.</summary>
    public static string Folder { get; } = Path.Join(AppContext.BaseDirectory, "models", "builtin");

    /// <summary>The model, or null where it isn't there: it could not be made when the tool was built.</summary>
    /// <exception cref="EmbeddingException">Its files are damaged.</exception>
    public static EncoderModel? Read(string folder)
    {
        var (model, vocabulary) = (Path.Join(folder, "model.onnx"), Path.Join(folder, "vocabulary.json"));
        if (!File.Exists(model) || !File.Exists(vocabulary)) return null;
        try
        {
            var (onnx, pieces) = (File.ReadAllBytes(model), File.ReadAllBytes(vocabulary));
            using var identity = new ModelIdentity();
            return new EncoderModel
            {
                Name = Name,
                Sha256 = identity.Add("model", onnx).Add("vocabulary", pieces).Add("text", CleanText.Version).Add("tokenizer", "use-lite 1").Sha256(),
                Onnx = onnx,
                Tokenizer = UseLiteTokenizer.Read(pieces),
                MaxTokens = MaxTokens,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"the built-in model in {folder} can't be read: {e.Message}", e);
        }
    }
}
