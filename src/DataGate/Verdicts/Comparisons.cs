using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Verdicts;

/// <summary>The comparisons at equal size that a dataset's budgets ask for: each pair of sets is drawn once, whatever the number of measures.</summary>
internal sealed class Comparisons(WordSplitter words, ComparisonOptions options)
{
    private readonly Dictionary<(SetSketch Data, SetSketch Reference), Dictionary<string, EqualSizeMetric>> _asked = [];
    private readonly Dictionary<(SetSketch Data, SetSketch Reference, string Metric), Compared?> _found = [];

    public void Ask(SetSketch data, SetSketch reference, EqualSizeMetric metric)
    {
        if (!_asked.TryGetValue((data, reference), out var metrics)) _asked.Add((data, reference), metrics = new(StringComparer.Ordinal));
        metrics.TryAdd(metric.Key, metric);
    }

    public void Run()
    {
        foreach (var (pair, metrics) in _asked)
        {
            var comparison = new Comparison(words, SampledSide.Of(pair.Data), SampledSide.Of(pair.Reference), options);
            var asked = metrics.Values.ToList();
            var results = comparison.Run(asked);
            for (var i = 0; i < asked.Count; i++) _found.Add((pair.Data, pair.Reference, asked[i].Key), results[i]);
        }
        _asked.Clear();
    }

    /// <summary>What was found; null: the measure is undefined on such draws.</summary>
    public Compared? Find(SetSketch data, SetSketch reference, EqualSizeMetric metric) => _found[(data, reference, metric.Key)];
}
