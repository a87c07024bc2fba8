using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Leaking;

/// <summary>The texts that stand in two sets, and how many records of the first have them.</summary>
/// <param name="Found">Each text that was found in both, with its records in either.</param>
/// <param name="Value">Records of the first set.</param>
/// <param name="Low">Lower end of their 95% interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="IsExact">Whether all texts of both were compared.</param>
internal sealed record EqualTexts(List<(ulong Content, Copies Here, Copies There)> Found, double Value, double Low, double High, bool IsExact)
{
    private const double Z = 1.96;

    /// <summary>Events that a chance of one in twenty leaves unseen (Hanley and Lippman-Hand 1983).</summary>
    private const double Unseen = 3;

    /// <param name="here">The set whose records are counted; sealed.</param>
    /// <param name="there">The other; sealed.</param>
    public static EqualTexts Of(SetSketch here, SetSketch there)
    {
        var (own, other) = (Table(here), Table(there));
        var found = new List<(ulong Content, Copies Here, Copies There)>();
        foreach (var (content, copies) in own.Items)
            if (other.TryGet(content, out var twin)) found.Add((content, copies, twin));
        double sum = found.Sum(text => text.Here.Weight);
        if (own.IsExact && other.IsExact) return new EqualTexts(found, sum, sum, sum, IsExact: true);
        var share = Math.Min(own.Sampling, other.Sampling);
        var heavy = HeavyTexts.Of(here, there, found);
        var light = found.Where(text => !heavy.Contents.Contains(text.Content)).ToList();
        double seen = light.Sum(text => text.Here.Weight), squares = light.Sum(text => (double)text.Here.Weight * text.Here.Weight);
        var (error, records) = (Z * Math.Sqrt(squares * (1 - share)) / share, (double)here.Tally.Records);
        var value = Math.Min(records, heavy.Records + (seen / share));
        return new EqualTexts(
            found, value, Math.Min(value, heavy.Records + Math.Max(seen, (seen / share) - error)),
            Math.Min(records, value + Math.Max(error, Unseen / share) + Math.Min(heavy.Unknown, heavy.Heaviest * Unseen / share)), IsExact: false);
    }

    public static ThresholdTable<Copies> Table(SetSketch set) => set.Get<Contents>(SketchKind.Contents).Table;
}
