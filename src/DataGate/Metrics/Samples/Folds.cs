using DataGate.Text;

namespace DataGate.Metrics.Samples;

/// <summary>Which part of a cross-validation a document is in: by its content alone, so that equal contents are never on both sides.</summary>
public static class Folds
{
    /// <summary>How many parts.</summary>
    public const int Count = 5;

    private const ulong Seed = 0x5F0D;

    /// <summary>0…4. Mixed first: contents of a sample are those with the smallest hashes.</summary>
    public static int Of(ulong content) => (int)(Hash64.Pair(content, Seed) % Count);
}
