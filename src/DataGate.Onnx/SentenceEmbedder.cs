using DataGate.Metrics.Embeddings;
using DataGate.Onnx.Models;
using DataGate.Onnx.Preparation;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx;

/// <summary>
/// Embeds texts with a model: each text on its own, several at once, so that no embedding depends on its neighbours. A text of more tokens than the model sees at once
/// is cut into pieces of about one length, whose embeddings are averaged by their tokens.
/// </summary>
internal sealed class SentenceEmbedder : IEmbedder, IDisposable
{
    /// <summary>Pieces of a text that are embedded; what comes after them is not read.</summary>
    private const int MaxPieces = 64;

    /// <summary>More characters than a token of any vocabulary here has.</summary>
    private const int CharactersPerToken = 32;

    private const string Version = "pieces 1";
    private readonly EncoderModel _model;
    private readonly IModelSession _session;
    private readonly ModelSignature _signature;
    private readonly EmbedderSettings _settings;
    private readonly int _room;

    public SentenceEmbedder(EncoderModel model, IModelSession session, string device, EmbedderSettings settings)
    {
        (_model, _session, _settings) = (model, session, settings);
        _signature = ModelSignature.Of(session.Inputs, session.Outputs);
        _room = model.MaxTokens - model.Tokenizer.Before.Count - model.Tokenizer.After.Count;
        if (_room < 1) throw new EmbeddingException(EmbeddingCodes.Model, $"the model sees {model.MaxTokens} tokens at once, which leaves no room for a text");
        using var identity = new ModelIdentity();
        Model = $"{model.Name} sha256:{identity.Add("model", model.Sha256).Add("device", device).Add("pieces", Version).Sha256()}";
        Dimensions = EmbedOne("").Vector.Length;
        // Two tokens where there is room: what changes with them is no text's embedding.
        _ = RunPiece([0, 0], 0, Math.Min(2, _room));
    }

    public string Model { get; }

    public int Dimensions { get; }

    public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var embeddings = new TextEmbedding[texts.Count];
        var done = 0;
        try
        {
            Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = _settings.Threads, CancellationToken = _settings.Stopped }, i =>
            {
                embeddings[i] = EmbedOne(texts[i]);
                _settings.Advanced?.Invoke(Interlocked.Increment(ref done), texts.Count);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<EmbeddingException>().FirstOrDefault() is { } first)
        {
            throw new EmbeddingException(first.Code, first.Message, e);
        }
        return embeddings;
    }

    public void Dispose() => _session.Dispose();

    private TextEmbedding EmbedOne(string text)
    {
        var clean = CleanText.Of(text, MaxPieces * _room * CharactersPerToken);
        var tokens = _model.Tokenizer.Encode(_model.Prefix + clean);
        var count = Math.Min(tokens.Ids.Count, MaxPieces * _room);
        var pieces = Math.Max(1, (count + _room - 1) / _room);
        var sum = new double[pieces == 1 ? 0 : Dimensions];
        for (var piece = 0; piece < pieces; piece++)
        {
            var (start, end) = ((int)((long)count * piece / pieces), (int)((long)count * (piece + 1) / pieces));
            var vector = RunPiece(tokens.Ids, start, end - start);
            if (pieces == 1) return new TextEmbedding(vector, count, tokens.Unknown(0, count));
            for (var i = 0; i < sum.Length; i++) sum[i] += vector[i] * (double)(end - start);
        }
        return new TextEmbedding(UnitVector.Of(sum), count, tokens.Unknown(0, count));
    }

    /// <summary>The embedding of <paramref name="count"/> tokens from <paramref name="start"/> on, at most as many as the model sees at once.</summary>
    internal float[] RunPiece(IReadOnlyList<int> ids, int start, int count)
    {
        var (before, after) = (_model.Tokenizer.Before, _model.Tokenizer.After);
        // Nothing at all is one padding token.
        var length = Math.Max(1, before.Count + count + after.Count);
        var (row, mask) = (new long[length], new long[length]);
        Array.Fill(mask, 1, 0, before.Count + count + after.Count);
        for (var i = 0; i < before.Count; i++) row[i] = before[i];
        for (var i = 0; i < count; i++) row[before.Count + i] = ids[start + i];
        for (var i = 0; i < after.Count; i++) row[before.Count + count + i] = after[i];

        var inputs = new List<KeyValuePair<string, long[]>>(4) { new(_signature.Ids, row) };
        if (_signature.Mask is { } masked) inputs.Add(new(masked, mask));
        if (_signature.Types is { } types) inputs.Add(new(types, new long[length]));
        if (_signature.Positions is { } positions) inputs.Add(new(positions, [.. Enumerable.Range(0, length)]));
        var vector = UnitVector.Of(Pooled.Of(_session.Run(inputs, _signature.Output), length, _model.Pooling));
        return Dimensions == 0 || vector.Length == Dimensions ? vector : throw new EmbeddingException(
            EmbeddingCodes.Model, $"the model doesn't fit: it gives {Dimensions} components for one text and {vector.Length} for another");
    }
}
