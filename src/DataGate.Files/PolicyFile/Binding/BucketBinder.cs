using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;
using DataGate.Metrics.Tail;
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
            if (map.Has(SectionKeys.Near)) CheckInside(own);
            buckets.Add(new Bucket { Name = key.Text, Where = Where(map), Matches = SectionKeys.Matches.Find(map), Near = Near(map), Place = key.Place });
            all.AddRange(own);
        }
        return (buckets.ToImmutable(), all.ToImmutable());
    }

    /// <summary>Who is in such a case is found when all is read, by the texts alone: labels are not there any more.</summary>
    private void CheckInside(IEnumerable<MeasuredBudget> own)
    {
        foreach (var measured in own.Where(measured => !measured.IsOff && !MetricCatalog.Get(measured.Metric.Name).Needs.All(NearBucket.CanGather)))
            problems.Add(PolicyCodes.WrongBound, $"'{measured.Metric.Name}' can't be measured inside a case by 'near', which is found by texts alone; choose the case by 'where' or 'matches' for it", measured.Budget.Place);
    }

    private static Nearness? Near(MappingNode bucket)
    {
        if (bucket.MapOf(SectionKeys.Near) is not { } near) return null;
        var phrases = near.ValueOf(SectionKeys.Phrases).Scalars().Select(phrase => phrase.Text).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return phrases.IsEmpty ? null : new Nearness(phrases, SectionKeys.Nearness.Read(near, Nearness.DefaultSimilarity));
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
