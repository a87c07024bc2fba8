using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;
using DataGate.Text;

namespace DataGate.Verdicts;

/// <summary>The comparisons at equal size that a dataset's budgets ask for: each pair of sets is drawn once, whatever the number of measures.</summary>
/// <param name="words">Splits the texts.</param>
/// <param name="options">How to draw.</param>
/// <param name="embedding">How models read texts, where a measure asks for it.</param>
internal sealed class Comparisons(WordSplitter words, ComparisonOptions options, EmbeddingSample embedding)
{
    private readonly Dictionary<(SetSketch Data, SetSketch Reference), Dictionary<string, EqualSizeMetric>> _asked = [];
    private readonly Dictionary<(SetSketch Data, SetSketch Reference, string Metric), (Compared? Compared, string WhyNot)> _found = [];

    public void Ask(SetSketch data, SetSketch reference, EqualSizeMetric metric)
    {
        if (!_asked.TryGetValue((data, reference), out var metrics)) _asked.Add((data, reference), metrics = new(StringComparer.Ordinal));
        metrics.TryAdd(metric.Key, metric);
    }

    public void Run()
    {
        foreach (var ((data, reference), metrics) in _asked)
        {
            var sides = (Data: SampledSide.Of(data), Reference: SampledSide.Of(reference));
            var read = metrics.Values.Where(metric => metric is DrawMetric draws && embedding.IsRead(draws)).ToList();
            var plain = metrics.Values.Except(read).ToList();
            if (plain.Count > 0) Add(data, reference, plain, new Comparison(words, sides.Data, sides.Reference, options, measures: plain));
            if (read.Count == 0) continue;
            sides = (embedding.Of(sides.Data), embedding.Of(sides.Reference));
            foreach (var group in read.GroupBy(metric => ((DrawMetric)metric).OverPerplexities)) RunRead(data, reference, [.. group], sides, group.Key);
        }
        _asked.Clear();
    }

    /// <summary>What was found; null: see <see cref="WhyNot"/>.</summary>
    public Compared? Find(SetSketch data, SetSketch reference, EqualSizeMetric metric) => _found[(data, reference, metric.Key)].Compared;

    /// <summary>Why nothing was found: a clause.</summary>
    public string WhyNot(SetSketch data, SetSketch reference, EqualSizeMetric metric) => _found[(data, reference, metric.Key)].WhyNot;

    private void RunRead(SetSketch data, SetSketch reference, List<EqualSizeMetric> metrics, (SampledSide Data, SampledSide Reference) sides, bool overPerplexities)
    {
        if (embedding.Prepare(sides.Data, sides.Reference, overPerplexities) is { } whyNot)
        {
            foreach (var metric in metrics) _found.Add((data, reference, metric.Key), (null, whyNot));
            return;
        }
        // What is done with what models made of the texts doesn't grow with their length, and their number is bounded already.
        var comparison = new Comparison(words, sides.Data, sides.Reference, options with { MaxTokens = int.MaxValue }, embedding);
        Add(data, reference, metrics, comparison);
    }

    private void Add(SetSketch data, SetSketch reference, List<EqualSizeMetric> metrics, Comparison comparison)
    {
        var fitting = metrics.Where(metric => metric is not DrawMetric draws || draws.LeastRecords <= comparison.Records).ToList();
        var results = comparison.Run(fitting);
        for (var i = 0; i < fitting.Count; i++) _found.Add((data, reference, fitting[i].Key), (results[i], "it is undefined on draws of equal size"));
        foreach (var metric in metrics.Except(fitting))
        {
            var least = ((DrawMetric)metric).LeastRecords;
            _found.Add((data, reference, metric.Key), (null, string.Create(
                CultureInfo.InvariantCulture, $"of {least:N0} records that it needs of each side there are {comparison.Records:N0}")));
        }
    }
}
