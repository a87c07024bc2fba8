using System.Runtime.InteropServices;
using DataGate.Documents;
using DataGate.Text;

namespace DataGate.Scanning;

/// <summary>Tells what makes a record that was read the same as another.</summary>
/// <param name="uses">Where its fields stand.</param>
/// <param name="fields">Reads them.</param>
internal sealed class RecordIdentity(Uses uses, RecordFields fields)
{
    private readonly int[] _values = [.. uses.Groups.Concat(uses.Where.SelectMany(ofBucket => ofBucket)).Append(uses.Origin).Where(field => field >= 0).Distinct()];

    /// <param name="record">As it was read.</param>
    /// <param name="document">What was read of it.</param>
    public RecordKey Of(Record record, Document document) => new(document.Content, document.Origin, Said(record, document), record.Place);

    /// <summary>The fields as the policy reads them: another spelling of the same, or another format, alters nothing.</summary>
    private ulong Said(Record record, Document document)
    {
        var hash = document.Id;
        foreach (var parent in document.Parents) hash = Mix(hash, parent);
        hash = Mix(Mix(hash, Number(document.Generation)), Number(document.Created));
        hash = Mix(Mix(Mix(hash, document.Label), document.Topic), document.Generator);
        // What is null may be asked for, other than what isn't there or is no scalar.
        foreach (var field in _values) hash = Mix(hash, record.Kind(field) == ValueKind.Null ? 1UL : 0UL, fields.Value(record, field));
        return hash;
    }

    private static ulong Number(int? number) => number is { } value ? (uint)value : ulong.MaxValue;

    private static ulong Mix(ulong hash, ulong more) => Hash64.Of(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in more)), hash);

    private static ulong Mix(ulong hash, ulong kind, string? text) => Mix(Mix(hash, kind), text);

    private static ulong Mix(ulong hash, string? text) => text is null ? Mix(hash, 0UL) : Hash64.Of(MemoryMarshal.AsBytes(text.AsSpan()), hash);
}
