using System.Collections.Immutable;
using DataGate.Files.Paths;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Scanning;
using DataGate.Verdicts;

namespace DataGate.Files.Memos;

/// <summary>Under which names a scan is kept: what it gathers, as far as the policy's text alone doesn't say it.</summary>
internal sealed class ScanNames
{
    /// <param name="plan">What the scan is for.</param>
    /// <param name="needs">What it gathers: of the data, or of its reference.</param>
    /// <param name="fence">Of the policy.</param>
    public ScanNames(DatasetPlan plan, Needs needs, RepositoryFence fence)
    {
        var isReference = ReferenceEquals(needs, plan.Reference);
        var alone = isReference ? plan.Alone.Reference! : plan.Alone.Data;
        Own = Describe(plan.Dataset, isReference, needs);
        Set = Describe(plan.Dataset, isReference, alone);
        Lender = Set != Own && alone.Sketches.Holds(needs.Sketches) && Set == Describe(plan.Dataset, isReference, needs with { Sketches = alone.Sketches }) ? Set : null;
        Compares = !isReference && !plan.Dataset.IsAnchor && Path.Exists(Path.Join(fence.Root, ".git"));
    }

    /// <summary>Of what is gathered.</summary>
    public string Own { get; }

    /// <summary>Of the set, whether or not a change of it is judged.</summary>
    public string Set { get; }

    /// <summary>Of what a check without a change gathers, where it is the same in larger tables: what was left out of these is left out of smaller ones. Null: it isn't.</summary>
    public string? Lender { get; }

    /// <summary>Of what makes records the same.</summary>
    public string Records => Lender ?? Own;

    /// <summary>Whether a change of the set is judged, or may be.</summary>
    public bool Compares { get; }

    private static string Describe(DatasetPolicy dataset, bool isReference, Needs needs) => string.Join('\n',
        // A dataset's name holds no line break.
        dataset.Name, dataset.IsAnchor, isReference, needs.Text.Text, needs.Label?.Text, needs.Created?.Text, needs.Words, needs.Seed, needs.Sketches, needs.Id?.Text, needs.Parent?.Text, needs.Topic?.Text, needs.Generation?.Text, needs.Origin is null, needs.Splits,
        Kinds(needs.Whole), Kinds(needs.InSplits), string.Join(';', needs.InBuckets.Select(Kinds)),
        string.Join(';', needs.Groups.Select(group => $"{group.By.Text} {group.Bucket} {Kinds(group.Kinds)}")));

    private static string Kinds(ImmutableArray<SketchKind> kinds) => string.Join(',', kinds);
}
