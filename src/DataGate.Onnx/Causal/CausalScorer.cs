using DataGate.Metrics.Language;
using DataGate.Onnx.Models;
using DataGate.Onnx.Preparation;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx.Causal;

/// <summary>
/// Scores texts with a causal language model: each text on its own, several at once, so that no score depends on its neighbours. Of a text of more tokens than the model
/// reads the first ones count.
/// </summary>
internal sealed class CausalScorer : ILanguageModel, IDisposable
{
    /// <summary>More characters than a token of common vocabularies has.</summary>
    private const int CharactersPerToken = 128;

    /// <summary>Bytes that the logits of one text may take.</summary>
    private const long MaxLogitBytes = 512L << 20;

    /// <summary>Bytes that the logits of all texts that are scored at once may take.</summary>
    private const long MaxBytesAtOnce = 2L << 30;

    private readonly CausalModel _model;
    private readonly IModelSession _session;
    private readonly CausalSignature _signature;
    private readonly EmbedderSettings _settings;
    private readonly int _vocabulary;
    private readonly int _room;

    public CausalScorer(CausalModel model, IModelSession session, string device, EmbedderSettings settings)
    {
        (_model, _session, _settings) = (model, session, settings);
        _signature = CausalSignature.Of(session.Inputs, session.Outputs);
        using var identity = new ModelIdentity();
        Model = $"{model.Name} sha256:{identity.Add("model", model.Sha256).Add("device", device).Sha256()}";
        // Two tokens tell what it gives: as many rows of logits, of one for each token of its vocabulary.
        var found = 0;
        Run([0, 0], (_, vocabulary) => found = vocabulary);
        _vocabulary = found;
        _room = (int)Math.Min(model.MaxTokens, MaxLogitBytes / ((long)_vocabulary * sizeof(float))) - model.Start.Count;
        if (_room < 1 || _room + model.Start.Count < 2) throw new EmbeddingException(EmbeddingCodes.Model, $"the model reads {_room + model.Start.Count} tokens at once, which leaves nothing to score");
    }

    public string Model { get; }

    private int AtOnce => (int)Math.Clamp(MaxBytesAtOnce / ((long)(_room + _model.Start.Count) * _vocabulary * sizeof(float)), 1, Math.Max(1, _settings.Threads));

    public IReadOnlyList<TextScore> Score(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var scores = new TextScore[texts.Count];
        var done = 0;
        try
        {
            Parallel.For(0, texts.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = _settings.Stopped }, i =>
            {
                scores[i] = ScoreOne(texts[i]);
                _settings.Advanced?.Invoke(Interlocked.Increment(ref done), texts.Count);
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<EmbeddingException>().FirstOrDefault() is { } first)
        {
            throw LanguageModels.OfLanguageModel(first);
        }
        return scores;
    }

    public void Dispose() => _session.Dispose();

    private TextScore ScoreOne(string text)
    {
        var max = _room * CharactersPerToken;
        if (text.Length > max) text = text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
        var tokens = _model.Tokenizer.Encode(CleanText.WellFormed(text));
        var count = Math.Min(tokens.Ids.Count, _room);
        int[] row = [.. _model.Start, .. tokens.Ids.Take(count)];
        // What stands first has nothing before it that would tell of it.
        var first = Math.Max(1, _model.Start.Count);
        double sum = 0;
        if (row.Length > first)
        {
            Run(row, (logits, vocabulary) =>
            {
                for (var at = first; at < row.Length; at++) sum += TokenLoss.Of(logits.Slice((at - 1) * vocabulary, vocabulary), row[at]);
            });
        }
        return new TextScore(row.Length > first ? sum / (row.Length - first) : 0, count, tokens.Unknown(0, count));
    }

    private void Run(int[] row, ReadsLogits read)
    {
        var inputs = new List<KeyValuePair<string, long[]>>(4) { new(_signature.Ids, [.. row]) };
        if (_signature.Mask is { } mask) inputs.Add(new(mask, [.. Enumerable.Repeat(1L, row.Length)]));
        if (_signature.Positions is { } positions) inputs.Add(new(positions, [.. Enumerable.Range(0, row.Length)]));
        if (_signature.Types is { } types) inputs.Add(new(types, new long[row.Length]));
        _session.Read(inputs, _signature.Past, _signature.Output, (logits, shape) =>
        {
            if (shape is not [1, var length, > 1 and <= int.MaxValue] || length != row.Length || (_vocabulary > 0 && shape[2] != _vocabulary))
                throw new EmbeddingException(EmbeddingCodes.Model, $"the model doesn't fit: it gives [{string.Join(", ", shape)}] for one text of {row.Length} tokens, and a causal language model gives [1, {row.Length}, vocabulary]");
            read(logits, (int)shape[2]);
        });
    }

    /// <summary>Reads a row of logits for each token, each of <paramref name="vocabulary"/>.</summary>
    private delegate void ReadsLogits(ReadOnlySpan<float> logits, int vocabulary);
}
