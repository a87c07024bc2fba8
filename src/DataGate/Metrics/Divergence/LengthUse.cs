using System.Collections.Immutable;
using System.Globalization;
using DataGate.Documents;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Divergence;

/// <summary>The lengths that make the divergence: more, or less, common than in the reference.</summary>
internal static class LengthUse
{
    private const int Shown = 3;

    public static ImmutableArray<Evidence> Of(DrawInput drawn)
    {
        var (data, reference) = (LengthJsDraw.Classes(drawn.Data), LengthJsDraw.Classes(drawn.Reference!));
        var classes = Enumerable.Range(0, data.Length)
            .Select(i => (Class: i, Data: (double)data[i] / drawn.Data.Records, Reference: (double)reference[i] / drawn.Reference!.Records))
            .Where(use => !use.Data.Equals(use.Reference)).OrderByDescending(use => Math.Abs(use.Data - use.Reference)).ThenBy(use => use.Class)
            .Take(Shown).ToList();
        return [.. classes.Select(use => Describe(drawn, use.Class, use.Data, use.Reference))];
    }

    private static Evidence Describe(DrawInput drawn, int of, double data, double reference)
    {
        var more = data > reference;
        var draw = more ? drawn.Data : drawn.Reference!;
        long records = 0;
        var places = new SortedSet<Place>();
        for (var i = 0; i < draw.Count; i++)
        {
            if (LengthJsDraw.Class(draw.Lengths[i]) != of) continue;
            records += draw.Times[i];
            // A text of both sides is known by its rows in the data alone.
            if (more) places.UnionWith(drawn.Corpus.Text(draw.Documents[i]).Places);
            while (places.Count > SampledText.MaxPlaces) places.Remove(places.Max);
        }
        var (from, to) = LengthJsDraw.Range(of);
        var length = from == to ? string.Create(CultureInfo.InvariantCulture, $"{from}") : string.Create(CultureInfo.InvariantCulture, $"{from} to {to}");
        return new Evidence(
            string.Create(CultureInfo.InvariantCulture, $"records of {length} words: {data:P1} of the data, {reference:P1} of the reference"), null, records, [.. places]);
    }
}
