namespace DataGate.Trials;

/// <summary>Fresh human draws against disjoint human references: how often a check is red that should not be.</summary>
internal static class Alarms
{
    private static readonly string[] s_domains = ["clinc150.train", "atis.train", "intent_paraphrase.human"];
    private static readonly int[] s_sizes = [200, 500, 1000, 2000];

    public static void Run(string data)
    {
        const int Checks = 25;
        Console.WriteLine("## False alarms\n");
        Console.WriteLine("| domain | rows of each side | checks | red | broken |\n| --- | --- | --- | --- | --- |");
        var (all, red) = (0, 0);
        foreach (var domain in s_domains)
        {
            var rows = Row.Read(Path.Combine(data, domain + ".jsonl"));
            foreach (var size in s_sizes)
            {
                var outcomes = new Outcomes[Checks];
                Parallel.For(0, Checks, check =>
                {
                    var (reference, fresh) = Draws.TakeTwo(new Random((size * 1000) + check), rows, size, size);
                    using var trial = new Trial(reference, size);
                    outcomes[check] = trial.Check(fresh);
                });
                var alarms = outcomes.Count(outcome => outcome.IsRed);
                (all, red) = (all + Checks, red + alarms);
                Console.WriteLine($"| {domain} | {size} | {Checks} | {alarms} | {string.Join(", ", outcomes.SelectMany(outcome => outcome.Broken).GroupBy(name => name, StringComparer.Ordinal).Select(group => $"{group.Key} {group.Count()}"))} |");
            }
        }
        var (low, high) = Draws.Wilson(red, all);
        Console.WriteLine($"\nRed: {red} of {all} ({(double)red / all:P1}; 95% interval {low:P1} to {high:P1}).\n");
    }
}
