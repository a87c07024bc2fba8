using System.Text;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>Reads what a record says besides its text: where it comes from, what it is about, when it was made.</summary>
/// <param name="needs">What is asked for.</param>
/// <param name="uses">Where its fields stand; counts how often they had a value.</param>
/// <param name="fileOrigin">What the origin rules by file say of a chunk's file.</param>
internal sealed class RecordFields(Needs needs, Uses uses, Func<int, FileOrigin> fileOrigin)
{
    private readonly OriginRules _origins = new(needs.Origin);
    private readonly ValuePool _values = new();

    /// <param name="record">What is read.</param>
    /// <param name="document">Takes it.</param>
    /// <param name="problems">Told what can't be used.</param>
    public void Read(Record record, Document document, IRecordSink problems)
    {
        for (var i = 0; i < uses.Seen.Length; i++)
            if (record.Kind(i) is not (ValueKind.Missing or ValueKind.Null)) uses.Seen[i]++;
        var origin = Value(record, uses.Origin);
        (document.Origin, document.IsOriginMatched) = _origins.Of(origin, fileOrigin(record.Place.Chunk));
        document.Generator = uses.Generator >= 0 ? Value(record, uses.Generator) : origin;
        document.Label = Value(record, uses.Label);
        document.Topic = Value(record, uses.Topic);
        document.Generation = Number(record, uses.Generation, "generation", problems, static (utf8, _) =>
            System.Buffers.Text.Utf8Parser.TryParse(utf8, out int number, out var used) && used == utf8.Length && number >= 0 ? number : null);
        document.Created = Number(record, uses.Created, "created", problems, Days.Parse);
        if (uses.Id >= 0) document.Id = Id(record, problems);
        if (uses.Parent >= 0) ReadParents(record, document, problems);
    }

    /// <summary>A field's value as text; null when missing, null, or no scalar.</summary>
    public string? Value(Record record, int field) =>
        field < 0 || record.Kind(field) is ValueKind.Missing or ValueKind.Null or ValueKind.Array or ValueKind.Object
            ? null
            : _values.Get(record.Utf8(field));

    private ulong Id(Record record, IRecordSink problems)
    {
        if (record.Kind(uses.Id) is ValueKind.Array or ValueKind.Object)
        {
            Unusable("id", record, uses.Id, problems);
            return 0;
        }
        return record.Kind(uses.Id) is ValueKind.Missing or ValueKind.Null ? 0 : RecordIds.Hash(record.Utf8(uses.Id), needs.Seed);
    }

    private void ReadParents(Record record, Document document, IRecordSink problems)
    {
        document.Parents.Clear();
        if (record.Kind(uses.Parent) is ValueKind.Missing or ValueKind.Null) return;
        if (!RecordIds.AddAll(record.Utf8(uses.Parent), record.Kind(uses.Parent), needs.Seed, document.Parents))
            Unusable("parent", record, uses.Parent, problems);
    }

    private static int? Number(Record record, int field, string what, IRecordSink problems, Func<ReadOnlySpan<byte>, bool, int?> parse)
    {
        if (field < 0 || record.Kind(field) is ValueKind.Missing or ValueKind.Null) return null;
        if (parse(record.Utf8(field), record.Kind(field) == ValueKind.Number) is { } number) return number;
        Unusable(what, record, field, problems);
        return null;
    }

    private static void Unusable(string what, Record record, int field, IRecordSink problems) =>
        problems.Report(new ReadingProblem(ReadingProblemKind.UnusableValue, record.Place, $"'{what}' is {Excerpt(record.Utf8(field))}"));

    private static string Excerpt(ReadOnlySpan<byte> utf8) =>
        utf8.Length <= 40 ? Encoding.UTF8.GetString(utf8) : Encoding.UTF8.GetString(utf8[..40]).TrimEnd('\uFFFD') + "…";
}
