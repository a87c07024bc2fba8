using System.Collections.Immutable;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Rules.Diversity;

/// <summary>
/// <para>What: a set that is more diverse than its reference while its divergence from it is beyond bounds.</para>
/// <para>Why: More variety isn't better when it is variety of something else: drift and noise raise every diversity measure (arXiv 2506.19262).</para>
/// <para>Only distances say that: labels and rare words that are gone (label-coverage, rare-retention) are loss, and a distance below its <c>min</c> is nearness.</para>
/// <para>Example: paraphrases by a large model use more words than people do, and others: distinct-2 above the reference, token-js far beyond its null.</para>
/// </summary>
public static class DiverseButShifted
{
    /// <summary>What the rulings of one dataset say together; one finding a slice at most.</summary>
    public static ImmutableArray<Finding> Of(ImmutableArray<Ruling> rulings)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var slice in rulings.GroupBy(ruling => ruling.Judgement.Slice, StringComparer.Ordinal))
        {
            var better = slice.Where(ruling => ruling.Judgement is { Metric.Family: MetricFamily.Diversity, Equal.IsBetter: true }).ToList();
            var shifted = slice.Where(IsShift).ToList();
            if (better.Count == 0 || shifted.Count == 0) continue;
            var first = shifted[0].Judgement;
            findings.Add(new Finding
            {
                Code = RuleCodes.DiverseButShifted,
                Kind = FindingKind.Remark,
                Severity = Severity.Warning,
                Message = $"The data is more diverse than its reference ({Names(better)}) and has moved away from it ({Names(shifted)}): "
                    + "that is not better data but other data. Look at what the divergence names before taking the diversity for a gain.",
                Policy = first.Budget.Place,
                Dataset = first.Dataset,
                Slice = first.Slice,
                Owner = first.Budget.Owner,
                Records = first.Records,
            });
        }
        return findings.ToImmutable();
    }

    private static bool IsShift(Ruling ruling) =>
        ruling is { Outcome: Outcome.Broken, Judgement: { Metric: { Family: MetricFamily.Divergence, Better: Better.Lower }, Budget.Max: { } max } judgement }
        && judgement.For(max) is Measured measured && measured.Value > max.Resolve(judgement.AnchorValue ?? 0);

    private static string Names(IEnumerable<Ruling> rulings) =>
        string.Join(", ", rulings.Select(ruling => ruling.Judgement.Metric.Name).Distinct(StringComparer.Ordinal));
}
