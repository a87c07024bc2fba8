namespace DataGate.Trials;

/// <summary>Human sets with some of their rows replaced by generated ones, unlabelled: how often the check is red.</summary>
internal static class Power
{
    private static readonly (string Human, string Generated)[] s_pairs =
    [
        ("intent_paraphrase.human", "intent_paraphrase.gpt-3.5-turbo"), ("intent_paraphrase.human", "intent_paraphrase.falcon-40b"),
        ("clinc150.train", "intent_paraphrase.gpt-3.5-turbo"), ("writing.human", "writing.gpt2-xl"),
        ("self_instruct_eval.human", "self_instruct_eval.text-davinci-003"), ("self_instruct_eval.human", "self_instruct_eval.davinci-self-instruct"),
    ];

    private static readonly int[] s_sizes = [120, 250, 500, 1000, 2000];
    private static readonly double[] s_parts = [0.1, 0.25, 0.5];

    public static void Run(string data)
    {
        const int Checks = 20;
        Console.WriteLine("## Power\n");
        Console.WriteLine("| human | generated | rows of each side | 10% replaced | 25% | 50% |\n| --- | --- | --- | --- | --- | --- |");
        foreach (var (human, generated) in s_pairs)
        {
            var (rows, other) = (Strip(Row.Read(Path.Combine(data, human + ".jsonl"))), Strip(Row.Read(Path.Combine(data, generated + ".jsonl"))));
            foreach (var size in s_sizes.Where(size => 2 * size <= rows.Length && size / 2 <= other.Length))
            {
                var cells = new List<string>();
                foreach (var part in s_parts)
                {
                    var red = 0;
                    Parallel.For(0, Checks, check =>
                    {
                        var random = new Random((size * 1000) + check);
                        var (reference, fresh) = Draws.TakeTwo(random, rows, size, size);
                        var replaced = (int)(size * part);
                        Row[] mixed = [.. fresh[replaced..], .. Draws.Take(random, other, replaced)];
                        using var trial = new Trial(reference, size);
                        if (trial.Check(mixed).IsRed) Interlocked.Increment(ref red);
                    });
                    cells.Add($"{100.0 * red / Checks:0}%");
                }
                Console.WriteLine($"| {human} | {generated} | {size} | {string.Join(" | ", cells)} |");
            }
        }
        Console.WriteLine();
    }

    /// <summary>The labels of two sources are not the same question: the words have to tell.</summary>
    private static Row[] Strip(Row[] rows) => [.. rows.Select(row => row with { Label = null })];
}
