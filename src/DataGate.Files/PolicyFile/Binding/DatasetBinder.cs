using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes a dataset's part of the policy.</summary>
internal sealed class DatasetBinder(Inherited defaults, FileSetBinder files, TaxonomyBinder taxonomies, bool hasJudge, ProblemList problems)
{
    /// <summary>The dataset, and its reference where that is held against newer records; nothing where too much is missing to make them, which is reported.</summary>
    public IEnumerable<DatasetPolicy> BindAll(PolicyEntry entry)
    {
        if (Bind(entry) is not { } dataset || entry.Value is not MappingNode map) return [];
        var inherited = defaults.Over(map);
        if (new ReferenceBinder(inherited, files, problems).Anchor(dataset, map, new BudgetBinder(inherited, dataset.Label, problems)) is not { } anchor) return [dataset];
        // What is found of the reference is exempted where the dataset stands: it has no place of its own for it.
        var ofAnchor = dataset.Exemptions.Where(exemption => exemption.Code == RuleCodes.AnchorDrift).ToImmutableArray();
        return [dataset with { Exemptions = dataset.Exemptions.RemoveRange(ofAnchor) }, anchor with { Exemptions = ofAnchor }];
    }

    private DatasetPolicy? Bind(PolicyEntry entry)
    {
        if (entry.Value is not MappingNode map) return null;
        var inherited = defaults.Over(map);
        var label = DatasetKeys.Label.Find(map);
        var budgetBinder = new BudgetBinder(inherited, label, problems);
        var (buckets, tails) = new BucketBinder(budgetBinder, problems).Bind(map.MapOf(SectionKeys.Tails));
        var reference = new ReferenceBinder(inherited, files, problems).Bind(map.Find(DatasetKeys.Reference.Name));
        var leakage = new LeakageBinder(budgetBinder, files, problems);
        var splits = leakage.Splits(map.MapOf(LeakageKeys.Splits));
        ImmutableArray<MeasuredBudget> budgets =
        [
            .. budgetBinder.Bind(map.MapOf(SectionKeys.Diversity), SectionKeys.DiversityMap, Section.Diversity),
            .. budgetBinder.Bind(map.MapOf(SectionKeys.Divergence), SectionKeys.DivergenceMap, Section.Divergence),
            .. budgetBinder.Bind(map.MapOf(SectionKeys.Synthetic), SectionKeys.SyntheticMap, Section.Synthetic),
            .. tails,
            .. budgetBinder.Bind(map.MapOf(SectionKeys.Labels), SectionKeys.LabelsMap, Section.Labels),
            .. budgetBinder.Bind(map.MapOf(SectionKeys.Taxonomy), TaxonomyKeys.Map, Section.Taxonomy),
            .. leakage.Budgets(map.MapOf(LeakageKeys.Leak), splits, reference),
        ];
        var origin = new OriginBinder(files, problems).Bind(map.Find(DatasetKeys.Origin.Name));
        new Requirements(map, hasJudge, problems).Check(budgets, reference);
        var exemptions = new ExemptionBinder(entry.Key.Text, buckets, [.. budgets.Select(b => b.Budget)], problems).Bind(map.ValueOf(ExemptionKeys.Exempt));
        if (files.Bind(map.ValueOf(DatasetKeys.Files)) is not { } fileSet || DatasetKeys.Text.Find(map) is not { } text) return null;
        return new DatasetPolicy
        {
            Name = entry.Key.Text,
            Place = entry.Key.Place,
            Files = fileSet,
            AllowEmpty = DatasetKeys.AllowEmpty.Read(map, fallback: false),
            Format = DatasetKeys.Format.Read(map, "auto"),
            Text = text,
            Label = label,
            Id = DatasetKeys.Id.Find(map),
            Created = DatasetKeys.Created.Find(map),
            Parent = DatasetKeys.Parent.Find(map),
            Generation = DatasetKeys.Generation.Find(map),
            Origin = origin,
            Severity = inherited.Severity,
            MinRecords = inherited.MinRecords,
            Owner = inherited.Owner,
            Reference = reference,
            Taxonomy = taxonomies.Bind(map.Find(SectionKeys.Taxonomy.Name)),
            Splits = splits,
            Buckets = buckets,
            Budgets = [.. budgets.Select(b => b.Budget)],
            History = inherited.History,
            Exemptions = exemptions,
            Reading = Reading(map.MapOf(DatasetKeys.Reading)),
        };
    }

    private static Reading Reading(MappingNode? map)
    {
        var reading = new Reading();
        return map is null ? reading : new Reading
        {
            Malformed = ReadingKeys.Malformed.Read(map, reading.Malformed),
            DuplicateKey = ReadingKeys.DuplicateKey.Read(map, reading.DuplicateKey),
            MissingText = ReadingKeys.MissingText.Read(map, reading.MissingText),
            EmptyText = ReadingKeys.EmptyText.Read(map, reading.EmptyText),
            MissingShard = ReadingKeys.MissingShard.Read(map, reading.MissingShard),
        };
    }
}
