using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the rare cases of a dataset, and their budgets.</summary>
internal sealed class BucketBinder(BudgetBinder budgets, ProblemList problems)
{
    public (ImmutableArray<Bucket> Buckets, ImmutableArray<MeasuredBudget> Budgets) Bind(MappingNode? tails)
    {
        var buckets = ImmutableArray.CreateBuilder<Bucket>();
        var all = ImmutableArray.CreateBuilder<MeasuredBudget>();
        foreach (var (key, value) in tails?.Entries ?? [])
        {
            if (value is not MappingNode map) continue;
            var own = budgets.Bind(map, SectionKeys.Bucket, Section.Tails, key.Text);
            if (own.IsEmpty)
                problems.AddMissing(PolicyCodes.Missing, $"the rare case {Display.Quote(key.Text)} has no budget, so it can't fail; give it a count or a share", key.Place);
            buckets.Add(new Bucket { Name = key.Text, Where = Where(map), Matches = SectionKeys.Matches.Find(map), Place = key.Place });
            all.AddRange(own);
        }
        return (buckets.ToImmutable(), all.ToImmutable());
    }

    private static ImmutableArray<FieldMatch> Where(MappingNode bucket)
    {
        var matches = ImmutableArray.CreateBuilder<FieldMatch>();
        foreach (var (key, value) in bucket.MapOf(SectionKeys.Where)?.Entries ?? [])
        {
            if (TextScalars.Field.Read(key) is { } field) matches.Add(new FieldMatch(field, OriginBinder.ValuePatterns(value), key.Place));
        }
        return matches.ToImmutable();
    }
}
