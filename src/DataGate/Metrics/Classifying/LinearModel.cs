namespace DataGate.Metrics.Classifying;

/// <summary>
/// L2-regularised logistic regression: ½‖w‖² + C Σ ln(1 + exp(−y w·x)), by coordinate ascent in its dual (Yu, Huang and Lin 2011), in
/// an order that depends on the examples alone. The intercept is one more feature that every document has.
/// </summary>
internal sealed class LinearModel(Features features)
{
    /// <summary>C: how much an example weighs against the regularisation.</summary>
    public const double Cost = 4;

    private const int Steps = 20;
    private const double Near = 1e-4;
    private const int Passes = 16;
    private readonly double[] _weights = new double[features.Count + 1];

    /// <summary>Of each feature, the intercept last.</summary>
    internal ReadOnlySpan<double> Weights => _weights;

    /// <summary>Learns anew.</summary>
    /// <param name="documents">The examples, in an order without meaning.</param>
    /// <param name="positive">Which of them are of the class.</param>
    public void Fit(ReadOnlySpan<int> documents, ReadOnlySpan<bool> positive)
    {
        Array.Clear(_weights);
        var duals = new double[documents.Length];
        Array.Fill(duals, Cost * 1e-3);
        for (var i = 0; i < documents.Length; i++) Add(documents[i], positive[i] ? duals[i] : -duals[i]);
        for (var pass = 0; pass < Passes; pass++)
        {
            for (var i = 0; i < documents.Length; i++)
            {
                var sign = positive[i] ? 1.0 : -1.0;
                var dual = Ascend(duals[i], sign * Score(documents[i]));
                Add(documents[i], sign * (dual - duals[i]));
                duals[i] = dual;
            }
        }
    }

    /// <summary>w·x: above 0 where the class is likelier than not.</summary>
    public double Score(int document)
    {
        var sum = 0.0;
        foreach (var feature in features.Of(document)) sum += _weights[feature];
        return (sum * features.Weight(document)) + _weights[^1];
    }

    private void Add(int document, double step)
    {
        var each = step * features.Weight(document);
        foreach (var feature in features.Of(document)) _weights[feature] += each;
        _weights[^1] += step;
    }

    /// <summary>
    /// The dual variable in (0, C) that is best for one example, all others as they are: the zero of
    /// q (z − dual) + margin + ln(z / (C − z)), which only rises, with q = x·x = 2. Newton on the logit of z/C, in which it has no ends,
    /// and a bisection where a step would leave what is known to hold the zero.
    /// </summary>
    private static double Ascend(double dual, double margin)
    {
        const double Square = 2;
        var (low, high) = (-margin - (Square * (Cost - dual)), (Square * dual) - margin);
        var logit = Math.Clamp(Math.Log(dual / (Cost - dual)), low, high);
        for (var step = 0; step < Steps; step++)
        {
            var share = 1 / (1 + Math.Exp(-logit));
            var value = (Square * ((Cost * share) - dual)) + margin + logit;
            if (Math.Abs(value) < Near) break;
            if (value > 0) high = logit;
            else low = logit;
            logit -= value / ((Square * Cost * share * (1 - share)) + 1);
            if (!(logit > low && logit < high)) logit = (low + high) / 2;
        }
        return Math.Clamp(Cost / (1 + Math.Exp(-logit)), Cost * 1e-9, Cost * (1 - 1e-9));
    }
}
