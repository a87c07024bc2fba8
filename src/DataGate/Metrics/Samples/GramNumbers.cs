namespace DataGate.Metrics.Samples;

/// <summary>The n-grams of a corpus's documents by number; equal n-grams have equal numbers, without collisions.</summary>
public sealed class GramNumbers
{
    private const int Ahead = 12;

    private readonly int[] _at;
    private readonly int[] _starts;

    /// <param name="order">n.</param>
    /// <param name="at">The number of the n-gram that starts at each token; what would leave its document is −1.</param>
    /// <param name="starts">Where each document's tokens start.</param>
    /// <param name="types">Different n-grams.</param>
    internal GramNumbers(int order, int[] at, int[] starts, int types) => (Order, _at, _starts, Types) = (order, at, starts, types);

    public int Order { get; }

    /// <summary>Different n-grams: numbers are below it.</summary>
    public int Types { get; }

    /// <summary>The n-grams of a document's first <paramref name="tokens"/> tokens, in order.</summary>
    public ReadOnlySpan<int> Of(int document, int tokens) => _at.AsSpan(_starts[document], Math.Max(0, tokens - Order + 1));

    /// <summary>The n-grams of a document.</summary>
    public ReadOnlySpan<int> Of(int document) => Of(document, _starts[document + 1] - _starts[document]);

    /// <summary>The (n+1)-grams.</summary>
    internal GramNumbers Longer(GramNumbers words)
    {
        var longer = new int[_at.Length];
        var numbers = new PairNumbers(_at.Length);
        for (var document = 0; document + 1 < _starts.Length; document++)
        {
            var (start, end) = (_starts[document], _starts[document + 1]);
            for (var i = start; i < end; i++)
            {
                if (i + Order >= end)
                {
                    longer[i] = -1;
                    continue;
                }
                // Most pairs are met once, far from each other in memory: what comes next is fetched meanwhile. Beyond a document's end it is fetched for nothing.
                if (i + Ahead + Order < _at.Length) numbers.Prefetch(_at[i + Ahead], words._at[i + Ahead + Order]);
                longer[i] = numbers.Of(_at[i], words._at[i + Order]);
            }
        }
        return new GramNumbers(Order + 1, longer, _starts, numbers.Count);
    }
}
