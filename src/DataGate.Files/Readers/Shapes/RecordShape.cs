using System.Collections.Immutable;
using DataGate.Documents;

namespace DataGate.Files.Readers.Shapes;

/// <summary>What one record says, by who says it.</summary>
/// <param name="System">What sets the scene; null: nothing does.</param>
/// <param name="Prompt">What is asked.</param>
/// <param name="Response">What is answered; null: nothing is.</param>
/// <param name="Text">All of it, in its order, a line break between the turns.</param>
public sealed record Said(string? System, string? Prompt, string? Response, string? Text);

/// <summary>Reads records of one shape.</summary>
public abstract class RecordShape
{
    /// <summary>The fields that it is made from.</summary>
    public abstract ImmutableArray<FieldPath> Sources { get; }

    /// <summary>What a record says, given where its <see cref="Sources"/> start among its fields; or null, and why it says nothing.</summary>
    public abstract Said? Read(Record record, int first, out string whyNot);

    /// <summary>A text field's value; null where it has none.</summary>
    protected static string? Text(Record record, int field) => record.Kind(field) == ValueKind.Text ? System.Text.Encoding.UTF8.GetString(record.Utf8(field)) : null;
}
