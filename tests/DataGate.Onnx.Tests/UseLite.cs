using System.Text.Json;
using DataGate.Onnx.Models;
using DataGate.Onnx.Tokenizers;
using DataGate.TestSupport;

namespace DataGate.Onnx.Tests;

/// <summary>The built-in model as these tests need it, and what the original says of it.</summary>
internal static class UseLite
{
    /// <summary>The model, open; the test is skipped where there is none.</summary>
    public static SentenceEmbedder Open(string? folder = null, int threads = 4, Action<int, int>? advanced = null, CancellationToken stopped = default)
    {
        var opened = Embedders.Open(new EmbedderSettings { BuiltInFolder = folder ?? Folder(), Threads = threads, Advanced = advanced, Stopped = stopped });
        if (opened.Embedder is null) Assert.Ignore(opened.Reason!);
        return (SentenceEmbedder)opened.Embedder!;
    }

    public static UseLiteTokenizer Tokenizer() => UseLiteTokenizer.Read(File.ReadAllBytes(Path.Combine(Folder(), "vocabulary.json")));

    /// <summary>The folder of the built-in model; the test is skipped where it could not be made.</summary>
    public static string Folder()
    {
        if (!File.Exists(Path.Combine(BuiltInModel.Folder, "model.onnx"))) Assert.Ignore("the built-in model could not be made when this was built: npm is missing or offline");
        return BuiltInModel.Folder;
    }

    /// <summary>One of the golden files; the test is skipped where they are not.</summary>
    public static T Golden<T>(string name) => JsonSerializer.Deserialize<T>(File.ReadAllText(Repository.SharedData("golden", "use-lite", name)))!;
}
