using DataGate.Metrics.Embeddings;
using DataGate.Onnx.Models;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx;

/// <summary>Opens embedders. Loading a model takes a while: ask only when something is to be embedded.</summary>
public static class Embedders
{
    /// <summary>Opens the embedder that the settings ask for, or says why there is none.</summary>
    /// <exception cref="EmbeddingException">What was asked for by name doesn't fit or isn't there: a model's folder, a device, ONNX Runtime's folder.</exception>
    public static OpenedEmbedder Open(EmbedderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!SessionFactory.HasRuntime) return OpenedEmbedder.Without(SessionFactory.Open(new SessionRequest { Model = [], Device = settings.Device }).Reason!);
        var found = settings.ModelFolder is { } folder ? ModelFolder.Read(folder) : BuiltInModel.Read(settings.BuiltInFolder);
        if (found is not { } model)
            return OpenedEmbedder.Without("this DataGate was built without its model: install Node.js with npm, then build it again with 'dotnet build'");
        var opened = SessionFactory.Open(new SessionRequest
        {
            Model = model.Onnx,
            ExternalFolder = model.ExternalFolder,
            Device = settings.Device,
            LibraryFolder = settings.LibraryFolder,
        });
        if (opened.Session is not { } session) return OpenedEmbedder.Without(opened.Reason!);
        try
        {
            return new OpenedEmbedder(new SentenceEmbedder(model, session, opened.Device.Kind, settings), Reason: null, opened.Remark);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}

/// <summary>An embedder, or why there is none: what rests on embeddings is then not judged.</summary>
/// <param name="Embedder">Null: there is none. It may be disposable.</param>
/// <param name="Reason">Why not, with what mends it; null where there is one.</param>
/// <param name="Remark">What was done instead of what was asked for, to be said once; null: nothing.</param>
public sealed record OpenedEmbedder(IEmbedder? Embedder, string? Reason, string? Remark)
{
    /// <summary>None, and why.</summary>
    public static OpenedEmbedder Without(string reason) => new(null, reason, Remark: null);
}
