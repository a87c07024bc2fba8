using DataGate.Metrics.Embeddings;

namespace DataGate.Tests.Metrics.Embeddings;

/// <summary>Made-up embeddings, the same each time.</summary>
internal static class Made
{
    /// <summary>Rows around topics, of length 1.</summary>
    public static Vectors Rows(int count, int dimensions, int seed, int topics = 8, double spread = 0.4)
    {
        var (common, own) = (new Random(7), new Random(seed));
        var centres = Enumerable.Range(0, topics).Select(_ => Enumerable.Range(0, dimensions).Select(_ => Normal(common)).ToArray()).ToArray();
        var components = new float[count * dimensions];
        for (var row = 0; row < count; row++)
        {
            var centre = centres[own.Next(topics)];
            for (var i = 0; i < dimensions; i++) components[(row * dimensions) + i] = (float)(centre[i] + (spread * Normal(own)));
        }
        return new Vectors(dimensions, components).Normalised();
    }

    /// <summary>One row, so many times.</summary>
    public static Vectors Constant(int count, params float[] row) => new(row.Length, [.. Enumerable.Repeat(row, count).SelectMany(one => one)]);

    public static Vectors Shuffled(Vectors rows, int seed)
    {
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new Random(seed).Shuffle(order);
        return rows.Take(order);
    }

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
