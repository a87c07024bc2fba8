using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Divergence;

/// <summary>A divergence between the n-gram distributions of data and reference, natural logarithm, every count raised by ½ over the union of their n-grams.</summary>
public abstract class TokenDivergence(string name, int order) : Metric
{
    private readonly SketchKind _grams = SketchKind.Grams1 + order - 1;

    public override string Name => order == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{order}");

    public override ImmutableArray<SketchKind> Needs => [_grams, SketchKind.Sample];

    public override bool NeedsReference => true;

    public override DrawMetric OverDraws => new DivergenceDraw(name, order, Term);

    /// <summary>What one n-gram adds, given its shares in reference and data.</summary>
    protected abstract double Term(double reference, double data);

    /// <summary>What keeps a term from being negative and sums to 0 over all n-grams. Default: 0.</summary>
    protected virtual double Balance(double reference, double data) => 0;

    /// <summary>The most that the divergence can be. Default: without end.</summary>
    protected virtual double Most => double.PositiveInfinity;

    protected override Measurement Value(MetricInput input)
    {
        var data = input.Set.Get<GramCounts>(_grams).Table;
        var reference = input.Reference!.Get<GramCounts>(_grams).Table;
        if (data.Total == 0) return new NotJudged($"no record has {order} words or more");
        if (reference.Total == 0) return new NotJudged($"no record of the reference has {order} words or more");
        var contrast = new Contrast(reference, data);
        // Shares sum to 1 on both sides: their difference changes no sum, and keeps each term of KL from being negative.
        var (value, low, high) = contrast.IsExact ? contrast.Sum(Term) : contrast.Sum((r, d) => Term(r, d) + Balance(r, d));
        var records = input.Set.Tally.Records;
        var measured = contrast.IsExact
            ? Measured.Exact(Math.Max(0, value), records)
            : new Measured(Math.Min(value, Most), Math.Min(low, Most), Math.Min(high, Most), records, "threshold sketch, 95%");
        var sample = input.Set.Get<DocumentSample>(SketchKind.Sample);
        return measured with
        {
            Explain = () => WordUse.Of(input, order, Term),
            IsConstant = sample is { IsWhole: true, Count: 1 } && records > 1,
        };
    }
}

/// <summary>Jensen–Shannon divergence (Lin 1991), in nats: 0 … ln 2.</summary>
public sealed class TokenJs(int order) : TokenDivergence("token-js", order)
{
    protected override double Most => Math.Log(2);

    protected override double Term(double reference, double data)
    {
        var middle = (reference + data) / 2;
        return ((reference * Math.Log(reference / middle)) + (data * Math.Log(data / middle))) / 2;
    }
}

/// <summary>Kullback–Leibler divergence KL(reference ‖ data), in nats: 0 and above. Large where the data lacks what the reference has.</summary>
public sealed class TokenKl(int order) : TokenDivergence("token-kl", order)
{
    protected override double Term(double reference, double data) => reference * Math.Log(reference / data);

    protected override double Balance(double reference, double data) => data - reference;
}
