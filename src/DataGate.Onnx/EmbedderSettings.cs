using DataGate.Onnx.Devices;

namespace DataGate.Onnx;

/// <summary>How embeddings are to be made, or texts to be scored by a language model.</summary>
public sealed record EmbedderSettings
{
    /// <summary>A folder with <c>model.onnx</c> and tokenizer files; null: the built-in model, which there is of embeddings alone. Default: null.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Default: auto.</summary>
    public Device Device { get; init; }

    /// <summary>The folder to take ONNX Runtime's library from; null: beside the tool. Default: null.</summary>
    public string? LibraryFolder { get; init; }

    /// <summary>Texts that are read at once. Default: one a core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Where the built-in model stands. Default: beside the tool.</summary>
    public string BuiltInFolder { get; init; } = Models.BuiltInModel.Folder;

    /// <summary>Told after every text, from any thread: how many of how many are done. Default: nobody.</summary>
    public Action<int, int>? Advanced { get; init; }

    /// <summary>Asks to stop. Default: never.</summary>
    public CancellationToken Stopped { get; init; }
}
