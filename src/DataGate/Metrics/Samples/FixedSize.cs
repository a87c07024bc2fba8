using System.Globalization;
using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Metrics.Samples;

/// <summary>A size that sets are drawn to, so that a number of one day can stand beside that of another.</summary>
/// <param name="Amount">1 or more.</param>
/// <param name="Unit">Records; or tokens, for measures that n-grams make up: longer records are no loss then.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FixedSize(long Amount, Unit Unit)
{
    /// <summary>The largest sizes: beyond them a number costs more and says no more.</summary>
    public const long MostRecords = 5_000, MostTokens = 100_000;

    /// <summary>The part of a set that its size takes at most: so much may be removed before the size is out of reach.</summary>
    private const double Part = 0.8;

    /// <summary>The largest of 10, 20, 50, 100, 200 … that a set of so much leaves room around; null: it is too small for any.</summary>
    /// <param name="available">Records or tokens that there are.</param>
    /// <param name="unit">Which of them.</param>
    public static FixedSize? Within(double available, Unit unit)
    {
        var most = Math.Min(available * Part, unit == Unit.Tokens ? MostTokens : MostRecords);
        long found = 0;
        for (long step = 10; step <= most; step *= 10)
            foreach (var size in (long[])[step, 2 * step, 5 * step])
                if (size <= most) found = size;
        return found == 0 ? null : new FixedSize(found, unit);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:N0} {Unit.ToString().ToLowerInvariant()}");
}
