using DataGate.Metrics.Language;
using DataGate.Onnx.Causal;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx;

/// <summary>Opens causal language models. Loading one takes a while: ask only when something is to be scored.</summary>
public static class LanguageModels
{
    /// <summary>Opens the model of the folder that the settings name, or says why it can't be run.</summary>
    /// <exception cref="EmbeddingException">What was asked for by name doesn't fit or isn't there: the model's folder, a device, ONNX Runtime's folder.</exception>
    public static OpenedLanguageModel Open(EmbedderSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!SessionFactory.HasRuntime) return OpenedLanguageModel.Without(SessionFactory.Open(new SessionRequest { Model = [], Device = settings.Device }).Reason!);
        try
        {
            var model = CausalModel.Read(settings.ModelFolder ?? throw new ArgumentException("no folder is named", nameof(settings)));
            var opened = SessionFactory.Open(new SessionRequest
            {
                Model = model.Onnx,
                ExternalFolder = model.ExternalFolder,
                Device = settings.Device,
                LibraryFolder = settings.LibraryFolder,
            });
            if (opened.Session is not { } session) return OpenedLanguageModel.Without(opened.Reason!);
            try
            {
                return new OpenedLanguageModel(new CausalScorer(model, session, opened.Device.Kind.ToString(), settings), Reason: null, opened.Remark);
            }
            catch
            {
                session.Dispose();
                throw;
            }
        }
        catch (EmbeddingException e) when (e.Code == EmbeddingCodes.Model)
        {
            throw OfLanguageModel(e);
        }
    }

    /// <summary>What reading and running say of any model, said of the language model.</summary>
    internal static EmbeddingException OfLanguageModel(EmbeddingException e) => e.Code == EmbeddingCodes.Model ? new EmbeddingException(EmbeddingCodes.LanguageModel, e.Message, e) : e;
}

/// <summary>A language model, or why there is none: perplexities are then not judged.</summary>
/// <param name="Model">Null: there is none. It may be disposable.</param>
/// <param name="Reason">Why not, with what mends it; null where there is one.</param>
/// <param name="Remark">What was done instead of what was asked for, to be said once; null: nothing.</param>
public sealed record OpenedLanguageModel(ILanguageModel? Model, string? Reason, string? Remark)
{
    /// <summary>None, and why.</summary>
    public static OpenedLanguageModel Without(string reason) => new(null, reason, Remark: null);
}
