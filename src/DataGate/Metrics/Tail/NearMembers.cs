using System.Collections.Immutable;
using System.Globalization;
using DataGate.Metrics.Samples;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Tail;

/// <summary>The records of a slice that are near a phrase: all of them where every different text of the slice is held, else those of a sample, and an estimate of how many there are.</summary>
public sealed record NearMembers
{
    private const int ShownIn = 2, ShownOut = 3;

    /// <summary>The members among the texts held, as a scope with the slice alone in it.</summary>
    public required ScopeSketch Held { get; init; }

    /// <summary>Why no text could be embedded: a clause; null: all held ones were.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether every different text of the slice is held, so that <see cref="Held"/> has all members.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Different texts held.</summary>
    public int Contents { get; init; }

    /// <summary>Members in all, and the 95% interval of their number.</summary>
    public double Records { get; init; }

    public double Low { get; init; }

    public double High { get; init; }

    /// <summary>How the number was come by.</summary>
    public string Method => IsWhole ? "exact" : string.Create(CultureInfo.InvariantCulture, $"sample of {Contents:N0} different texts, score interval, 95%");

    /// <summary>The nearest texts: of the members first, then of all others.</summary>
    public ImmutableArray<NearText> In { get; init; } = [];

    public ImmutableArray<NearText> Out { get; init; } = [];

    /// <summary>Why a measure of how varied the members are can't be taken; null: it can.</summary>
    public string? WhyNotInside => WhyNot ?? (IsWhole ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"only {Contents:N0} different texts were embedded, which shows how many records are near the phrases, not which: set 'sample' to more than there are, or narrow the case by 'where' or 'matches'"));

    internal ImmutableArray<Evidence> Explain() => [.. In.Select(text => text.Show("in the bucket")), .. Out.Select(text => text.Show("outside, next to it"))];

    /// <summary>Those of a whole slice.</summary>
    /// <param name="held">The members.</param>
    /// <param name="texts">Every text of the slice.</param>
    /// <param name="isNear">Whether a text is a member.</param>
    internal static NearMembers Whole(ScopeSketch held, IReadOnlyCollection<NearText> texts, Func<NearText, bool> isNear)
    {
        double records = texts.Where(isNear).Sum(near => near.Text.Times);
        return new NearMembers { Held = held, Contents = texts.Count, Records = records, Low = records, High = records, In = Nearest(texts.Where(isNear), ShownIn), Out = Nearest(texts.Where(text => !isNear(text)), ShownOut) };
    }

    /// <summary>Those of a slice of which a bottom-k sample is held.</summary>
    /// <remarks>
    /// Heavy texts are held surely and counted as they are. Of the others the sample's share estimates that of all: Wilson's interval over as many independent records as the weights of
    /// the texts amount to (Kish 1965: n = (Σ t)² / Σ t²), since copies of a text share its fate; never below what was seen, never above that and all that was not.
    /// </remarks>
    internal static NearMembers Estimate(ScopeSketch held, IReadOnlyCollection<NearText> texts, long records, Func<NearText, bool> isNear)
    {
        double sure = 0, sureNear = 0, light = 0, lightNear = 0, squares = 0;
        foreach (var near in texts)
        {
            double times = near.Text.Times;
            if (near.Text.Times > records / HeavyTexts.Share)
            {
                sure += times;
                sureNear += isNear(near) ? times : 0;
                continue;
            }
            light += times;
            squares += times * times;
            lightNear += isNear(near) ? times : 0;
        }
        var all = Math.Max(light, records - sure);
        var share = light > 0 ? lightNear / light : 0;
        var independent = light > 0 ? light * light / squares : 0;
        var (low, high) = light > 0 ? (all * Wilson.Low(share, independent), all * Wilson.High(share, independent)) : (0, all);
        return Whole(held, texts, isNear) with
        {
            IsWhole = false,
            Records = sureNear + (all * share),
            Low = sureNear + Math.Max(lightNear, low),
            High = sureNear + Math.Min(lightNear + all - light, high),
        };
    }

    private static ImmutableArray<NearText> Nearest(IEnumerable<NearText> texts, int most) =>
        [.. texts.Where(text => float.IsFinite(text.Cosine)).OrderByDescending(text => text.Cosine).ThenBy(text => text.Text.Content).Take(most)];
}
