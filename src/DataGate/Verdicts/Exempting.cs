using System.Collections.Immutable;
using System.Globalization;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>
/// Turns violations that a dataset's exemptions name into notes, until their day; says of those that an expired one named that it expired; and
/// tells which exemptions end soon or are for nothing.
/// </summary>
/// <param name="dataset">Holds the exemptions.</param>
/// <param name="isChange">Whether a change is judged: without one nothing is found of <c>added</c> and <c>removed</c>.</param>
/// <param name="today">Days since 1970-01-01.</param>
internal sealed class Exempting(DatasetPolicy dataset, bool isChange, int today)
{
    /// <summary>Days before its end from which an exemption is told to end.</summary>
    public const int Notice = 14;

    private readonly HashSet<Exemption> _used = new(ReferenceEqualityComparer.Instance);

    /// <summary>A ruling with its findings exempted.</summary>
    public Ruling Of(Ruling ruling)
    {
        if (dataset.Exemptions.IsEmpty || ruling.Findings.IsEmpty) return ruling;
        var findings = ruling.Findings.Select(Of).ToImmutableArray();
        return ruling with { Findings = findings, Outcome = ruling.Outcome == Outcome.Broken && findings.All(finding => finding.Exemption is not null) ? Outcome.Exempt : ruling.Outcome };
    }

    /// <summary>A finding: as it is, exempted, or with the word that its exemption has expired.</summary>
    public Finding Of(Finding finding)
    {
        if (finding.Kind != FindingKind.Violation) return finding;
        if (dataset.Exemptions.Where(exemption => Names(exemption, finding)).MaxBy(exemption => exemption.Until) is not { } last) return finding;
        foreach (var exemption in dataset.Exemptions.Where(exemption => Names(exemption, finding))) _used.Add(exemption);
        var told = finding with { Fault = finding.Message };
        return Left(last) < 0
            ? told with { Message = $"{finding.Message} Its exemption expired on {Day(last)}: {Reason(last)}." }
            : told with { Message = $"{finding.Message} Exempt until {Day(last)}: {Reason(last)}.", Severity = Severity.Note, Exemption = last };
    }

    /// <summary>What to tell of the exemptions themselves, when all findings have been seen.</summary>
    /// <param name="rulings">Of the dataset.</param>
    public IEnumerable<Finding> Findings(ImmutableArray<Ruling> rulings)
    {
        foreach (var exemption in dataset.Exemptions)
        {
            var left = Left(exemption);
            if (_used.Contains(exemption))
            {
                if (left is < 0 or > Notice) continue;
                var days = left == 0 ? "today" : left == 1 ? "tomorrow" : string.Create(CultureInfo.InvariantCulture, $"in {left} days, on {Day(exemption)}");
                yield return About(exemption, RuleCodes.ExemptionEnds, $"The exemption of {What(exemption)} ends {days}; from the day after, it fails again: {Reason(exemption)}.");
            }
            else if (!IsOpen(exemption, rulings))
            {
                var expired = left < 0 ? $" It expired on {Day(exemption)}." : "";
                yield return About(exemption, RuleCodes.ExemptionUnused, $"The exemption of {What(exemption)} is for nothing: no violation is there that it names.{expired} Remove it.");
            }
        }
    }

    private static bool Names(Exemption exemption, Finding finding) =>
        (exemption.Metric is null || exemption.Metric == finding.Metric) && (exemption.Code is null || exemption.Code == finding.Code)
        && exemption.Slice == (finding.Slice ?? Exemption.Everything);

    /// <summary>Whether nobody knows if there is a violation that it names: that was not judged.</summary>
    private bool IsOpen(Exemption exemption, ImmutableArray<Ruling> rulings) =>
        (!isChange && exemption.Slice is "added" or "removed" or LeakageScope.BaseIntoAdded)
        || rulings.Any(ruling => ruling.Outcome == Outcome.NotJudged && ruling.Judgement.Slice == exemption.Slice
            && (exemption.Metric is { } metric ? ruling.Judgement.Metric.Name == metric : RuleCatalog.For(ruling.Judgement.Budget).Code == exemption.Code));

    private int Left(Exemption exemption) => exemption.Until.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber - today;

    private static string What(Exemption exemption) => $"{exemption.Metric ?? exemption.Code}{(exemption.Slice == Exemption.Everything ? "" : $" of {exemption.Slice}")}";

    private static string Reason(Exemption exemption) => exemption.Reason.TrimEnd('.', ' ');

    private static string Day(Exemption exemption) => exemption.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Finding About(Exemption exemption, string code, string message) => new()
    {
        Code = code,
        Kind = FindingKind.Remark,
        Severity = Severity.Warning,
        Message = message,
        Fault = $"{exemption.Metric}\0{exemption.Code}\0{exemption.Slice}",
        Policy = exemption.Place,
        Dataset = dataset.Name,
        Owner = dataset.Owner,
    };
}
