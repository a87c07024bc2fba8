using System.Collections.Concurrent;
using DataGate.Metrics.Embeddings;
using DataGate.Onnx.Models;
using DataGate.Onnx.Preparation;
using DataGate.Onnx.Sessions;

namespace DataGate.Onnx;

/// <summary>
/// Embeds texts with a model, so that no embedding depends on its neighbours: see <see cref="PieceRunner"/>. A text of more tokens than the model sees at once
/// is cut into pieces of about one length, whose embeddings are averaged by their tokens.
/// </summary>
internal sealed class SentenceEmbedder : IEmbedder, IDisposable
{
    /// <summary>Pieces of a text that are embedded; what comes after them is not read.</summary>
    private const int MaxPieces = 64;

    /// <summary>More characters than a token of any vocabulary here has.</summary>
    private const int CharactersPerToken = 32;

    /// <summary>Texts whose pieces are sorted by length at once.</summary>
    private const int Block = 2048;

    private const string Version = "pieces 2";
    private readonly EncoderModel _model;
    private readonly IModelSession _session;
    private readonly PieceRunner _runner;
    private readonly EmbedderSettings _settings;

    /// <param name="model">What is embedded with.</param>
    /// <param name="session">The model, loaded; it is disposed of with this embedder.</param>
    /// <param name="device">What it runs on. Only a processor reads texts together: what is tried there says little of what a graphics card does with other sizes.</param>
    /// <param name="settings">Threads, whom to tell, when to stop.</param>
    public SentenceEmbedder(EncoderModel model, IModelSession session, Devices.DeviceKind device, EmbedderSettings settings)
    {
        (_model, _session, _settings) = (model, session, settings);
        _runner = new PieceRunner(model, session, device is Devices.DeviceKind.Cpu);
        using var identity = new ModelIdentity();
        Model = $"{model.Name} sha256:{identity.Add("model", model.Sha256).Add("device", device.ToString()).Add("pieces", Version).Add("batches", _runner.IsBatching ? "yes" : "no").Sha256()}";
        // Two tokens where there is room: what changes with them is no text's embedding.
        _ = _runner.Run([new int[Math.Min(2, _runner.Room)]]);
    }

    public string Model { get; }

    public int Dimensions => _runner.Dimensions;

    /// <summary>Whether texts of one length are read together.</summary>
    internal bool IsBatching => _runner.IsBatching;

    public IReadOnlyList<TextEmbedding> Embed(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var embeddings = new TextEmbedding[texts.Count];
        var done = 0;
        try
        {
            for (var start = 0; start < texts.Count; start += Block)
                EmbedBlock(texts, start, Math.Min(Block, texts.Count - start), embeddings, () => _settings.Advanced?.Invoke(Interlocked.Increment(ref done), texts.Count));
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<EmbeddingException>().FirstOrDefault() is { } first)
        {
            throw new EmbeddingException(first.Code, first.Message, e);
        }
        return embeddings;
    }

    public void Dispose() => _session.Dispose();

    /// <summary>The embedding of at most as many tokens as the model sees at once.</summary>
    internal float[] RunPiece(ArraySegment<int> piece) => _runner.Run([piece])[0];

    private void EmbedBlock(IReadOnlyList<string> texts, int start, int count, TextEmbedding[] embeddings, Action embedded)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = _settings.Threads, CancellationToken = _settings.Stopped };
        var cut = new CutText[count];
        Parallel.For(0, count, options, i => cut[i] = Cut(texts[start + i]));
        var batches = Enumerable.Range(0, count).SelectMany(text => cut[text].Pieces.Select((piece, at) => (Text: text, At: at, Piece: piece)))
            .GroupBy(piece => piece.Piece.Count).SelectMany(pieces => Evenly([.. pieces], _runner.RowsOf(pieces.Key)))
            .OrderByDescending(batch => batch.Count * batch[0].Piece.Count).ToList();
        Parallel.ForEach(Partitioner.Create(batches, EnumerablePartitionerOptions.NoBuffering), options, batch =>
        {
            var vectors = _runner.Run([.. batch.Select(piece => piece.Piece)]);
            for (var i = 0; i < batch.Count; i++)
            {
                var text = cut[batch[i].Text];
                text.Vectors[batch[i].At] = vectors[i];
                if (Interlocked.Decrement(ref text.Left) > 0) continue;
                embeddings[start + batch[i].Text] = new TextEmbedding(text.Mean(), text.Count, text.Unknown);
                embedded();
            }
        });
    }

    /// <summary>As few parts as can be of at most so many, about as long as each other.</summary>
    private static IEnumerable<List<T>> Evenly<T>(List<T> all, int most)
    {
        var parts = (all.Count + most - 1) / most;
        for (var part = 0; part < parts; part++) yield return all[(all.Count * part / parts)..(all.Count * (part + 1) / parts)];
    }

    private CutText Cut(string text)
    {
        var room = _runner.Room;
        var tokens = _model.Tokenizer.Encode(_model.Prefix + CleanText.Of(text, MaxPieces * room * CharactersPerToken));
        var count = Math.Min(tokens.Ids.Count, MaxPieces * room);
        int[] ids = [.. tokens.Ids.Take(count)];
        var pieces = new ArraySegment<int>[Math.Max(1, (count + room - 1) / room)];
        for (var piece = 0; piece < pieces.Length; piece++)
        {
            var (from, to) = ((int)((long)count * piece / pieces.Length), (int)((long)count * (piece + 1) / pieces.Length));
            pieces[piece] = new ArraySegment<int>(ids, from, to - from);
        }
        return new CutText(pieces, count, tokens.Unknown(0, count));
    }

    /// <summary>A text's tokens in pieces, and the vectors that they have so far.</summary>
    private sealed class CutText(ArraySegment<int>[] pieces, int count, int unknown)
    {
        /// <summary>Pieces that have no vector yet.</summary>
        public int Left = pieces.Length;

        public ArraySegment<int>[] Pieces { get; } = pieces;

        public float[][] Vectors { get; } = new float[pieces.Length][];

        public int Count { get; } = count;

        public int Unknown { get; } = unknown;

        /// <summary>The mean of the pieces' vectors by their tokens, at length 1.</summary>
        public float[] Mean()
        {
            if (Vectors is [var only]) return only;
            var sum = new double[Vectors[0].Length];
            for (var piece = 0; piece < Vectors.Length; piece++)
                for (var i = 0; i < sum.Length; i++) sum[i] += Vectors[piece][i] * (double)Pieces[piece].Count;
            return UnitVector.Of(sum);
        }
    }
}
