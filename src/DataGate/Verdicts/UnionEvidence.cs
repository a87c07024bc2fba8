using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>Which datasets made the value of a union what it is, those that did most first, each with rows of its own.</summary>
internal static class UnionEvidence
{
    /// <summary>A dataset's part in a value.</summary>
    /// <param name="Name">Of the dataset.</param>
    /// <param name="Amount">How much it brings: more is more to blame.</param>
    /// <param name="Rows">What to show.</param>
    private sealed record Share(string Name, double Amount, EvidenceRows Rows);

    public static ImmutableArray<EvidenceRows> Of(Budget budget, ImmutableArray<(string Name, UnionPart Part)> parts) =>
    [
        .. Shares(budget, parts).Where(share => share.Amount > 0).OrderByDescending(share => share.Amount).ThenBy(share => share.Name, StringComparer.Ordinal).Select(share => share.Rows),
    ];

    private static IEnumerable<Share> Shares(Budget budget, ImmutableArray<(string Name, UnionPart Part)> parts) => budget.Metric switch
    {
        "unlabelled" => Unmatched(parts),
        "source-share" or "effective-sources" => Generated(parts),
        "depth" => parts.Select(part => new Share(
            part.Name, (part.Part.Depth as Measured)?.Value ?? 0,
            new EvidenceRows($"of '{part.Name}', {part.Part.Deepest?.What}", null, part.Part.Deepest?.Records ?? 0, part.Part.Deepest?.Rows ?? []))),
        "age" => Aged(parts),
        _ => Synthetic(budget.Of, parts),
    };

    private static IEnumerable<Share> Synthetic(Unit unit, ImmutableArray<(string Name, UnionPart Part)> parts)
    {
        var all = parts.Sum(part => (double)part.Part.Synthetic.In(unit));
        return parts.Select(part => (part.Name, part.Part, Own: part.Part.Synthetic)).Select(part => new Share(
            part.Name, part.Own.In(unit),
            new EvidenceRows(
                $"of '{part.Name}', {Percent(part.Own.In(unit), all)} of the synthetic {Word(unit)}; {Percent(part.Own.In(unit), part.Part.All.In(unit))} of its own {Word(unit)} are synthetic",
                null, part.Own.Records, part.Own.Records == 0 ? [] : [part.Part.Locate(part.Own.First)])));
    }

    private static IEnumerable<Share> Unmatched(ImmutableArray<(string Name, UnionPart Part)> parts)
    {
        var all = parts.Sum(part => (double)part.Part.All.Unmatched.Weight);
        return parts.Select(part => new Share(
            part.Name, part.Part.All.Unmatched.Weight,
            new EvidenceRows($"of '{part.Name}', {Percent(part.Part.All.Unmatched.Weight, all)} of those of unknown origin", null, part.Part.All.Unmatched.Weight, Rows(part.Part, part.Part.All.Unmatched))));
    }

    /// <summary>By the records of the largest generator of all.</summary>
    private static IEnumerable<Share> Generated(ImmutableArray<(string Name, UnionPart Part)> parts)
    {
        var counts = parts.Select(part => (part.Name, part.Part, part.Part.Sums.Leaf(RecordOrigin.Synthetic).Get<ValueCounts>(SketchKind.Generators).Counts)).ToList();
        var totals = counts.SelectMany(part => part.Counts).GroupBy(pair => pair.Key, StringComparer.Ordinal).Select(group => (Name: group.Key, Records: group.Sum(pair => pair.Value.Weight))).ToList();
        if (totals.Count == 0) return [];
        var largest = totals.OrderByDescending(total => total.Records).ThenBy(total => total.Name, StringComparer.Ordinal).First();
        return counts.Select(part => (part.Name, part.Part, Own: part.Counts.GetValueOrDefault(largest.Name))).Select(part => new Share(
            part.Name, part.Own.Weight,
            new EvidenceRows($"of '{part.Name}', {Percent(part.Own.Weight, largest.Records)} of the largest generator's", Excerpts.Of(largest.Name), part.Own.Weight, part.Own.Times == 0 ? [] : Rows(part.Part, part.Own))));
    }

    private static IEnumerable<Share> Aged(ImmutableArray<(string Name, UnionPart Part)> parts)
    {
        foreach (var (name, part) in parts)
        {
            var dates = part.Sums.Leaf(RecordOrigin.Synthetic).Get<NumberRange>(SketchKind.Dates);
            if (dates.Known == 0) continue;
            var day = UnixDay.Show(dates.Smallest.Number);
            // Older is more.
            yield return new Share(name, (double)int.MaxValue - dates.Smallest.Number, new EvidenceRows($"of '{name}', the oldest, made on {day}", null, dates.Smallest.Records.Weight, Rows(part, dates.Smallest.Records)));
        }
    }

    private static ImmutableArray<Location> Rows(UnionPart part, in Copies copies) => [.. Metrics.Rows.Of(copies).Select(part.Locate)];

    private static string Word(Unit unit) => unit.ToString().ToLowerInvariant();

    private static string Percent(double part, double whole) => whole == 0 ? "0%" : Figures.Of(part / whole, ValueRange.Share, percent: true);
}
