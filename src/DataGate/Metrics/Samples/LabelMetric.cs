namespace DataGate.Metrics.Samples;

/// <summary>A measure of how records are spread over labels, as a function of counts.</summary>
public abstract class LabelMetric : EqualSizeMetric
{
    /// <summary>The value; null where it is undefined.</summary>
    /// <param name="data">Records of each label.</param>
    /// <param name="reference">The same of what the data is compared with; empty where nothing is.</param>
    public abstract double? Value(ReadOnlySpan<long> data, ReadOnlySpan<long> reference);
}

/// <summary>Share of the reference's labels that the data has.</summary>
public sealed class LabelCoverageDraw : LabelMetric
{
    public override string Name => "label-coverage";

    public override bool IsDivergence => true;

    public override double? Value(ReadOnlySpan<long> data, ReadOnlySpan<long> reference)
    {
        var (all, kept) = (0, 0);
        for (var i = 0; i < reference.Length; i++)
        {
            if (reference[i] == 0) continue;
            all++;
            if (data[i] > 0) kept++;
        }
        return all == 0 ? null : (double)kept / all;
    }
}

/// <summary>Jensen–Shannon divergence of the label distributions, natural logarithm, no smoothing.</summary>
public sealed class LabelJsDraw : LabelMetric
{
    public override string Name => "label-js";

    public override bool IsDivergence => true;

    public override double? Value(ReadOnlySpan<long> data, ReadOnlySpan<long> reference) =>
        data.IndexOfAnyExcept(0) < 0 || reference.IndexOfAnyExcept(0) < 0 ? null : LengthJsDraw.Js(reference, data);
}

/// <summary>Entropy over the labels / the logarithm of their number.</summary>
public sealed class LabelEntropyDraw : LabelMetric
{
    public override string Name => "label-entropy";

    public override double? Value(ReadOnlySpan<long> data, ReadOnlySpan<long> reference)
    {
        var (total, types) = (0L, 0);
        double sum = 0;
        foreach (var count in data)
        {
            if (count == 0) continue;
            total += count;
            types++;
            sum += count * Math.Log(count);
        }
        return total == 0 ? null : EntropyDraw.Normalised(sum, total, types);
    }
}
