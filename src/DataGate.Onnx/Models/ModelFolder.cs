using DataGate.Onnx.Examining;
using DataGate.Onnx.Preparation;
using DataGate.Onnx.Tokenizers;

namespace DataGate.Onnx.Models;

/// <summary>A sentence encoder of one's own: a folder with <c>model.onnx</c> and the files of its tokenizer.</summary>
internal static class ModelFolder
{
    private const string ModelFile = "model.onnx";

    /// <exception cref="EmbeddingException">The folder lacks a file, or the model doesn't fit or is refused.</exception>
    public static EncoderModel Read(string folder)
    {
        if (!Directory.Exists(folder)) throw Unfit($"there is no folder {folder}");
        using var files = new FolderFiles(folder);
        var onnx = files.Read(ModelFile) ?? throw Unfit($"there is no {ModelFile} in {folder}");
        var isSplit = Examine(onnx, files);
        var settings = FolderSettings.Read(files);
        var tokenizer = TokenizerFolder.Read(files, settings.Pieces);
        files.Add("text", CleanText.Version);
        return new EncoderModel
        {
            Name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            Sha256 = files.Sha256(),
            Onnx = onnx,
            ExternalFolder = isSplit ? Path.GetFullPath(folder) : null,
            Tokenizer = tokenizer,
            MaxTokens = settings.MaxLength,
            Prefix = settings.Prefix,
            Pooling = settings.Pooling,
        };
    }

    /// <summary>Whether the model keeps data in files beside it; those are then part of its identity.</summary>
    private static bool Examine(byte[] onnx, FolderFiles files)
    {
        try
        {
            var facts = OnnxExaminer.Examine(onnx);
            if (ModelRefusal.Of(facts) is { } why) throw Unfit($"the model in {files.Folder} is refused: {why}");
            foreach (var name in facts.ExternalFiles.Order(StringComparer.Ordinal))
                _ = files.Read(name) ?? throw Unfit($"the model keeps data in '{name}', which is not in {files.Folder}");
            return facts.ExternalFiles.Count > 0;
        }
        catch (InvalidDataException e)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"{Path.Join(files.Folder, ModelFile)} is no ONNX model: {e.Message}", e);
        }
    }

    private static EmbeddingException Unfit(string message) => new(EmbeddingCodes.Model, message);
}
