using System.Globalization;

namespace DataGate.Metrics.Samples;

/// <summary>A divergence between the n-gram distributions of two draws; natural logarithm, every count raised by ½ over the union of their n-grams.</summary>
public sealed class DivergenceDraw(string name, int order, Func<double, double, double> term) : DrawMetric
{
    public override string Name { get; } = order == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{order}");

    public override bool IsDivergence => true;

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var grams = input.Corpus.Grams(order);
        var inData = input.Work.Zeros(0, grams.Types);
        var inReference = input.Work.Zeros(1, grams.Types);
        var dataTotal = DrawCounts.Add(grams, input.Data, inData);
        var referenceTotal = DrawCounts.Add(grams, input.Reference!, inReference);
        if (dataTotal == 0 || referenceTotal == 0)
        {
            DrawCounts.Clear(grams, input.Data, inData);
            DrawCounts.Clear(grams, input.Reference!, inReference);
            return null;
        }
        // Many n-grams have the same two counts, and their terms are equal.
        var types = input.Work.Zeros(2, Pairs * Pairs);
        var rest = new List<(int Reference, int Data)>();
        var union = 0;
        Take(grams, input.Data, inData, inReference, types, rest, ref union);
        Take(grams, input.Reference!, inData, inReference, types, rest, ref union);
        var (p, q) = (referenceTotal + (0.5 * union), dataTotal + (0.5 * union));
        double sum = 0;
        for (var i = 0; i < Pairs * Pairs; i++)
        {
            if (types[i] == 0) continue;
            sum += types[i] * term(((i / Pairs) + 0.5) / p, ((i % Pairs) + 0.5) / q);
            types[i] = 0;
        }
        rest.Sort();
        foreach (var (reference, data) in rest) sum += term((reference + 0.5) / p, (data + 0.5) / q);
        return Math.Max(0, sum);
    }

    private const int Pairs = 64;

    private static void Take(GramNumbers grams, Draw draw, int[] inData, int[] inReference, int[] types, List<(int Reference, int Data)> rest, ref int union)
    {
        for (var i = 0; i < draw.Count; i++)
        {
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                var (data, reference) = (inData[id], inReference[id]);
                if (data + reference == 0) continue;
                union++;
                if (data < Pairs && reference < Pairs) types[(reference * Pairs) + data]++;
                else rest.Add((reference, data));
                inData[id] = inReference[id] = 0;
            }
        }
    }
}

/// <summary>Jensen–Shannon divergence (natural logarithm, no smoothing) of the distributions of lengths in tokens: 0 … ln 2.</summary>
/// <remarks>Lengths are grouped into classes whose width grows with the length (4 classes a doubling), so that long texts compare too.</remarks>
public sealed class LengthJsDraw : DrawMetric
{
    public override string Name => "length-js";

    public override bool IsDivergence => true;

    /// <summary>The class of a length.</summary>
    public static int Class(int tokens) => tokens < 8 ? tokens : (int)Math.Floor(4 * Math.Log2(tokens)) - 4;

    /// <summary>The lengths of a class.</summary>
    public static (int From, int To) Range(int of)
    {
        if (of < 8) return (of, of);
        return (First(of), First(of + 1) - 1);

        static int First(int of)
        {
            var length = (int)Math.Round(Math.Pow(2, (of + 4) / 4.0));
            while (Class(length) >= of) length--;
            while (Class(length) < of) length++;
            return length;
        }
    }

    /// <summary>A draw's records by class.</summary>
    public static long[] Classes(Draw draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        var classes = new long[Class(int.MaxValue) + 1];
        for (var i = 0; i < draw.Count; i++) classes[Class(draw.Lengths[i])] += draw.Times[i];
        return classes;
    }

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input) =>
        input.Data.Records == 0 || input.Reference!.Records == 0 ? null : Js(Classes(input.Reference), Classes(input.Data));

    /// <summary>Jensen–Shannon divergence of two distributions given as counts.</summary>
    public static double Js(ReadOnlySpan<long> reference, ReadOnlySpan<long> data)
    {
        long p = 0, q = 0;
        foreach (var count in reference) p += count;
        foreach (var count in data) q += count;
        double sum = 0;
        for (var i = 0; i < reference.Length; i++)
        {
            var (a, b) = ((double)reference[i] / p, (double)data[i] / q);
            var middle = (a + b) / 2;
            if (a > 0) sum += a * Math.Log(a / middle) / 2;
            if (b > 0) sum += b * Math.Log(b / middle) / 2;
        }
        return Math.Max(0, sum);
    }
}
