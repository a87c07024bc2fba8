namespace DataGate.Metrics.Samples;

/// <summary>
/// Self-repetition (Salkar et al. 2022, arXiv 2210.04203): the mean over records of ln(1 + Σ), Σ over the record's different
/// 4-grams of the number of other records that have it. 0 and above.
/// </summary>
public sealed class RepetitionDraw : DrawMetric
{
    private const int Order = 4;

    public override string Name => "repetition";

    public override bool OfDrawnAlone => true;

    public override double? Value(DrawInput input)
    {
        var draw = input.Data;
        if (draw.Records == 0) return null;
        var grams = input.Corpus.Grams(Order);
        var records = input.Work.Zeros(0, grams.Types);
        var seen = input.Work.Zeros(1, grams.Types);
        for (var i = 0; i < draw.Count; i++)
        {
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                if (seen[id] == i + 1) continue;
                seen[id] = i + 1;
                records[id] = DrawCounts.Sum(records[id], draw.Times[i]);
            }
        }
        DrawCounts.Clear(grams, draw, seen);
        double sum = 0;
        for (var i = 0; i < draw.Count; i++)
        {
            long others = 0;
            foreach (var id in grams.Of(draw.Documents[i], draw.Lengths[i]))
            {
                if (seen[id] == i + 1) continue;
                seen[id] = i + 1;
                others += records[id] - 1;
            }
            sum += draw.Times[i] * Math.Log(1 + others);
        }
        DrawCounts.Clear(grams, draw, seen);
        DrawCounts.Clear(grams, draw, records);
        return sum / draw.Records;
    }

    /// <summary>The jackknife, for one walk over what each group leaves instead of several: what a record shares without a group is what it shares with all, less what with the group.</summary>
    public override double? SamplingError(DrawInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var (draw, grams) = (input.Data, input.Corpus.Grams(Order));
        if (draw.Records == 0 || draw.Records > int.MaxValue) return base.SamplingError(input);
        var different = new DifferentGrams(grams, draw, input.Work);
        var records = new int[grams.Types];
        for (var entry = 0; entry < draw.Count; entry++)
            foreach (var id in different.Of(entry)) records[id] += draw.Times[entry];
        var others = new long[draw.Count];
        for (var entry = 0; entry < draw.Count; entry++)
            foreach (var id in different.Of(entry)) others[entry] += records[id] - 1;
        return Jackknife.Error(input, (group, groups, work) =>
        {
            var own = work.Zeros(0, grams.Types);
            var (left, sum) = (0L, 0.0);
            for (var entry = 0; entry < groups.Length; entry++)
            {
                if (groups[entry] != group) continue;
                foreach (var id in different.Of(entry)) own[id] += input.Data.Times[entry];
            }
            for (var entry = 0; entry < groups.Length; entry++)
            {
                if (groups[entry] == group) continue;
                var shared = others[entry];
                foreach (var id in different.Of(entry)) shared -= own[id];
                sum += input.Data.Times[entry] * Math.Log(1 + shared);
                left += input.Data.Times[entry];
            }
            for (var entry = 0; entry < groups.Length; entry++)
                if (groups[entry] == group) foreach (var id in different.Of(entry)) own[id] = 0;
            return left == 0 ? null : sum / left;
        });
    }

    /// <summary>The different n-grams of each entry.</summary>
    private sealed class DifferentGrams
    {
        private readonly int[] _ids;
        private readonly int[] _ends;

        public DifferentGrams(GramNumbers grams, Draw draw, Workspace work)
        {
            var (seen, ids) = (work.Zeros(0, grams.Types), new List<int>());
            _ends = new int[draw.Count];
            for (var entry = 0; entry < draw.Count; entry++)
            {
                foreach (var id in grams.Of(draw.Documents[entry], draw.Lengths[entry]))
                {
                    if (seen[id] == entry + 1) continue;
                    seen[id] = entry + 1;
                    ids.Add(id);
                }
                _ends[entry] = ids.Count;
            }
            DrawCounts.Clear(grams, draw, seen);
            _ids = [.. ids];
        }

        public ReadOnlySpan<int> Of(int entry)
        {
            var start = entry == 0 ? 0 : _ends[entry - 1];
            return _ids.AsSpan(start, _ends[entry] - start);
        }
    }
}
