using DataGate.Onnx.Models;

namespace DataGate.Onnx.Sessions;

/// <summary>
/// Has an encoder read pieces of texts, those of one length together: no piece is padded, and none is read beside others unless the model gives each the same bits
/// whatever stands beside it, which is tried when it is opened. A piece that is left alone stands beside itself there, for a matrix of one row may be multiplied in another
/// order than a row of several.
/// </summary>
internal sealed class PieceRunner
{
    /// <summary>Pieces that are read at once.</summary>
    public const int MaxRows = 32;

    /// <summary>Tokens that are read at once, where that is more than one piece has.</summary>
    private const int MaxTokens = 2048;

    private const string Trial = "The quick brown fox jumps over the lazy dog, and 12 other animals look at it without a word.";
    private const int TrialRows = 8;
    private const int LeastTrialTokens = 4;
    private static readonly int[] s_trialLengths = [1, 6, 17];
    private readonly EncoderModel _model;
    private readonly IModelSession _session;
    private readonly ModelSignature _signature;

    /// <param name="model">What is read with.</param>
    /// <param name="session">The model, loaded.</param>
    /// <param name="mayBatch">Whether pieces may be read together, where the model gives the same bits then.</param>
    public PieceRunner(EncoderModel model, IModelSession session, bool mayBatch)
    {
        (_model, _session) = (model, session);
        _signature = ModelSignature.Of(session.Inputs, session.Outputs);
        Room = model.MaxTokens - model.Tokenizer.Before.Count - model.Tokenizer.After.Count;
        if (Room < 1) throw new EmbeddingException(EmbeddingCodes.Model, $"the model sees {model.MaxTokens} tokens at once, which leaves no room for a text");
        Dimensions = Alone(new(Array.Empty<int>())).Length;
        IsBatching = mayBatch && GivesSameBits();
    }

    /// <summary>Tokens of a text that the model sees at once.</summary>
    public int Room { get; }

    /// <summary>Components of an embedding.</summary>
    public int Dimensions { get; }

    /// <summary>Whether pieces are read together.</summary>
    public bool IsBatching { get; }

    /// <summary>Pieces of so many tokens that are best read together.</summary>
    public int RowsOf(int tokens) => IsBatching ? Math.Clamp(MaxTokens / Math.Max(1, tokens), 1, MaxRows) : 1;

    /// <summary>The vectors of pieces that have one length, at most <see cref="Room"/> tokens, each of Euclidean length 1.</summary>
    public float[][] Run(IReadOnlyList<ArraySegment<int>> pieces) =>
        !IsBatching ? [.. pieces.Select(Alone)]
        : pieces.Count == 1 ? Together([pieces[0], pieces[0]])[..1]
        : Together(pieces);

    private float[] Alone(ArraySegment<int> piece) => Together([piece])[0];

    private float[][] Together(IReadOnlyList<ArraySegment<int>> pieces)
    {
        var (before, after) = (_model.Tokenizer.Before, _model.Tokenizer.After);
        var real = before.Count + pieces[0].Count + after.Count;
        // Nothing at all is one padding token.
        var length = Math.Max(1, real);
        var (ids, mask) = (new long[pieces.Count * length], new long[pieces.Count * length]);
        for (var row = 0; row < pieces.Count; row++)
        {
            var at = row * length;
            Array.Fill(mask, 1, at, real);
            foreach (var id in before) ids[at++] = id;
            foreach (var id in pieces[row]) ids[at++] = id;
            foreach (var id in after) ids[at++] = id;
        }

        var inputs = new List<KeyValuePair<string, long[]>>(4) { new(_signature.Ids, ids) };
        if (_signature.Mask is { } masked) inputs.Add(new(masked, mask));
        if (_signature.Types is { } types) inputs.Add(new(types, new long[ids.Length]));
        if (_signature.Positions is { } positions) inputs.Add(new(positions, [.. Enumerable.Range(0, ids.Length).Select(i => (long)(i % length))]));
        var result = _session.Run(inputs, pieces.Count, _signature.Output);
        return [.. Enumerable.Range(0, pieces.Count).Select(row => Fitting(UnitVector.Of(Pooled.Of(result, row, pieces.Count, length, _model.Pooling))))];
    }

    private float[] Fitting(float[] vector) => Dimensions == 0 || vector.Length == Dimensions ? vector : throw new EmbeddingException(
        EmbeddingCodes.Model, $"the model doesn't fit: it gives {Dimensions} components for one text and {vector.Length} for another");

    /// <summary>Whether each of several pieces has the bits that it has beside itself: of 1 token, of few and of more, in an odd and an even number.</summary>
    private bool GivesSameBits()
    {
        var ids = _model.Tokenizer.Encode(_model.Prefix + Trial).Ids;
        // Of a vocabulary that knows too few of the words all rows would be alike.
        if (ids.Distinct().Count() < LeastTrialTokens) return false;
        foreach (var length in s_trialLengths.Where(length => length <= Room))
        {
            var pieces = Enumerable.Range(0, TrialRows).Select(row => new ArraySegment<int>([.. Enumerable.Range(row, length).Select(i => ids[i % ids.Count])])).ToList();
            float[][] all, few;
            List<float[]> each;
            try
            {
                (all, few) = (Together(pieces), Together(pieces[..3]));
                each = [.. pieces.Select(piece => Together([piece, piece])[0])];
            }
            catch (EmbeddingException)
            {
                // A model that was made for one text at once.
                return false;
            }
            if (!all.Zip(each).Concat(few.Zip(each)).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second))) return false;
        }
        return true;
    }
}
