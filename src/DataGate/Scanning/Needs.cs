using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Scanning;

/// <summary>What one pass over a set of files has to gather.</summary>
public sealed record Needs
{
    public required TextTemplate Text { get; init; }

    public FieldPath? Label { get; init; }

    /// <summary>The field that names a leaf of the taxonomy.</summary>
    public FieldPath? Topic { get; init; }

    public FieldPath? Created { get; init; }

    public FieldPath? Generation { get; init; }

    /// <summary>The field that names a record; null where no ancestry is followed.</summary>
    public FieldPath? Id { get; init; }

    /// <summary>The field that names the record, or records, that one was made from.</summary>
    public FieldPath? Parent { get; init; }

    public Origin? Origin { get; init; }

    public required Words Words { get; init; }

    public required ulong Seed { get; init; }

    public required SketchOptions Sketches { get; init; }

    /// <summary>Sketches of the whole set.</summary>
    public ImmutableArray<SketchKind> Whole { get; init; } = [];

    public ImmutableArray<Bucket> Buckets { get; init; } = [];

    /// <summary>Sketches of each bucket, in their order.</summary>
    public ImmutableArray<ImmutableArray<SketchKind>> InBuckets { get; init; } = [];

    /// <summary>How many splits cut the set by files.</summary>
    public int Splits { get; init; }

    /// <summary>Sketches of each split.</summary>
    public ImmutableArray<SketchKind> InSplits { get; init; } = [];

    /// <summary>Fields whose values cut the set into groups, each with the groups' sketches.</summary>
    public ImmutableArray<GroupNeeds> Groups { get; init; } = [];

    /// <summary>The longest n-grams that any sketch reads.</summary>
    public int Orders
    {
        get
        {
            var kinds = new SketchKinds().Add(Whole).Add(InSplits);
            foreach (var bucket in InBuckets) kinds.Add(bucket);
            foreach (var group in Groups) kinds.Add(group.Kinds);
            return kinds.Orders;
        }
    }
}

/// <param name="By">The field.</param>
/// <param name="Kinds">Sketches of each of its values' records.</param>
public sealed record GroupNeeds(FieldPath By, ImmutableArray<SketchKind> Kinds)
{
    /// <summary>The bucket that is cut, by its number; null: the whole set is.</summary>
    public int? Bucket { get; init; }

    /// <summary>Beyond so many different values the field cuts nothing, and no group is kept.</summary>
    public const int MaxGroups = 1_000;

    /// <summary>What a record without the field counts as.</summary>
    public const string NoValue = "(none)";
}
