using System.Text.Json;
using DataGate.Metrics;
using DataGate.Policies;
using DataGate.Rules;

namespace DataGate.Files.Reports.Json;

/// <summary>A budget on one slice: its bounds, and what became of it.</summary>
internal static class BudgetJson
{
    public static void Write(Utf8JsonWriter json, Ruling ruling)
    {
        var judgement = ruling.Judgement;
        var budget = judgement.Budget;
        json.WriteStartObject();
        json.WriteText("metric", judgement.Metric.Name);
        json.WriteText("slice", judgement.Slice);
        json.WriteString("unit", budget.Of.ToString().ToLowerInvariant());
        var measured = judgement.Judged as Measured;
        json.WriteReal("value", measured?.Value);
        json.WriteReal("low", measured?.Low);
        json.WriteReal("high", measured?.High);
        json.WriteReal("anchor", judgement.AnchorValue);
        json.WriteNumber("measuredOn", measured?.Records ?? 0);
        WriteBound(json, "min", budget.Min, judgement.AnchorValue);
        WriteBound(json, "max", budget.Max, judgement.AnchorValue);
        WriteBound(json, "warn", budget.Warn, judgement.AnchorValue);
        json.WriteNumber("records", judgement.Records);
        json.WriteString("outcome", Word(ruling.Outcome));
        json.WriteBoolean("insideInterval", ruling.IsClose);
        json.WriteString("severity", JsonFields.Word(budget.Severity));
        json.WriteText("owner", budget.Owner);
        json.WritePolicy(budget.Place);
        json.WriteEndObject();
    }

    /// <summary>As the policy spells it, and the number that it came to; null where there is nothing to compare with.</summary>
    private static void WriteBound(Utf8JsonWriter json, string field, Bound? bound, double? anchor)
    {
        if (bound is null)
        {
            json.WriteNull(field);
            return;
        }
        json.WriteStartObject(field);
        json.WriteText("text", bound.Text);
        json.WriteReal("limit", bound.IsAbsolute ? bound.Resolve(0) : anchor is { } found ? bound.Resolve(found) : null);
        json.WriteEndObject();
    }

    private static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Holds => "holds",
        Outcome.Warns => "warns",
        Outcome.Broken => "broken",
        Outcome.Exempt => "exempt",
        _ => "not-judged",
    };
}
