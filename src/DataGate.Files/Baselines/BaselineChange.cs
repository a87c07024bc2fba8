using System.Collections.Immutable;
using DataGate.Verdicts.History;

namespace DataGate.Files.Baselines;

/// <summary>What differs between two baselines.</summary>
public static class BaselineChange
{
    /// <summary>Each number that differs, as it was and as it is; in the order of the keys. Counts of records are left out.</summary>
    public static ImmutableArray<string> Of(Baseline before, Baseline now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        return
        [
            .. before.Lines.Concat(now.Lines).Select(line => line.Key).Where(key => key.Measure != BaselineKey.Records).Distinct().Order(BaselineKey.Order)
                .Select(key => (Key: key, Was: before.Find(key), Is: now.Find(key))).Where(pair => Says(pair.Was) != Says(pair.Is))
                .Select(pair => $"{pair.Key.Measure} of {pair.Key.Slice} in {pair.Key.Dataset}: {Says(pair.Was, pair.Is)} → {Says(pair.Is)}"),
        ];
    }

    /// <summary>A number with its size, unless what comes next has the same.</summary>
    private static string Says(BaselineLine? line, BaselineLine? next = null) => line is null ? "nothing"
        : line.Value is not { } value ? "no number"
        : line.Size is { } size && next?.Size != size ? $"{Baseline.Text(value)} at {size}" : Baseline.Text(value);
}
