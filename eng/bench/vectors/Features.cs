using System.Runtime.InteropServices;

namespace DataGate.VectorBench;

/// <summary>Rows that lie as sentence embeddings do: around topics, with a spread whose spectrum decays, of length 1.</summary>
internal static class Features
{
    private const int Topics = 150;

    /// <param name="rows">How many.</param>
    /// <param name="dimensions">Components of each.</param>
    /// <param name="seed">Of the rows; the topics are the same for all seeds.</param>
    /// <param name="row">Told each row, whose memory is used again.</param>
    public static void Make(int rows, int dimensions, int seed, Action<float[]> row)
    {
        var (common, own) = (new Random(1), new Random(seed));
        var spread = new double[dimensions];
        for (var i = 0; i < dimensions; i++) spread[i] = Math.Pow(1 + i, -0.6);
        var topics = new double[Topics][];
        for (var topic = 0; topic < Topics; topic++) topics[topic] = [.. spread.Select(width => width * Normal(common))];
        var made = new float[dimensions];
        for (var i = 0; i < rows; i++)
        {
            var topic = topics[(int)(Topics * own.NextDouble() * own.NextDouble())];
            double length = 0;
            for (var k = 0; k < dimensions; k++)
            {
                var value = topic[k] + (0.8 * spread[k] * Normal(own));
                length += value * value;
                made[k] = (float)value;
            }
            var factor = (float)(1 / Math.Sqrt(length));
            for (var k = 0; k < dimensions; k++) made[k] *= factor;
            row(made);
        }
    }

    public static void Write(string file, int rows, int dimensions, int seed)
    {
        using var stream = NumpyFile.Begin(file, rows, dimensions);
        Make(rows, dimensions, seed, row => stream.Write(MemoryMarshal.AsBytes(row.AsSpan())));
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
