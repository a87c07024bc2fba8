using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;

namespace DataGate.Files.Readers.Shapes;

/// <summary>Stands between a reader of JSON and who takes the records: adds the fields that a shape makes. A field that a shape makes goes before one of that name.</summary>
internal sealed class ShapedSink : IRecordSink
{
    private static readonly string[] s_made = ["system", "prompt", "response", "text"];

    private readonly RecordShape _shape;
    private readonly IRecordSink _to;
    private readonly int[] _makes;
    private readonly Record _record;

    public ShapedSink(RecordShape shape, IRecordSink to)
    {
        (_shape, _to) = (shape, to);
        _makes = [.. to.Fields.Select(field => field.Segments is [var name] ? Array.IndexOf(s_made, name) : -1)];
        _record = new Record(to.Fields.Length);
        Fields = [.. to.Fields, .. shape.Sources];
    }

    public ImmutableArray<FieldPath> Fields { get; }

    public void Add(Record record)
    {
        if (_shape.Read(record, _to.Fields.Length, out var whyNot) is not { } said)
        {
            _to.Report(new ReadingProblem(ReadingProblemKind.Malformed, record.Place, whyNot));
            return;
        }
        string?[] made = [said.System, said.Prompt, said.Response, said.Text];
        _record.Clear();
        for (var field = 0; field < _makes.Length; field++)
        {
            if (_makes[field] < 0) _record.Set(field, record.Kind(field), record.Utf8(field));
            else if (made[_makes[field]] is { } text) _record.Set(field, ValueKind.Text, Encoding.UTF8.GetBytes(text));
        }
        _record.Place = record.Place;
        _to.Add(_record);
    }

    public void Report(in ReadingProblem problem) => _to.Report(problem);
}
