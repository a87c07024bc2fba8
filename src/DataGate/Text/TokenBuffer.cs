namespace DataGate.Text;

/// <summary>The tokens of one text: each one's hash and where it stands. Reused from text to text.</summary>
public sealed class TokenBuffer
{
    private ulong[] _hashes = new ulong[256];
    private int[] _starts = new int[256];
    private int[] _lengths = new int[256];

    public int Count { get; private set; }

    /// <summary>Each token's 64-bit hash (of its lower-case form where words are folded).</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>Where each token starts in the text that was split, in bytes.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>How many bytes of that text each token covers.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(ulong hash, int start, int length)
    {
        var at = Count;
        if (at == _hashes.Length) Grow();
        _hashes[at] = hash;
        _starts[at] = start;
        _lengths[at] = length;
        Count = at + 1;
    }

    private void Grow()
    {
        Array.Resize(ref _hashes, Count * 2);
        Array.Resize(ref _starts, Count * 2);
        Array.Resize(ref _lengths, Count * 2);
    }
}
