using System.Text;

namespace DataGate.Files.Reports.Layout;

/// <summary>Numbers as a row of bars, one character each, from the lowest to the highest of them.</summary>
internal static class Sparkline
{
    private const string Bars = "▁▂▃▄▅▆▇█", Plain = "_.:-=+*#";

    private const char Gap = '·', PlainGap = ' ';

    /// <param name="values">In time; null: there is none to show.</param>
    /// <param name="isPlain">Whether to keep to ASCII.</param>
    /// <param name="most">Characters at most: of more numbers the last.</param>
    public static string Of(IReadOnlyList<double?> values, bool isPlain, int most)
    {
        var shown = values.Skip(Math.Max(0, values.Count - most)).ToList();
        var (low, high) = (shown.Min(), shown.Max());
        var text = new StringBuilder();
        foreach (var value in shown)
        {
            if (value is not { } number) text.Append(isPlain ? PlainGap : Gap);
            else text.Append((isPlain ? Plain : Bars)[high > low ? (int)Math.Round((number - low!.Value) / (high.Value - low.Value) * (Bars.Length - 1)) : Bars.Length / 2]);
        }
        return text.ToString();
    }
}
