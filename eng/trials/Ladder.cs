using System.Text.Json;

namespace DataGate.Trials;

/// <summary>Sets that collapse step by step: which rungs are red.</summary>
internal static class Ladder
{
    /// <summary>A set of a ladder.</summary>
    /// <param name="Family">Its ladder.</param>
    /// <param name="File">Relative to the data's parent.</param>
    /// <param name="Reference">What it is to be like; null: nothing.</param>
    /// <param name="Level">How far it has collapsed, 0 is the foot.</param>
    /// <param name="Rows">Its rows.</param>
    /// <param name="IsCollapsed">1, 0, or null where the truth can't be defended.</param>
    internal sealed record Rung(string Family, string File, string? Reference, double Level, int Rows, int? IsCollapsed)
    {
        public string Truth => IsCollapsed switch { 1 => "collapsed", 0 => "sound", _ => "gray" };
    }

    /// <summary>All rungs.</summary>
    public static List<Rung> Read(string data) => [.. File.ReadLines(Path.Combine(data, "ladder.jsonl")).Select(Parse)];

    public static void Run(string data)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(data))!;
        var rungs = Read(data);
        Console.WriteLine("## Ladders of collapse\n");
        Console.WriteLine("| family | level | rows | truth | red | broken |\n| --- | --- | --- | --- | --- | --- |");
        var (collapsed, caught, sound, green) = (0, 0, 0, 0);
        foreach (var group in rungs.Where(rung => rung.Reference is not null).GroupBy(rung => (rung.Reference, rung.Rows)))
        {
            using var trial = new Trial(Row.Read(Path.Combine(parent, group.Key.Reference!)), group.Key.Rows);
            foreach (var rung in group)
            {
                var outcome = trial.Check(Row.Read(Path.Combine(parent, rung.File)));
                if (rung.IsCollapsed == 1) (collapsed, caught) = (collapsed + 1, caught + (outcome.IsRed ? 1 : 0));
                if (rung is { IsCollapsed: 0, Level: 0 }) (sound, green) = (sound + 1, green + (outcome.IsRed ? 0 : 1));
                Console.WriteLine($"| {rung.Family} | {rung.Level} | {rung.Rows} | {rung.Truth} | {(outcome.Judged == 0 ? "not judged" : outcome.IsRed ? "red" : "green")} | {string.Join(", ", outcome.Broken.Distinct(StringComparer.Ordinal))} |");
            }
        }
        Console.WriteLine($"\nCollapsed rungs that are red: {caught} of {collapsed}. Level-0 rungs that are green or not judged: {green} of {sound}.\n");
        foreach (var rung in rungs.Where(rung => rung.Reference is null)) Console.WriteLine($"No reference: {rung.File}");
    }

    private static Rung Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var truth = root.GetProperty("expected").TryGetProperty("is_collapsed", out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : (int?)null;
        var reference = root.TryGetProperty("reference", out var path) && path.ValueKind == JsonValueKind.String ? path.GetString() : null;
        return new Rung(root.GetProperty("family").GetString()!, root.GetProperty("file").GetString()!, reference, root.GetProperty("level").GetDouble(), root.GetProperty("rows").GetInt32(), truth);
    }
}
