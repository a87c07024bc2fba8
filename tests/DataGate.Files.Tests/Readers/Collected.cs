using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;

namespace DataGate.Files.Tests.Readers;

/// <summary>A record as the tests compare it: kinds and values of the fields, as text.</summary>
internal sealed record Row(Location Location, string Values);

/// <summary>A problem as the tests compare it.</summary>
internal sealed record Problem(ReadingProblemKind Kind, Location Location, string Detail)
{
    public long Line => Location.Line;

    public int Column => Location.Column;
}

/// <summary>A sink that keeps everything.</summary>
internal sealed class Collected(IEnumerable<string> fields) : IRecordSink
{
    public ImmutableArray<FieldPath> Fields { get; } = [.. fields.Select(FieldPath.Parse)];

    public List<(Place Place, string Values)> Rows { get; } = [];

    public List<ReadingProblem> Problems { get; } = [];

    public void Add(Record record)
    {
        var values = new string[record.Fields];
        for (var i = 0; i < values.Length; i++) values[i] = Show(record.Kind(i), Encoding.UTF8.GetString(record.Utf8(i)));
        Rows.Add((record.Place, string.Join(" | ", values)));
    }

    public void Report(in ReadingProblem problem) => Problems.Add(problem);

    public static string Show(ValueKind kind, string value) => kind == ValueKind.Missing ? "-" : $"{kind}:{value}";
}
