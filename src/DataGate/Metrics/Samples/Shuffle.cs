using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>Pseudo-random numbers that depend on their seed alone (SplitMix64, Steele et al. 2014).</summary>
internal struct Shuffle(ulong seed)
{
    private ulong _state = seed;

    public static Shuffle Of(ulong seed, ulong stream) => new(Hash64.Pair(seed, stream));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Uniform in 0 … <paramref name="below"/> − 1.</summary>
    public int Next(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Brings a uniformly drawn selection of <paramref name="count"/> items, without replacement, to the front.</summary>
    public void Front(Span<int> items, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var other = i + Next(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
