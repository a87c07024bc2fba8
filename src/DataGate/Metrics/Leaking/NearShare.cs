using DataGate.Metrics.Origin;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Leaking;

/// <summary>
/// How many of a set's records nearly repeat a text of another, from the samples of both: of the records sampled here the share that was found, with Wilson's
/// interval over the texts; upwards that divided by the share of the other set's texts that its sample holds, since a text whose one twin isn't held isn't found.
/// </summary>
internal static class NearShare
{
    /// <param name="here">The set whose records are counted; sealed.</param>
    /// <param name="there">The other; sealed.</param>
    /// <param name="near">Its near repeats.</param>
    public static (double Value, double Low, double High) Of(SetSketch here, SetSketch there, NearRepeats near)
    {
        var (own, other) = (SampledSide.Of(here), SampledSide.Of(there));
        var all = (double)here.Tally.Records;
        double found = near.Pairs.Sum(pair => pair.Repeat.Times);
        if (near.IsWhole) return (found, found, found);
        var heavy = own.Heavy.Select(text => text.Content).ToHashSet();
        double sampled = own.Texts.Sum(text => text.Times), rest = all - own.Heavy.Sum(text => text.Times);
        double surely = near.Pairs.Where(pair => heavy.Contains(pair.Repeat.Content)).Sum(pair => pair.Repeat.Times);
        if (sampled == 0 || rest <= 0) return (surely, surely, all);
        var share = (found - surely) / sampled;
        return (
            surely + (share * rest), surely + (Wilson.Low(share, own.Texts.Count) * rest), surely + Math.Min(rest, Wilson.High(share, own.Texts.Count) * rest / other.Sampling));
    }
}
