using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes a dataset's splits, and the budgets of what leaks from one set into another.</summary>
internal sealed class LeakageBinder(BudgetBinder budgets, FileSetBinder files, ProblemList problems)
{
    public ImmutableArray<SplitPolicy> Splits(MappingNode? map)
    {
        var splits = ImmutableArray.CreateBuilder<SplitPolicy>();
        foreach (var (key, value) in map?.Entries ?? [])
        {
            if (key.Text == LeakageKeys.Reference)
                problems.Add(PolicyCodes.WrongValue, "'reference' is what data is measured from, and no name of a split; call it otherwise", key.Place);
            else if (files.Bind(value) is { } set) splits.Add(new SplitPolicy(key.Text, set, key.Place));
        }
        return splits.ToImmutable();
    }

    /// <param name="map">What stands behind <c>leakage</c>.</param>
    /// <param name="splits">The dataset's.</param>
    /// <param name="reference">The dataset's.</param>
    public ImmutableArray<MeasuredBudget> Budgets(MappingNode? map, ImmutableArray<SplitPolicy> splits, ReferencePolicy? reference)
    {
        var all = ImmutableArray.CreateBuilder<MeasuredBudget>();
        foreach (var entry in map?.Entries ?? [])
        {
            var isReference = entry.Key.Text == LeakageKeys.Reference;
            var measured = budgets.Bind(entry, LeakageKeys.Budget, Section.Leakage, bucket: null);
            measured = measured with
            {
                Budget = measured.Budget with
                {
                    Against = isReference ? null : entry.Key.Text,
                    Near = entry.Value is MappingNode own && own.Has(BudgetShape.Jaccard),
                },
            };
            if (!measured.IsOff) Check(measured.Budget, entry.Key, splits, reference);
            all.Add(measured);
        }
        return all.ToImmutable();
    }

    private void Check(Budget budget, ScalarNode key, ImmutableArray<SplitPolicy> splits, ReferencePolicy? reference)
    {
        if (budget.By is not null) problems.Add(PolicyCodes.WrongBound, "'leakage' is of whole sets; remove 'by'", key.Place);
        if (budget.Against is null)
        {
            if (reference is not null && ByConstruction(budget, reference) is { } why)
                problems.Add(PolicyCodes.WrongBound, $"{why}, so its records stand in both and leakage says nothing of it; give the reference files of its own, or remove this budget", key.Place);
            return;
        }
        if (budget.On is not null) problems.Add(PolicyCodes.WrongBound, "leakage of a split is of all records of the others; remove 'on'", key.Place);
        if (splits.All(split => split.Name != budget.Against))
        {
            var names = splits.Select(split => split.Name).Append(LeakageKeys.Reference).ToList();
            problems.AddMissing(PolicyCodes.Undeclared, $"'leakage' names {Display.Quote(budget.Against)}, and the dataset declares no such split{Nearest.Hint(budget.Against, names)}", key.Place);
        }
        else if (splits.Length == 1)
        {
            problems.AddMissing(PolicyCodes.Undeclared, $"'splits' names {Display.Quote(budget.Against)} alone: nothing can leak into another one", key.Place);
        }
    }

    /// <summary>Why a reference is a part of the data by what it is.</summary>
    private static string? ByConstruction(Budget budget, ReferencePolicy reference) =>
        reference.Slice is { } slice ? $"the reference is the slice '{slice.ToString().ToLowerInvariant()}' of this dataset"
        : reference is { Files: null, Revision: { } revision } && budget.On is not SliceName.Added ? $"the reference is this dataset at the revision {Display.Quote(revision)}" : null;
}
