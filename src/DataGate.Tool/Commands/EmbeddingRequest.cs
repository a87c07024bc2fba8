using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>What the command line says of models.</summary>
/// <param name="Device">Null: as the policy says.</param>
/// <param name="LibraryFolder">The folder of ONNX Runtime's library; null: beside the tool.</param>
/// <param name="IsCached">Whether what models made of texts may be taken from the cache, and kept in it.</param>
/// <param name="IsDetailed">Whether to say again what was said in an earlier run.</param>
/// <param name="Threads">Texts that are read at once.</param>
/// <param name="Progress">Told how far it is.</param>
internal sealed record EmbeddingRequest(Device? Device, string? LibraryFolder, bool IsCached, bool IsDetailed, int Threads, Progress Progress)
{
    /// <summary>The same with what the policy says; the command line goes before it.</summary>
    public EmbedderSettings Over(EmbeddingPolicy policy) => Over(policy.ModelFolder, policy.Device);

    /// <summary>The same of the language model.</summary>
    public EmbedderSettings Over(LanguageModelPolicy policy) => Over(policy.ModelFolder, policy.Device);

    private EmbedderSettings Over(string? modelFolder, string device) => new()
    {
        ModelFolder = modelFolder,
        Device = Device ?? Onnx.Devices.Device.TryParse(device) ?? default,
        LibraryFolder = LibraryFolder,
        Threads = Threads,
    };
}
