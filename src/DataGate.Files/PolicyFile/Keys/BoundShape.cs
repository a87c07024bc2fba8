using System.Text.Json.Nodes;
using DataGate.Metrics;
using DataGate.Policies;

namespace DataGate.Files.PolicyFile.Keys;

/// <summary>A bound, by what values its metric takes.</summary>
internal static class BoundShape
{
    private const string Relative = "a relative bound such as '0.9 x reference' or 'reference - 0.05'";

    private static readonly ScalarShape<Bound>?[] s_shapes = new ScalarShape<Bound>?[(int)ValueRange.Days + 1];

    public static ScalarShape<Bound> Of(ValueRange range) => s_shapes[(int)range] ??= Make(range);

    private static ScalarShape<Bound> Make(ValueRange range) =>
        new(Expected(range), () => Schema(range), node => BoundText.Parse(node.Text, range, node.Place))
        {
            // A bare null is no bound, and worth a word of its own.
            TakesNull = true,
        };

    private static string Expected(ValueRange range) => range switch
    {
        ValueRange.Share => $"a percentage such as 40%, a number from 0 to 1, or {Relative}",
        ValueRange.Count => $"a whole number from 0 up, or {Relative}",
        ValueRange.Days => "a time span such as 180d, 26w or 12h",
        _ => $"a number from 0 up, or {Relative}",
    };

    private static JsonObject Schema(ValueRange range)
    {
        var number = new JsonObject { ["type"] = range is ValueRange.Count ? "integer" : "number", ["minimum"] = 0 };
        if (range is ValueRange.Share) number["maximum"] = 1;
        var absolute = range switch
        {
            ValueRange.Share => NumberText.Unsigned + "|" + NumberText.Plain + "%",
            ValueRange.Days => NumberText.Plain + "[dhw]",
            _ => NumberText.Unsigned,
        };
        var text = SchemaParts.Text("^(?:" + absolute + "|" + BoundText.RelativeSchema + ")$");
        return range is ValueRange.Days ? text : SchemaParts.Either(number, text);
    }
}
