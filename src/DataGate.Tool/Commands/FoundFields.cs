using System.Collections.Immutable;
using DataGate.Documents;
using DataGate.Files.Readers;
using DataGate.Files.Reports.Escaping;

namespace DataGate.Tool.Commands;

/// <summary>Finds the fields of the text and the label where the command line names none.</summary>
internal sealed class FoundFields(IEnumerable<InputFile> files)
{
    private static readonly string[] s_labels = ["label", "intent", "category", "class"];

    private readonly Lazy<(int Records, ImmutableArray<SurveyedField> Fields)> _survey = new(() => FieldSurvey.Of(files));

    /// <param name="taken">Fields that are something else.</param>
    /// <returns>The text's field, and whether it was chosen rather than expected.</returns>
    public (TextTemplate Text, bool IsGuess) Text(params string?[] taken)
    {
        var (records, fields) = _survey.Value;
        // Nothing to choose from: reading the files says why.
        if (records == 0 || fields.Any(field => field is { Name: "text", Texts: > 0 })) return (TextTemplate.Parse("text"), false);
        var candidates = fields.Where(field => field.Prose > 0 && 2 * field.Prose >= field.Texts && IsNameable(field.Name) && !taken.Contains(Path(field.Name)))
            .OrderByDescending(field => field.Bytes).ToList();
        if (candidates.Count == 0)
            throw new UsageException(UsageCodes.CommandLine, $"no field of the first records holds texts; name one, a JSON pointer or a template with --text. Their fields: {Names()}");
        if (candidates.Count > 1 && candidates[0].Bytes == candidates[1].Bytes)
            throw new UsageException(UsageCodes.CommandLine, $"the text could be '{Terminal.Escape(candidates[0].Name)}' or '{Terminal.Escape(candidates[1].Name)}'; say which with --text");
        return (TextTemplate.Parse(Path(candidates[0].Name)), true);
    }

    /// <summary>Null where no field is called as labels are.</summary>
    public FieldPath? Label(TextTemplate text)
    {
        var found = s_labels.FirstOrDefault(name => name != text.Text && _survey.Value.Fields.Any(field => field.Name == name && field.Scalars > 0));
        return found is null ? null : FieldPath.Parse(found);
    }

    /// <summary>The first fields by name, for a person.</summary>
    public string Names() =>
        _survey.Value.Fields is { IsEmpty: false } fields ? Terminal.Escape(string.Join(", ", fields.Take(10).Select(field => field.Name)) + (fields.Length > 10 ? ", …" : "")) : "none";

    private static bool IsNameable(string name) => name.Length is > 0 and <= 200 && name.AsSpan().IndexOfAny('{', '}') < 0 && !name.Any(char.IsControl);

    /// <summary>A name that would read as a JSON pointer is written as one.</summary>
    private static string Path(string name) =>
        name[0] != '/' ? name : "/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
