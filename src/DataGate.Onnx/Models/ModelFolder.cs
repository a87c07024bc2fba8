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
        using var files = new FolderFiles(folder);
        var (onnx, externalFolder) = Onnx(files);
        var settings = FolderSettings.Read(files);
        var tokenizer = TokenizerFolder.Read(files, settings.Pieces);
        files.Add("text", CleanText.Version);
        return new EncoderModel
        {
            Name = NameOf(folder),
            Sha256 = files.Sha256(),
            Onnx = onnx,
            ExternalFolder = externalFolder,
            Tokenizer = tokenizer,
            MaxTokens = settings.MaxLength,
            Prefix = settings.Prefix,
            Pooling = settings.Pooling,
        };
    }

    /// <summary>A model's short name for people: its folder's.</summary>
    public static string NameOf(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));

    /// <summary>The bytes of <c>model.onnx</c>, examined, and where its external data lies (null: it has none).</summary>
    /// <exception cref="EmbeddingException">There is none, or it is refused.</exception>
    public static (byte[] Onnx, string? ExternalFolder) Onnx(FolderFiles files)
    {
        if (!Directory.Exists(files.Folder)) throw Unfit($"there is no folder {files.Folder}");
        var onnx = files.Read(ModelFile) ?? throw Unfit($"there is no {ModelFile} in {files.Folder}");
        return (onnx, Examine(onnx, files) ? Path.GetFullPath(files.Folder) : null);
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
