using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Verdicts;

/// <summary>Judges the budgets of a union by the sums of its members. What it doesn't know of a member, it says, and judges nothing by the rest.</summary>
/// <param name="union">The policy's.</param>
/// <param name="parts">What each member brings; null: it was not read.</param>
/// <param name="today">Days since 1970-01-01.</param>
internal sealed class UnionJudge(UnionPolicy union, ImmutableArray<UnionPart?> parts, int today)
{
    private const int MaxNamed = 3;

    /// <summary>As reports show it: no dataset is taken for it.</summary>
    private string Name => "budgets/" + union.Name;

    private readonly ImmutableArray<(string Name, UnionPart Part)> _read =
        [.. union.Members.Zip(parts).Where(pair => pair.Second is { All.Records: > 0 }).Select(pair => (pair.First.Name, pair.Second!))];

    public DatasetVerdict Judge()
    {
        var sum = new UnionSum(_read, today);
        var (gap, files) = Gap();
        ImmutableArray<Ruling> rulings =
        [
            .. union.Budgets.Where(budget => budget.Severity != Severity.Off).Select(budget => Judge(budget, gap is null ? sum.Measure(budget) : new NotJudged(gap), files)),
        ];
        return new DatasetVerdict
        {
            Name = Name,
            Owner = union.Owner,
            Files = _read.Sum(member => member.Part.Files),
            Documents = Total(Unit.Records),
            Tokens = Total(Unit.Tokens),
            Bytes = Total(Unit.Bytes),
            ReferenceDocuments = null,
            Slices = [],
            IsUnion = true,
            Members = [.. union.Members.Zip(parts).Where(pair => pair.Second is not null).Select(pair => Member(pair.First.Name, pair.Second!))],
            Rulings = rulings,
            Findings = [.. rulings.SelectMany(ruling => ruling.Findings)],
        };
    }

    private Ruling Judge(Budget budget, Measurement measurement, ImmutableArray<Location> files)
    {
        // That the command line left a member out is its own wish, and no fault of the data.
        var judged = parts.Any(part => part is null) && union.Unreadable.IsEmpty && budget.NotJudged > Severity.Note ? budget with { NotJudged = Severity.Note } : budget;
        var ruling = RuleCatalog.For(judged).Judge(new Judgement
        {
            Budget = judged,
            Metric = MetricCatalog.Find(budget.Metric)!,
            Dataset = Name,
            Slice = Name,
            Measurement = measurement,
            Records = Total(Unit.Records),
            Tokens = Total(Unit.Tokens),
            Locate = _ => throw new InvalidOperationException("a union's rows are those of its members"),
            LocateReference = _ => throw new InvalidOperationException("a union has no reference"),
        });
        return ruling with { Findings = [.. ruling.Findings.Select(finding => Explain(finding, budget, files))] };
    }

    /// <summary>Points at rows and names the datasets; it is a finding of no one of them.</summary>
    private Finding Explain(Finding finding, Budget budget, ImmutableArray<Location> files)
    {
        if (finding.Kind == FindingKind.NotJudged)
        {
            return finding with
            {
                Dataset = null,
                Data = files.IsEmpty ? null : files[0],
                Evidence = files.IsEmpty ? [] : [new EvidenceRows("files that several datasets read", null, files.Length, files) { AreFiles = true }],
            };
        }
        var evidence = UnionEvidence.Of(budget, _read);
        return finding with { Dataset = null, Evidence = evidence, Data = evidence.FirstOrDefault(rows => !rows.Rows.IsEmpty)?.Rows[0] };
    }

    /// <summary>What keeps the members from being summed up: a clause, and files that it is about. Null: nothing.</summary>
    private (string? Why, ImmutableArray<Location> Files) Gap()
    {
        if (!union.Unreadable.IsEmpty) return ($"{Names("the policy", "the policies", union.Unreadable)} can't be read", []);
        var left = union.Members.Zip(parts).Where(pair => pair.Second is null).Select(pair => pair.First.Name).ToList();
        if (left.Count > 0) return ($"{Names("", "", left)} {(left.Count == 1 ? "was" : "were")} left out of this check", []);
        var twice = _read.SelectMany(member => member.Part.Sources.Select(source => (member.Name, Source: source))).GroupBy(file => file.Source.Identity, StringComparer.Ordinal)
            .Where(group => group.Select(file => file.Name).Distinct(StringComparer.Ordinal).Skip(1).Any()).ToList();
        if (twice.Count > 0)
        {
            var (first, second) = (twice[0].First(), twice[0].First(file => file.Name != twice[0].First().Name));
            var more = twice.Count == 1 ? "" : $" and {Figures.Of(twice.Count - 1)} more";
            return ($"'{first.Source.Display}'{more} would count twice, as '{first.Name}' and as '{second.Name}': leave one of them out, with '!{second.Name}' in its datasets",
                [.. twice.Select(group => new Location(group.First().Source.Display, 0, 0)).Order()]);
        }
        var silent = _read.Where(member => !member.Part.HasOrigin).Select(member => member.Name).ToList();
        return silent.Count == 0 ? (null, []) : ($"{Names("", "", silent)} {(silent.Count == 1 ? "declares" : "declare")} no origin, so what is synthetic there is not known", []);
    }

    private static string Names(string one, string several, IReadOnlyCollection<string> names)
    {
        var listed = string.Join(", ", names.Take(MaxNamed).Select(name => $"'{name}'")) + (names.Count > MaxNamed ? $" and {Figures.Of(names.Count - MaxNamed)} more" : "");
        return $"{(names.Count == 1 ? one : several)} {listed}".TrimStart();
    }

    private long Total(Unit unit) => _read.Sum(member => member.Part.All.In(unit));

    private static MemberSize Member(string name, UnionPart part) => new(
        name, part.All.Records, part.All.Tokens, part.All.Bytes, part.HasOrigin ? new MemberSize(name, part.Synthetic.Records, part.Synthetic.Tokens, part.Synthetic.Bytes, null) : null);
}
