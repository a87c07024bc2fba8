using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Leaking;

/// <summary>
/// Texts of more than a thousandth of a set's records of which it is known by themselves, wherever their hash lies, that they stand in another set: because that is
/// counted in full, or because they are as heavy there.
/// </summary>
/// <param name="Contents">Those texts.</param>
/// <param name="Records">Records that have them.</param>
/// <param name="Unknown">Records of other heavy texts that nobody knows of whether they stand in the other set.</param>
/// <param name="Heaviest">The most records that one of those has.</param>
internal sealed record HeavyTexts(HashSet<ulong> Contents, double Records, double Unknown, double Heaviest)
{
    private const double Share = 0.001;

    /// <param name="here">The set; sealed.</param>
    /// <param name="there">The other; sealed.</param>
    /// <param name="found">The texts that both tables hold.</param>
    public static HeavyTexts Of(SetSketch here, SetSketch there, List<(ulong Content, Copies Here, Copies There)> found)
    {
        var (table, sample) = (EqualTexts.Table(there), there.Get<DocumentSample>(SketchKind.Sample));
        var (least, leastThere) = (here.Tally.Records * Share, table.IsExact ? 0 : there.Tally.Records * Share);
        var contents = found.Where(text => text.Here.Weight > least && text.There.Weight > leastThere).Select(text => text.Content).ToHashSet();
        double records = found.Where(text => contents.Contains(text.Content)).Sum(text => text.Here.Weight), unknown = 0, heaviest = 0;
        var held = EqualTexts.Table(here);
        foreach (var text in here.Get<DocumentSample>(SketchKind.Sample).Heavy.Where(text => !held.Holds(text.Content) || !table.Holds(text.Content)))
        {
            var times = table.TryGet(text.Content, out var copies) ? copies.Weight : sample.Find(text.Content)?.Times ?? 0;
            if (times > leastThere && contents.Add(text.Content))
            {
                records += text.Times;
            }
            else if (!table.Holds(text.Content))
            {
                unknown += text.Times;
                heaviest = Math.Max(heaviest, text.Times);
            }
        }
        return new HeavyTexts(contents, records, unknown, heaviest);
    }
}
