using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>What makes two records the same: their text, normalised, and what made them.</summary>
/// <param name="Content">The first 64 bits of the seeded SHA-256 of the text.</param>
/// <param name="Origin">As the origin rules see it.</param>
/// <param name="Place">Where it stands; no part of the identity.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordKey(ulong Content, RecordOrigin Origin, Place Place) : IComparable<RecordKey>
{
    public bool IsSame(RecordKey other) => Content == other.Content && Origin == other.Origin;

    /// <summary>The same records stand together, in the order of their places.</summary>
    public int CompareTo(RecordKey other)
    {
        var order = Content.CompareTo(other.Content);
        if (order == 0) order = Origin.CompareTo(other.Origin);
        return order != 0 ? order : Place.CompareTo(other.Place);
    }

    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;
}

/// <summary>Takes the keys of records and nothing else. What is wrong with a record is the scan's to tell.</summary>
/// <param name="needs">How text and origin are read.</param>
/// <param name="fileOrigin">What the origin rules by file say of a chunk's file.</param>
/// <param name="share">Of how many shares of all contents, by hash, the one that is wanted; of one, all.</param>
public sealed class RecordKeys(Needs needs, Func<int, FileOrigin> fileOrigin, (int Index, int Count) share) : IRecordSink
{
    private readonly Needs _needs = needs;
    private readonly List<RecordKey> _keys = [];
    private readonly List<ReadingProblem> _unreadable = [];
    private readonly Document _document = new(1);
    private readonly OriginRules _origins = new(needs.Origin);
    private readonly ValuePool _values = new();
    private readonly Uses _uses = new(Only(needs));
    private RecordText? _text;

    /// <summary>In the order of reading.</summary>
    public IReadOnlyList<RecordKey> Keys => _keys;

    public ImmutableArray<FieldPath> Fields => _uses.Fields;

    public void Add(Record record)
    {
        _text ??= new RecordText(_needs, _uses);
        if (!_text.Read(record, _document, this)) return;
        if ((int)(_document.Content % (ulong)share.Count) != share.Index) return;
        var origin = _uses.Origin < 0 || record.Kind(_uses.Origin) is ValueKind.Missing or ValueKind.Null or ValueKind.Array or ValueKind.Object
            ? null
            : _values.Get(record.Utf8(_uses.Origin));
        _keys.Add(new RecordKey(_document.Content, _origins.Of(origin, fileOrigin(record.Place.Chunk)).Origin, record.Place));
    }

    /// <summary>Files that could not be read, or not to their end.</summary>
    public IReadOnlyCollection<ReadingProblem> Unreadable => _unreadable;

    public void Report(in ReadingProblem problem)
    {
        if (problem.Kind == ReadingProblemKind.Unreadable) _unreadable.Add(problem);
    }

    private static Needs Only(Needs needs) => new() { Text = needs.Text, Origin = needs.Origin, Words = needs.Words, Seed = needs.Seed, Sketches = needs.Sketches };
}
