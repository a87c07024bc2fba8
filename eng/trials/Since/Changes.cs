using System.Globalization;

namespace DataGate.Trials.Since;

/// <summary>Changes of real sets, judged by <c>--since</c> under a policy that says nothing of them: how often an honest one is red, and a collapsed one green.</summary>
internal static class Changes
{
    public static readonly int[] Sizes = [20, 50, 100, 200, 500, 1000];
    private static readonly int[] s_draftSizes = [100, 500];

    /// <summary>Kinds that a drafted policy is tried on: drafting takes a while.</summary>
    private static readonly string[] s_drafted = ["random rows", "one topic, new", "a stretch of the file", "20 templates", "copies of rows of the base"];

    public static void Run(string data)
    {
        Console.WriteLine("## What a change adds\n");
        Console.WriteLine("Red of so many changes, by rows added; no labels, no reference. Honest changes have people's rows alone; red is a false alarm there, and a find below.\n");
        foreach (var (half, sets) in new[] { ("chosen on", TrialSet.Tune(data)), ("reported on", TrialSet.Check(data)) })
        {
            foreach (var set in sets)
            {
                Console.WriteLine($"### {set.Name} (bounds {half} it), the smallest policy\n");
                Table(set, isDrafted: false, Sizes, set.Checks);
            }
        }
        foreach (var set in new[] { TrialSet.Tune(data).First(), TrialSet.Check(data).First() })
        {
            Console.WriteLine($"### {set.Name}, the policy that init drafts: red by what is added / by the whole\n");
            Table(set, isDrafted: true, s_draftSizes, checks: 2);
        }
        Ladders(data);
        Language(data);
    }

    public static void Table(TrialSet set, bool isDrafted, int[] sizes, int checks)
    {
        Console.WriteLine($"| rows added | {string.Join(" | ", sizes)} | broken |\n| --- |{string.Concat(sizes.Select(_ => " --- |"))} --- |");
        foreach (var (truth, kinds) in new[] { ("honest", Additions.Honest), ("collapsed", Additions.Collapsed), ("generated", Additions.Generated(set)) })
        {
            foreach (var (name, make) in kinds)
            {
                if (isDrafted && !s_drafted.Contains(name)) continue;
                var (cells, broken) = (new List<string>(), new List<string>());
                foreach (var size in sizes)
                {
                    var outcomes = Enumerable.Range(0, checks).Select(i => make(set, size, new Random((size * 1000) + i))).OfType<Addition>().Select(addition => Judge(addition, isDrafted)).ToList();
                    broken.AddRange(outcomes.SelectMany(outcome => outcome.Added).Distinct(StringComparer.Ordinal));
                    cells.Add(outcomes.Count == 0 ? "" : isDrafted
                        ? $"{outcomes.Count(outcome => outcome.Added.Count > 0)} / {outcomes.Count(outcome => outcome.Whole)} of {outcomes.Count}"
                        : $"{outcomes.Count(outcome => outcome.Added.Count > 0)} of {outcomes.Count}");
                }
                if (cells.TrueForAll(cell => cell.Length == 0)) continue;
                Console.WriteLine($"| {truth}: {name} | {string.Join(" | ", cells)} | {string.Join(", ", broken.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} |");
            }
        }
        Console.WriteLine();
    }

    private static (List<string> Added, bool Whole) Judge(Addition addition, bool isDrafted)
    {
        using var trial = new SinceTrial(addition.Base, isDrafted);
        return Of(trial.Check(addition.Added));
    }

    private static (List<string> Added, bool Whole) Of(IReadOnlyCollection<Said> said)
    {
        var red = said.Where(one => one.IsRed).ToList();
        return ([.. red.Where(one => one.Slice.Contains("added", StringComparison.Ordinal)).Select(one => one.Metric).Distinct(StringComparer.Ordinal)], red.Exists(one => one.Slice == "all"));
    }

    /// <summary>Every rung as a change of its ladder's reference.</summary>
    public static void Ladders(string data)
    {
        Console.WriteLine("### Rungs of the ladders, added to their reference\n");
        Console.WriteLine("| truth | red | broken |\n| --- | --- | --- |");
        var parent = Path.GetDirectoryName(Path.GetFullPath(data))!;
        foreach (var group in Ladder.Read(data).Where(rung => rung.Reference is not null && rung.Truth is not "gray").GroupBy(rung => rung.Truth, StringComparer.Ordinal))
        {
            var outcomes = new List<List<string>>();
            foreach (var rung in group)
            {
                using var trial = new SinceTrial(Row.Read(Path.Combine(parent, rung.Reference!)), isDrafted: false);
                outcomes.Add(Of(trial.Check(Row.Read(Path.Combine(parent, rung.File)))).Added);
            }
            Console.WriteLine($"| {group.Key} | {outcomes.Count(broken => broken.Count > 0)} of {outcomes.Count} | {string.Join(", ", outcomes.SelectMany(broken => broken).GroupBy(name => name, StringComparer.Ordinal).OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => $"{name.Key} {name.Count()}"))} |");
        }
        Console.WriteLine();
    }

    /// <summary>German rows that come to English ones.</summary>
    public static void Language(string data)
    {
        var german = Path.Combine(data, "parquet", "Text-Classification__data_test.parquet");
        foreach (var set in TrialSet.Tune(data).Concat(TrialSet.Check(data)))
        {
            using var trial = new SinceTrial(Draws.Take(new Random(1), set.Rows, Math.Min(set.Rows.Length, set.MostBase)), isDrafted: false);
            var broken = Of(trial.CheckFile(german)).Added;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Another language, 1,014 German rows beside {set.Name}: {(broken.Count == 0 ? "green" : "red, " + string.Join(", ", broken))}.\n"));
        }
    }
}
