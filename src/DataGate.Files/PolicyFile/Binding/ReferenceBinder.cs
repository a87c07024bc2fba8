using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the reality anchor.</summary>
/// <param name="inherited">The dataset's settings.</param>
/// <param name="files">Makes its file set.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ReferenceBinder(Inherited inherited, FileSetBinder files, ProblemList problems)
{
    public ReferencePolicy? Bind(PolicyEntry? entry)
    {
        if (entry?.Value is not MappingNode map) return null;
        if (map.Find(ReferenceKeys.Slice.Name) is { } slice && (map.Find(ReferenceKeys.Files.Name) ?? map.Find(ReferenceKeys.Revision.Name)) is { } other)
        {
            problems.Add(
                PolicyCodes.WrongValue, $"'reference' already has '{other.Key.Text}'; a slice of the dataset, or files and their revision, are wanted", slice.Key.Place);
        }
        return new ReferencePolicy
        {
            Files = files.Bind(map.ValueOf(ReferenceKeys.Files)),
            Revision = ReferenceKeys.Revision.Find(map),
            Slice = ReferenceKeys.Slice.FindValue(map),
            MaxAge = Age(map),
            Place = entry.Key.Place,
        };
    }

    /// <summary>The reference as a set of its own that is held against newer records; null: it is not.</summary>
    /// <param name="dataset">The dataset that it is the reference of.</param>
    /// <param name="map">The dataset's part of the policy.</param>
    /// <param name="budgets">Makes the budgets.</param>
    public DatasetPolicy? Anchor(DatasetPolicy dataset, MappingNode map, BudgetBinder budgets)
    {
        if (map.MapOf(DatasetKeys.Reference)?.Find(ReferenceKeys.Newer.Name) is not { Value: MappingNode newer } entry) return null;
        if (dataset.Reference is not { Files: { } old, Revision: null })
        {
            problems.Add(PolicyCodes.WrongValue, "'newer' holds the reference's files against newer ones: the reference here is not files as they stand", entry.Key.Place);
            return null;
        }
        if (files.Bind(newer.ValueOf(ReferenceKeys.NewerFiles)) is not { } found) return null;
        var measured = budgets.Bind(newer, SectionKeys.NewerMap, Section.Divergence);
        if (measured.IsEmpty) problems.AddMissing(PolicyCodes.Missing, "'newer' needs a budget, such as token-js: how far the reference may have drifted", entry.Key.Place);
        foreach (var budget in measured.Where(budget => budget.Budget.On is not null || budget.Budget.By is not null))
            problems.Add(PolicyCodes.WrongValue, "a reference is held against newer records as a whole: remove 'on' and 'by'", budget.Budget.Place);
        foreach (var budget in measured.Where(budget => dataset.Label is null && budget.Metric.Name.StartsWith("label", StringComparison.Ordinal)))
            problems.AddMissing(PolicyCodes.Undeclared, $"the dataset declares no 'label': '{budget.Metric.Name}' counts labels", budget.Budget.Place);
        return new DatasetPolicy
        {
            Name = DatasetPolicy.AnchorOf(dataset.Name),
            Place = entry.Key.Place,
            Files = old,
            Format = dataset.Format,
            Text = dataset.Text,
            Label = dataset.Label,
            Severity = inherited.Severity,
            MinRecords = inherited.MinRecords,
            Owner = dataset.Owner,
            Reference = new ReferencePolicy { Files = found, Place = entry.Key.Place },
            Budgets = [.. measured.Select(budget => budget.Budget with { OfAnchor = true, History = null })],
            Reading = dataset.Reading,
            IsAnchor = true,
        };
    }

    private MaxAge? Age(MappingNode map) => !ReferenceKeys.MaxAge.TryRead(map, out var most) || map.Find(ReferenceKeys.MaxAge.Name) is not { } entry ? null
        : new MaxAge(most.TotalDays, ((ScalarNode)entry.Value).Text, entry.Key.Place) { Severity = inherited.Severity, NotJudged = inherited.NotJudged };
}
