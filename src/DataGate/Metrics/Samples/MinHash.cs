using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// MinHash (Broder 1997) cut into bands (Indyk and Motwani 1998): two sets whose Jaccard similarity is at least the one asked for
/// share the key of a band with probability <see cref="Recall"/> or more.
/// </summary>
/// <remarks>One instance is used by one thread at a time.</remarks>
internal sealed class MinHash
{
    /// <summary>The least probability of finding a pair just at the similarity asked for.</summary>
    public const double Recall = 0.9999;

    private const int MaxHashes = 256;
    private const int Lanes = 8;
    private readonly int _rows;
    private readonly Vector256<uint>[] _salts;
    private readonly Vector256<uint>[] _factors;
    private readonly Vector256<uint>[] _least;

    /// <param name="jaccard">The similarity from which sets are to be found, above 0 and at most 1.</param>
    public MinHash(double jaccard)
    {
        (Bands, _rows) = Cut(jaccard);
        var blocks = ((Bands * _rows) + Lanes - 1) / Lanes;
        (_salts, _factors, _least) = (new Vector256<uint>[blocks], new Vector256<uint>[blocks], new Vector256<uint>[blocks]);
        ulong lane = 0;
        for (var block = 0; block < blocks; block++)
        {
            for (var i = 0; i < Lanes; i++)
            {
                var random = Hash64.Avalanche(++lane * 0x9E3779B97F4A7C15);
                _salts[block] = _salts[block].WithElement(i, (uint)random);
                _factors[block] = _factors[block].WithElement(i, (uint)(random >> 32) | 1);
            }
        }
    }

    /// <summary>Keys of a set.</summary>
    public int Bands { get; }

    /// <summary>The key of each band of a set that isn't empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Keys(ReadOnlySpan<int> set, Span<ulong> keys)
    {
        Array.Fill(_least, Vector256<uint>.AllBitsSet);
        foreach (var item in set)
        {
            var value = Vector256.Create((uint)(Hash64.Avalanche((uint)item + 1UL) >> 32));
            for (var block = 0; block < _least.Length; block++)
            {
                var hash = (value ^ _salts[block]) * _factors[block];
                hash = (hash ^ (hash >>> 15)) * Vector256.Create(0x2C1B3C6DU);
                _least[block] = Vector256.Min(_least[block], hash);
            }
        }
        for (int band = 0, at = 0; band < Bands; band++)
        {
            var key = (ulong)band;
            for (var row = 0; row < _rows; row++, at++) key = Hash64.Pair(key, _least[at / Lanes].GetElement(at % Lanes));
            keys[band] = key;
        }
    }

    /// <summary>The longest bands, so the fewest false candidates, that reach <see cref="Recall"/> with at most <see cref="MaxHashes"/> hashes.</summary>
    private static (int Bands, int Rows) Cut(double jaccard)
    {
        var best = (Bands: Needed(1), Rows: 1);
        for (var rows = 2; Needed(rows) * rows <= MaxHashes; rows++) best = (Needed(rows), rows);
        return best;

        int Needed(int rows) =>
            jaccard >= 1 ? 1 : (int)Math.Min(1 << 16, Math.Max(1, Math.Ceiling(Math.Log(1 - Recall) / double.LogP1(-Math.Pow(jaccard, rows)))));
    }
}
