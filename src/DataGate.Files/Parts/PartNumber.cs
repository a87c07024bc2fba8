using System.Globalization;
using System.Runtime.InteropServices;
using DataGate.Files.Readers;

namespace DataGate.Files.Parts;

/// <summary>Which part of how many: <c>3/8</c> is the third of eight.</summary>
/// <param name="Index">1 … <paramref name="Count"/>.</param>
/// <param name="Count">1 … 100,000.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PartNumber(int Index, int Count)
{
    private const int MaxCount = 100_000;

    public static PartNumber? TryParse(string text)
    {
        var cut = text.IndexOf('/', StringComparison.Ordinal);
        if (cut < 0) return null;
        return int.TryParse(text.AsSpan(0, cut), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(text.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count && count <= MaxCount
            ? new PartNumber(index, count)
            : null;
    }

    /// <summary>The chunks of a plan that are this part's: neighbours, with about the same bytes in every part.</summary>
    public IReadOnlyList<int> ChunksOf(ScanPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Count == 1) return [.. Enumerable.Range(0, plan.Chunks.Length)];
        var total = Math.Max(1, plan.Length);
        var chosen = new List<int>();
        long before = 0;
        foreach (var chunk in plan.Chunks)
        {
            var middle = before + (chunk.Length / 2);
            if (Int128.Min(Count - 1, (Int128)middle * Count / total) == Index - 1) chosen.Add(chunk.Index);
            before += chunk.Length;
        }
        return chosen;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
