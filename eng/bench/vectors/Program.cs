using System.Diagnostics;
using System.Globalization;
using DataGate.Metrics.Embeddings;
using DataGate.VectorBench;

// One measure over features, timed: prints seconds, then values. eng/bench/vectors.sh runs it beside the peers.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Threads = 2;
switch (args)
{
    case ["make", var rows, var dimensions, var seed, var file]:
        Features.Write(file, int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(dimensions, CultureInfo.InvariantCulture), int.Parse(seed, CultureInfo.InvariantCulture));
        return 0;
    case ["first", var rows, var from, var to]:
        var read = NumpyFile.Read(from);
        NumpyFile.Write(to, read.Dimensions, read.Components[..(int.Parse(rows, CultureInfo.InvariantCulture) * read.Dimensions)]);
        return 0;
    case ["mauve", var data, var reference, var seeds]:
        return Time(NumpyFile.Read(data), NumpyFile.Read(reference), (a, b) =>
            Mauve.Of(a, b, (p, q) => Frontier.Mauve(p, q, smoothing: 0), seed: 1, int.Parse(seeds, CultureInfo.InvariantCulture), Threads) is { } found ? [found.Value, found.Spread] : []);
    case ["prdc", var data, var reference]:
        return Time(NumpyFile.Read(data), NumpyFile.Read(reference), (a, b) =>
            Prdc.Of(a, b, threads: Threads) is { } found ? [found.Precision, found.Recall, found.Density, found.Coverage] : []);
    case ["moments", var rows, var dimensions]:
        return Stream(int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(dimensions, CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("usage: make ROWS DIMENSIONS SEED FILE | first ROWS FROM TO | mauve DATA REFERENCE SEEDS | prdc DATA REFERENCE | moments ROWS DIMENSIONS");
        return 2;
}

int Time(Vectors data, Vectors reference, Func<Vectors, Vectors, double[]> measure)
{
    var clock = Stopwatch.StartNew();
    var values = measure(data, reference);
    Console.WriteLine($"{clock.Elapsed.TotalSeconds:F2} {string.Join(' ', values)}");
    return 0;
}

// Rows are made as they are needed: none is kept. Their making is timed apart.
int Stream(int rows, int dimensions)
{
    var moments = new Moments(dimensions) { Threads = Threads };
    var making = Stopwatch.StartNew();
    var clock = new Stopwatch();
    const int Repeats = 100;
    Features.Make((rows + Repeats - 1) / Repeats, dimensions, 1, row =>
    {
        making.Stop();
        clock.Start();
        for (var i = 0; i < Repeats && moments.Count < rows; i++)
        {
            row[i % dimensions] = -row[i % dimensions];
            moments.Add(row);
        }
        clock.Stop();
        making.Start();
    });
    clock.Start();
    var (cosine, vendi) = (moments.MeanCosine(), VendiScore.Of(moments));
    Console.WriteLine($"{clock.Elapsed.TotalSeconds:F2} {cosine} {vendi}");
    return 0;
}
