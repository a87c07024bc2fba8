using System.Collections.Immutable;
using DataGate.Metrics.Origin;
using DataGate.Metrics.Sketches;

namespace DataGate.Metrics.Leaking;

/// <summary>The texts that most leaking records have: where they stand here, then where they stand there.</summary>
internal static class LeakedRows
{
    private const int Shown = 5;

    /// <param name="equal">Texts that stand in both sets.</param>
    /// <param name="near">Near repeats; null: none were looked for.</param>
    /// <param name="here">The set whose records leak.</param>
    /// <param name="there">The other.</param>
    /// <param name="input">Names the other as findings do.</param>
    public static ImmutableArray<Evidence> Of(EqualTexts equal, NearRepeats? near, SetSketch here, SetSketch there, MetricInput input)
    {
        var name = input.ReferenceName;
        var (own, other) = (here.Get<DocumentSample>(SketchKind.Sample), there.Get<DocumentSample>(SketchKind.Sample));
        var pairs = equal.Found.OrderByDescending(text => text.Here.Times).ThenBy(text => text.Here.First).Take(Shown).SelectMany(text => (Evidence[])
        [
            new($"stands in {name} too", (own.Find(text.Content) ?? other.Find(text.Content)) is { } shown ? Excerpts.Of(shown.Text) : null, text.Here.Times, Rows.Of(text.Here)),
            new($"the same text in {name}", null, text.There.Times, input.IsBase ? [.. Rows.Of(text.There).Except(Rows.Of(text.Here))] : Rows.Of(text.There)) { InReference = true },
        ]);
        var nearly = (near?.Pairs ?? []).OrderByDescending(pair => pair.Repeat.Times).ThenBy(pair => pair.Repeat.Places.Count == 0 ? default : pair.Repeat.Places[0]).Take(Shown).SelectMany(pair => (Evidence[])
        [
            new($"nearly stands in {name} too", Excerpts.Of(pair.Repeat.Text), pair.Repeat.Times, [.. pair.Repeat.Places]),
            new($"the text in {name} that it nearly repeats", Excerpts.Of(pair.Of.Text), pair.Of.Times, [.. pair.Of.Places]) { InReference = true },
        ]);
        return [.. pairs, .. nearly];
    }
}
