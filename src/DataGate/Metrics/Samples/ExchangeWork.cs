namespace DataGate.Metrics.Samples;

/// <summary>Memory for exchanges of drawn records; one a thread. Hundreds of exchanges that each take their own cost more than what is done in them.</summary>
/// <param name="drawn">Records that are exchanged.</param>
/// <param name="size">Records of each side that are left.</param>
internal sealed class ExchangeWork(int drawn, int size)
{
    private readonly Dictionary<(DrawnSides Drawn, bool EqualLengths), DrawsAtOnce> _together = [];
    private readonly Dictionary<(DrawnSides Drawn, bool EqualLengths), DrawMemory?[]> _memory = [];
    private readonly int[] _ones = [.. Enumerable.Repeat(1, size)];

    public Workspace Workspace { get; } = new();

    /// <summary>Of each drawn record a number.</summary>
    public int[] Order { get; } = new int[drawn];

    /// <summary>Of each drawn record its side.</summary>
    public DrawnSide[] Sides { get; } = new DrawnSide[drawn];

    /// <summary>Draws of a kind that are counted together.</summary>
    public DrawsAtOnce Together(DrawnSides of, bool equalLengths)
    {
        if (!_together.TryGetValue((of, equalLengths), out var draws)) _together.Add((of, equalLengths), draws = new DrawsAtOnce(of.Corpus));
        return draws;
    }

    /// <summary>The memory of a draw of a kind, by number.</summary>
    public DrawMemory Memory(DrawnSides of, bool equalLengths, int number)
    {
        if (!_memory.TryGetValue((of, equalLengths), out var draws)) _memory.Add((of, equalLengths), draws = new DrawMemory?[DrawsAtOnce.Most]);
        return draws[number] ??= new DrawMemory(size, _ones);
    }
}
