using DataGate.Files.PolicyFile;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.Changes;

/// <summary>What differs between two versions of a policy, bases merged in. Comments, order, anchors and who owns what are no difference.</summary>
public static class PolicyChanges
{
    /// <summary>Parts of a dataset that are compared by what they mean.</summary>
    private static readonly HashSet<string> s_budgets = new(["diversity", "divergence", "synthetic", "labels", "leakage", "history", "exempt"], StringComparer.Ordinal);

    /// <summary>Stands in no key.</summary>
    private const char Between = '\0';

    /// <summary>Keys that say nothing of what is judged, or that stand in every budget that they are for.</summary>
    private static readonly HashSet<string> s_silent = new(["version", "owner", "severity", "not-judged", "min-records"], StringComparer.Ordinal);

    /// <summary>Both versions are valid policies.</summary>
    public static IReadOnlyList<PolicyChange> Of(PolicyResult before, PolicyResult now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        var changes = new List<PolicyChange>();
        foreach (var dataset in before.Policy!.Datasets)
        {
            if (now.Policy!.Datasets.FirstOrDefault(other => other.Name == dataset.Name) is { } current) changes.AddRange(BudgetChanges.Of(dataset, current));
            else changes.Add(new PolicyChange(PolicyEffect.Looser, $"the dataset '{dataset.Name}' is gone", dataset.Place, null));
        }
        foreach (var dataset in now.Policy!.Datasets.Where(dataset => before.Policy.Datasets.All(other => other.Name != dataset.Name)))
            changes.Add(new PolicyChange(PolicyEffect.Tighter, $"the dataset '{dataset.Name}' is new", null, dataset.Place));
        foreach (var union in before.Policy.Unions)
        {
            if (now.Policy.Unions.FirstOrDefault(other => other.Name == union.Name) is { } current) changes.AddRange(BudgetChanges.Of(union, current));
            else changes.Add(new PolicyChange(PolicyEffect.Looser, $"the budget over several datasets '{union.Name}' is gone", union.Place, null));
        }
        foreach (var union in now.Policy.Unions.Where(union => before.Policy.Unions.All(other => other.Name != union.Name)))
            changes.Add(new PolicyChange(PolicyEffect.Tighter, $"the budget over several datasets '{union.Name}' is new", null, union.Place));
        changes.AddRange(Settings(before, now));
        return changes;
    }

    private static IEnumerable<PolicyChange> Settings(PolicyResult before, PolicyResult now)
    {
        var both = before.Policy!.Datasets.Select(dataset => dataset.Name).Intersect(now.Policy!.Datasets.Select(dataset => dataset.Name), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        both.UnionWith(Unions(before).Intersect(Unions(now), StringComparer.Ordinal));
        var (old, current) = (Flatten(before, both), Flatten(now, both));
        var effects = new SettingEffects(before.Policy!, now.Policy!);
        foreach (var path in old.Keys.Union(current.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, does) = (old.GetValueOrDefault(path), current.GetValueOrDefault(path));
            if (was.Text == does.Text) continue;
            var keys = path.Split(Between);
            var key = string.Join('.', keys);
            var what = was.Text is null ? $"{key} is new: {does.Text}" : does.Text is null ? $"{key} was {was.Text}, is gone" : $"{key} was {was.Text}, is {does.Text}";
            yield return new PolicyChange(effects.Of(keys), what, was.Text is null ? null : was.Place, does.Text is null ? null : does.Place);
        }
    }

    private static IEnumerable<string> Unions(PolicyResult policy) => ((policy.Resolved!.Find("budgets")?.Value as MappingNode)?.Entries ?? []).Select(entry => "budgets." + entry.Key.Text);

    /// <summary>Every value by its keys, with <see cref="Between"/> between them; of the datasets, and of the budgets over several, those that both versions have.</summary>
    private static Dictionary<string, (string Text, PolicyPlace Place)> Flatten(PolicyResult policy, HashSet<string> datasets)
    {
        var found = new Dictionary<string, (string, PolicyPlace)>(StringComparer.Ordinal);
        Flatten(policy.Resolved!, [], found, datasets);
        return found;
    }

    private static void Flatten(MappingNode map, string[] path, Dictionary<string, (string Text, PolicyPlace Place)> found, HashSet<string> datasets)
    {
        foreach (var (key, value) in map.Entries)
        {
            if (IsElsewhere(path, key.Text) || (path is ["datasets"] && !datasets.Contains(key.Text)) || (path is ["budgets"] && !datasets.Contains("budgets." + key.Text))) continue;
            string[] here = [.. path, key.Text];
            if (value is MappingNode inner) Flatten(inner, here, found, datasets);
            else found[string.Join(Between, here)] = (Text(value), key.Place);
        }
    }

    /// <summary>Whether a key is compared by what it means, or says nothing.</summary>
    private static bool IsElsewhere(string[] path, string key) => path switch
    {
        ["datasets" or "budgets", _] => s_budgets.Contains(key) || s_silent.Contains(key),
        ["datasets", _, "tails", _] => key is "count" or "share" || MetricCatalog.Find(key) is not null,
        ["datasets", _, "reference", "newer"] => key != "files",
        ["datasets", _, "taxonomy"] => key is "covered" || s_silent.Contains(key),
        [] or ["defaults"] => s_silent.Contains(key),
        _ => false,
    };

    private static string Text(PolicyNode value) => value switch
    {
        ScalarNode scalar => scalar.Text,
        SequenceNode list => "[" + string.Join(", ", list.Items.Select(Text)) + "]",
        MappingNode map => "{" + string.Join(", ", map.Entries.Select(entry => $"{entry.Key.Text}: {Text(entry.Value)}")) + "}",
        _ => "",
    };
}
