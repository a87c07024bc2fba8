using DataGate.Metrics.Samples;

namespace DataGate.Metrics.Embeddings.Draws;

/// <summary>One of precision, recall, density and coverage (<see cref="Prdc"/>) of a draw against another. Different embeddings of the reference count once each.</summary>
/// <param name="name">Its name.</param>
/// <param name="number">Of the four.</param>
public sealed class PrdcDraw(string name, Func<Prdc, double> number) : EmbeddingDraw
{
    public override string Name => name;

    public override bool IsDivergence => true;

    public override double? Value(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Share(static input => new Drawn(input)).Found is { } found ? number(found) : null;
    }

    private sealed class Drawn
    {
        private const int K = Prdc.Neighbours;

        public Drawn(DrawInput input)
        {
            var neighbours = CorpusNeighbours.Of(input.Corpus);
            var data = Records(neighbours, input.Data);
            var reference = Records(neighbours, input.Reference!);
            for (var point = 0; point < reference.Length; point++) reference[point] = Math.Min(1, reference[point]);
            var anchors = reference.Sum();
            if (input.Data.Records <= K || anchors <= K) return;
            var inside = new int[neighbours.Count];
            var recalled = new bool[neighbours.Count];
            var covered = 0;
            var within = new List<CorpusNeighbours.Near>();
            for (var point = 0; point < neighbours.Count; point++)
            {
                if (reference[point] != 0)
                {
                    neighbours.Around(point, K, reference, data, within);
                    foreach (var other in within) inside[other.Point]++;
                    if (within.Count > 0) covered++;
                }
                if (data[point] == 0) continue;
                neighbours.Around(point, K, data, reference, within);
                foreach (var other in within) recalled[other.Point] = true;
            }
            double precise = 0, dense = 0;
            for (var point = 0; point < inside.Length; point++)
            {
                if (inside[point] > 0) precise += data[point];
                dense += (double)inside[point] * data[point];
            }
            Found = new Prdc(precise / input.Data.Records, (double)recalled.Count(found => found) / anchors, dense / K / input.Data.Records, (double)covered / anchors);
        }

        public Prdc? Found { get; }

        private static int[] Records(CorpusNeighbours neighbours, Draw draw)
        {
            var records = new int[neighbours.Count];
            for (var i = 0; i < draw.Count; i++)
            {
                ref var count = ref records[neighbours.Points[draw.Documents[i]]];
                count = DrawCounts.Sum(count, draw.Times[i]);
            }
            return records;
        }
    }
}
