using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>
/// The delete-a-group jackknife (Kott 2001): how much a value computed on a sample would differ on another sample of the same size.
/// Groups are made by content hash, so that copies of a text stay together.
/// </summary>
public static class Jackknife
{
    /// <summary>Groups that are left out in turn.</summary>
    public const int Groups = 20;

    /// <summary>The 97.5% quantile of Student's t with <see cref="Groups"/> − 1 degrees of freedom.</summary>
    public const double Quantile = 2.093;

    /// <summary>Upper end of Wilson's 95% interval (1927) of a share seen in so many records: above 0 even where none was seen.</summary>
    public static double WilsonHigh(double share, long records)
    {
        const double Z = 1.959964;
        var middle = share + (Z * Z / (2 * records));
        var half = Z * Math.Sqrt((share * (1 - share) / records) + (Z * Z / (4.0 * records * records)));
        return Math.Min(1, (middle + half) / (1 + (Z * Z / records)));
    }

    /// <summary>The group of a content.</summary>
    public static int GroupOf(ulong content) => (int)(Hash64.Avalanche(content ^ 0x6A09E667F3BCC909) % Groups);

    /// <summary>The standard error of a measure on a sample; null where it is undefined on a part of it.</summary>
    public static double? Error(DrawMetric metric, DrawInput input)
    {
        var groups = new int[input.Corpus.Count];
        for (var document = 0; document < groups.Length; document++) groups[document] = GroupOf(input.Corpus.Text(document).Content);
        var values = new double?[Groups];
        for (var left = 0; left < Groups; left++)
        {
            var part = new DrawInput(input.Corpus, Without(input.Data, groups, left), input.Reference is null ? null : Without(input.Reference, groups, left), input.Work);
            values[left] = metric.Value(part);
        }
        if (values.Any(value => value is null)) return null;
        var mean = values.Average()!.Value;
        return Math.Sqrt(values.Sum(value => (value!.Value - mean) * (value.Value - mean)) * (Groups - 1) / Groups);
    }

    private static Draw Without(Draw draw, int[] groups, int left)
    {
        var kept = new List<int>(draw.Count);
        for (var i = 0; i < draw.Count; i++)
            if (groups[draw.Documents[i]] != left) kept.Add(i);
        var (documents, lengths, times) = (new int[kept.Count], new int[kept.Count], new int[kept.Count]);
        for (var i = 0; i < kept.Count; i++)
            (documents[i], lengths[i], times[i]) = (draw.Documents[kept[i]], draw.Lengths[kept[i]], draw.Times[kept[i]]);
        return new Draw(documents, lengths, times);
    }
}
