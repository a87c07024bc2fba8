using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes the budgets over several datasets.</summary>
/// <param name="defaults">The policy's settings.</param>
/// <param name="reach">The datasets that there are.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class UnionBinder(Inherited defaults, ReachedDatasets reach, ProblemList problems)
{
    public IEnumerable<UnionPolicy> Bind(PolicyEntry entry)
    {
        if (entry.Value is not MappingNode map) return [];
        var inherited = defaults.Over(map);
        var budgets = new BudgetBinder(inherited, label: null, problems).Bind(map.MapOf(SectionKeys.Synthetic), SectionKeys.SyntheticMap, Section.Synthetic);
        foreach (var budget in budgets.Where(budget => !budget.IsOff)) Check(budget);
        if (map.MapOf(SectionKeys.Synthetic) is { Entries.Length: 0 } section)
            problems.AddMissing(PolicyCodes.Missing, $"{Display.Quote(entry.Key.Text)} has no budget, so it can't fail; give it a ratio", section.Place);
        var members = Members(map.ValueOf(UnionKeys.Datasets));
        if (members.IsEmpty) return [];
        var union = new UnionPolicy
        {
            Name = entry.Key.Text,
            Members = members,
            Unreadable = reach.Unreadable,
            Budgets = [.. budgets.Select(budget => budget.Budget)],
            Owner = inherited.Owner,
            Place = entry.Key.Place,
        };
        if (!map.Has(UnionKeys.Each)) return [union];
        return members.GroupBy(Folder, StringComparer.Ordinal).Select(folder => union with { Name = $"{union.Name}/{folder.Key}", Members = [.. folder] });
    }

    /// <summary>The folder of the policy that holds a dataset; <c>.</c> for the policy itself.</summary>
    private static string Folder(UnionMember member) => member.Name.Length == member.Dataset.Length ? "." : member.Name[..^(member.Dataset.Length + 1)];

    /// <summary>What a sum over datasets can't mean.</summary>
    private void Check(MeasuredBudget measured)
    {
        var (budget, name) = (measured.Budget, measured.Metric.Name);
        if (!measured.Metric.Spans)
        {
            var known = MetricCatalog.All.Where(metric => metric.Spans).Select(metric => metric.Name);
            problems.Add(PolicyCodes.WrongBound, $"'{name}' is of one dataset and can't be summed over several; put it under 'synthetic' of each. Over several there are {Display.Words(known)}", budget.Place);
        }
        if (budget.On is not null || budget.By is not null)
            problems.Add(PolicyCodes.WrongBound, $"a budget over several datasets is of all their records; remove '{(budget.On is null ? "by" : "on")}'", budget.Place);
        if (budget.History is { } history) problems.Add(PolicyCodes.WrongBound, "no baseline keeps what several datasets come to; remove 'history'", history.Place);
        if (measured.Bounds.FirstOrDefault(bound => !bound.IsAbsolute) is { } relative)
            problems.Add(PolicyCodes.WrongBound, $"{Display.Quote(relative.Text)}: several datasets have no one reference; write a number", relative.Place);
    }

    private ImmutableArray<UnionMember> Members(PolicyNode? names)
    {
        var chosen = new HashSet<UnionMember>();
        foreach (var node in names.Scalars())
        {
            if (node.Text.StartsWith('!'))
            {
                chosen.ExceptWith(Matches(node, node.Text[1..]));
                continue;
            }
            chosen.UnionWith(Matches(node, node.Text));
        }
        if (chosen.Count == 0 && names is not null && reach.IsComplete && !problems.Any)
            problems.Add(PolicyCodes.WrongValue, "'datasets': nothing is left of the datasets that are named", names.Place);
        return [.. reach.All.Where(chosen.Contains)];
    }

    private List<UnionMember> Matches(ScalarNode node, string glob)
    {
        var pattern = new ValuePattern(glob);
        var found = reach.All.Where(member => pattern.Matches(member.Name)).ToList();
        // A dataset that isn't there may stand in a policy that can't be found or read.
        if (found.Count == 0 && reach.IsComplete)
        {
            var hint = Nearest.Hint(glob, reach.All.Select(member => member.Name));
            problems.AddMissing(
                PolicyCodes.WrongValue,
                $"{Display.Quote(node.Text)} matches no dataset{hint}{(hint.Length == 0 ? ";" : "")} there are {Display.Words(reach.All.Select(member => Display.Quote(member.Name)).DefaultIfEmpty("none"))}", node.Place);
        }
        return found;
    }
}
