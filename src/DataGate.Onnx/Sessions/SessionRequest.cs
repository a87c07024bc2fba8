using DataGate.Onnx.Devices;

namespace DataGate.Onnx.Sessions;

/// <summary>What a session is opened with.</summary>
internal sealed record SessionRequest
{
    /// <summary>The model's bytes, already examined.</summary>
    public required byte[] Model { get; init; }

    /// <summary>Where its external data may be read from; null: it has none.</summary>
    public string? ExternalFolder { get; init; }

    public required Device Device { get; init; }

    /// <summary>The folder to take ONNX Runtime's library from; null: beside the tool.</summary>
    public string? LibraryFolder { get; init; }
}

/// <summary>A session, or why there is none.</summary>
/// <param name="Session">Null: there is none.</param>
/// <param name="Reason">Why not, with what mends it; null where there is one.</param>
/// <param name="Device">What it runs on.</param>
/// <param name="Remark">What was done instead of what was asked for; null: nothing.</param>
internal sealed record OpenedSession(IModelSession? Session, string? Reason, Device Device, string? Remark);
