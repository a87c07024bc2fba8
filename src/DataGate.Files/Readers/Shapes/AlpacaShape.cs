using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Files.Readers.Shapes;

/// <summary>An instruction, perhaps with an input, and its output (Taori et al. 2023, <i>Stanford Alpaca</i>).</summary>
internal sealed class AlpacaShape : RecordShape
{
    public override ImmutableArray<FieldPath> Sources { get; } = [FieldPath.Parse("instruction"), FieldPath.Parse("input"), FieldPath.Parse("output"), FieldPath.Parse("system")];

    public override Said? Read(Record record, int first, out string whyNot)
    {
        whyNot = "";
        if (Text(record, first) is not { } instruction)
        {
            whyNot = "there is no text 'instruction'";
            return null;
        }
        var (input, output, system) = (Text(record, first + 1), Text(record, first + 2), Text(record, first + 3));
        var prompt = string.IsNullOrEmpty(input) ? instruction : instruction + "\n" + input;
        return new Said(system, prompt, output, string.Join('\n', new[] { system, prompt, output }.Where(part => !string.IsNullOrEmpty(part))));
    }
}
