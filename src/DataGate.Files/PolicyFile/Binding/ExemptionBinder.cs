using System.Collections.Immutable;
using DataGate.Files.PolicyFile.Checking;
using DataGate.Files.PolicyFile.Keys;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.PolicyFile.Binding;

/// <summary>Makes a dataset's exemptions. One that names what doesn't exist would never apply, and is refused.</summary>
/// <param name="dataset">The dataset's name.</param>
/// <param name="buckets">Its rare cases.</param>
/// <param name="budgets">Its budgets.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ExemptionBinder(string dataset, ImmutableArray<Bucket> buckets, ImmutableArray<Budget> budgets, ProblemList problems)
{
    private const string Tails = "tails/", Labels = "labels/", Leakage = "leakage/";

    private static readonly ImmutableArray<string> s_slices = ["all", "human", "synthetic", "added", "removed"];

    public ImmutableArray<Exemption> Bind(PolicyNode? exempt) =>
        exempt is SequenceNode list ? [.. list.Items.OfType<MappingNode>().Select(Bind).OfType<Exemption>()] : [];

    private Exemption? Bind(MappingNode map)
    {
        Known(map, ExemptionKeys.Dataset, "a dataset that it doesn't stand in", [dataset]);
        Known(map, ExemptionKeys.Metric, "an unknown metric", [.. MetricCatalog.All.Select(metric => metric.Name)], budgets.Select(budget => budget.Metric));
        Known(map, ExemptionKeys.Code, "an unknown code", [.. RuleCodes.All.Select(code => code.Code)]);
        var slice = ExemptionKeys.Slice.Read(map, Exemption.Everything);
        if (WrongSlice(slice) is { } wrong) problems.Add(PolicyCodes.WrongValue, wrong, map.ValueOf(ExemptionKeys.Slice)!.Place);
        // What is missing of these is reported with the shape of the map.
        if (ExemptionKeys.Reason.Find(map) is not { } reason || ExemptionKeys.Until.FindValue(map) is not { } until) return null;
        return new Exemption
        {
            Metric = ExemptionKeys.Metric.Find(map),
            Code = ExemptionKeys.Code.Find(map),
            Slice = slice,
            Until = until,
            Reason = reason,
            Place = map.Place,
        };
    }

    private void Known(MappingNode map, Key<string> key, string what, string[] known, IEnumerable<string>? nearer = null)
    {
        if (key.Find(map) is not { } name || known.Contains(name, StringComparer.Ordinal)) return;
        var hint = Nearest.To(name, (nearer ?? []).Concat(known)) is { } near ? $"; did you mean '{near}'?" : known is [var only] ? $"; it is '{only}'" : "";
        problems.Add(PolicyCodes.WrongValue, $"the exemption names {what}, {Display.Quote(name)}{hint}", map.ValueOf(key)!.Place);
    }

    /// <summary>Null where the slice may come up in findings.</summary>
    private string? WrongSlice(string slice)
    {
        if (slice.StartsWith(Tails, StringComparison.Ordinal))
        {
            var rest = slice[Tails.Length..];
            var names = buckets.Select(bucket => bucket.Name).ToList();
            return names.Any(name => rest == name || rest.StartsWith(name + "/", StringComparison.Ordinal)) ? null
                : $"the exemption names a rare case that the dataset doesn't have, {Display.Quote(rest)}{Nearest.Hint(rest, names)}";
        }
        if (slice.StartsWith(Labels, StringComparison.Ordinal))
            return budgets.Any(budget => budget.Section == Section.Labels) ? null : $"the exemption names a label, {Display.Quote(slice)}, and the dataset has no budget of 'labels'";
        if (slice.Contains('=', StringComparison.Ordinal))
        {
            return budgets.Any(budget => budget.By is { } by && slice.StartsWith(by.Text + "=", StringComparison.Ordinal)) ? null
                : $"the exemption names the values of a field, {Display.Quote(slice)}, that no budget goes 'by'";
        }
        if (slice.StartsWith(Leakage, StringComparison.Ordinal))
        {
            return slice == LeakageScope.BaseIntoAdded || budgets.Any(budget => budget.Section == Section.Leakage && LeakageScope.Of(budget) == slice) ? null
                : $"the exemption names {Display.Quote(slice)}, and the dataset has no such budget of 'leakage'";
        }
        return s_slices.Contains(slice, StringComparer.Ordinal) ? null
            : $"the exemption names an unknown slice, {Display.Quote(slice)}{Nearest.Hint(slice, s_slices)}; known are {Display.Words(s_slices)}, tails/NAME, labels/NAME, leakage/NAME and FIELD=VALUE";
    }
}
