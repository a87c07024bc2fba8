using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>What the command line says of embeddings.</summary>
/// <param name="Device">Null: as the policy says.</param>
/// <param name="LibraryFolder">The folder of ONNX Runtime's library; null: beside the tool.</param>
/// <param name="IsCached">Whether embeddings may be taken from the cache, and kept in it.</param>
/// <param name="Threads">Texts that are embedded at once.</param>
/// <param name="Progress">Told how far it is.</param>
internal sealed record EmbeddingRequest(Device? Device, string? LibraryFolder, bool IsCached, int Threads, Progress Progress)
{
    /// <summary>The same with what the policy says; the command line goes before it.</summary>
    public EmbedderSettings Over(EmbeddingPolicy policy) => new()
    {
        ModelFolder = policy.ModelFolder,
        Device = Device ?? Onnx.Devices.Device.TryParse(policy.Device) ?? default,
        LibraryFolder = LibraryFolder,
        Threads = Threads,
    };
}
