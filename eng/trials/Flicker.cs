using DataGate.Rules;

namespace DataGate.Trials;

/// <summary>Subsamples and small edits of one human set: which verdicts change that don't say that they are close.</summary>
internal static class Flicker
{
    public static void Run(string data)
    {
        const int Size = 1000, Halves = 200, Edits = 50;
        var rows = Row.Read(Path.Combine(data, "clinc150.train.jsonl"));
        var (reference, set) = Draws.TakeTwo(new Random(1), rows, Size, 2 * Size);
        var spare = Draws.Take(new Random(2), rows, Size);
        Console.WriteLine("## Flicker\n");
        using (var trial = new Trial(reference, Size))
            Count("halves of one set, without replacement", Enumerable.Range(0, Halves).Select(i => trial.Check(Draws.Take(new Random(1000 + i), set, Size))).ToList());
        using (var trial = new Trial(reference, 2 * Size))
        {
            var edited = Enumerable.Range(0, Edits).Select(i => trial.Check(Draws.Take(new Random(2000 + i), set, set.Length * 99 / 100)))
                .Concat(Enumerable.Range(0, Edits).Select(i => trial.Check([.. set, .. Draws.Take(new Random(3000 + i), spare, set.Length / 100)]))).ToList();
            Count("1% of the rows removed or added", edited);
        }
    }

    private static void Count(string what, List<Outcomes> outcomes)
    {
        var changes = 0;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var budget in outcomes[0].All.Keys)
        {
            // A verdict has changed unmarked where two outcomes differ and neither is close to its bound.
            var firm = outcomes.Select(outcome => outcome.All[budget]).Where(found => !found.IsClose && found.Outcome != Outcome.NotJudged).Select(found => found.Outcome).ToList();
            var rarer = firm.Count == 0 ? 0 : firm.Count - firm.GroupBy(outcome => outcome).Max(group => group.Count());
            if (rarer == 0) continue;
            changes += rarer;
            names.Add(budget);
        }
        Console.WriteLine($"{what}: {outcomes.Count} checks, {outcomes.Count(outcome => outcome.IsRed)} red, {changes} verdicts changed without being marked as close{(names.Count > 0 ? ": " + string.Join(", ", names) : "")}.\n");
    }
}
