namespace DataGate.Metrics.Samples;

/// <summary>Student's t with <see cref="Jackknife.Groups"/> − 1 degrees of freedom: how far jackknifed numbers lie apart by chance.</summary>
public static class Student
{
    private const int Freedom = Jackknife.Groups - 1;

    /// <summary>What t exceeds with a chance of <paramref name="p"/>, in (0, 0.5].</summary>
    public static double Beyond(double p)
    {
        double low = 0, high = 1;
        while (Tail(high) > p) high *= 2;
        for (var i = 0; i < 100; i++)
        {
            var middle = (low + high) / 2;
            if (Tail(middle) > p) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /// <summary>The chance that t exceeds a value, by the closed form for odd degrees of freedom (Abramowitz and Stegun 26.7.3).</summary>
    internal static double Tail(double value)
    {
        var angle = Math.Atan(value / Math.Sqrt(Freedom));
        var (sine, cosine) = Math.SinCos(angle);
        double term = cosine, sum = cosine;
        for (var i = 3; i <= Freedom - 2; i += 2)
        {
            term *= cosine * cosine * (i - 1) / i;
            sum += term;
        }
        return 0.5 - ((angle + (sine * sum)) / Math.PI);
    }
}
