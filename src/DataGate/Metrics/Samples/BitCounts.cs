using System.Numerics;

namespace DataGate.Metrics.Samples;

/// <summary>Of each of some things, counts for 64 draws side by side: a plane of bits for each binary digit.</summary>
/// <param name="things">How many.</param>
/// <param name="most">No count is larger.</param>
internal sealed class BitCounts(int things, int most)
{
    private readonly int _planes = BitOperations.Log2((uint)most) + 1;
    private readonly ulong[] _bits = new ulong[(long)things * (BitOperations.Log2((uint)most) + 1)];

    /// <summary>Adds one to the count of each draw whose bit is set.</summary>
    public void Add(int thing, ulong draws)
    {
        var at = thing * _planes;
        while (draws != 0)
        {
            var both = _bits[at] & draws;
            _bits[at++] ^= draws;
            draws = both;
        }
    }

    /// <summary>The count of a draw, by its number.</summary>
    public int Of(int thing, int draw)
    {
        var count = 0;
        for (int plane = 0, at = thing * _planes; plane < _planes; plane++) count |= (int)(_bits[at + plane] >> draw & 1) << plane;
        return count;
    }

    public void Clear() => Array.Clear(_bits);
}
