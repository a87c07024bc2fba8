using DataGate.Files.Reports.Escaping;
using DataGate.Metrics.Embeddings;
using DataGate.Onnx;

namespace DataGate.Tool.Commands;

/// <summary>The embedder of one run, opened when the first text is to be embedded.</summary>
internal sealed class Embedding : IDisposable
{
    private readonly Host _host;
    private readonly EmbedderSettings _settings;
    private OpenedEmbedder? _opened;

    public Embedding(Host host, EmbedderSettings settings)
    {
        (_host, _settings) = (host, settings);
        Texts = new TextEmbeddings(Open);
    }

    /// <summary>The embeddings of the run's texts.</summary>
    public TextEmbeddings Texts { get; }

    public void Dispose() => (_opened?.Embedder as IDisposable)?.Dispose();

    private EmbedderOffer Open()
    {
        _opened = _host.OpenEmbedder(_settings);
        if (_opened.Remark is { } remark) _host.Error.WriteLine(Terminal.Escape($"datagate: {remark}"));
        return new EmbedderOffer(_opened.Embedder, _opened.Reason);
    }
}
