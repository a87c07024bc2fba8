using System.Collections.Immutable;
using System.Runtime.InteropServices;
using DataGate.Documents;

namespace DataGate.Scanning;

/// <summary>What makes two records the same: their text, normalised, and what made them.</summary>
/// <param name="Content">The first 64 bits of the seeded SHA-256 of the text.</param>
/// <param name="Origin">As the origin rules see it.</param>
/// <param name="Fields">A hash of what the policy's other fields say of it; no part of the identity: the record is altered, not another.</param>
/// <param name="Place">Where it stands; no part of the identity.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RecordKey(ulong Content, RecordOrigin Origin, ulong Fields, Place Place) : IComparable<RecordKey>
{
    public bool IsSame(RecordKey other) => Content == other.Content && Origin == other.Origin;

    /// <summary>By what makes them the same, and by their fields: where that is all, those of one place are equal to those of another.</summary>
    internal int CompareRecord(RecordKey other)
    {
        var order = Content.CompareTo(other.Content);
        if (order == 0) order = Origin.CompareTo(other.Origin);
        return order != 0 ? order : Fields.CompareTo(other.Fields);
    }

    /// <summary>The same records stand together, those of the same fields in the order of their places.</summary>
    public int CompareTo(RecordKey other)
    {
        var order = CompareRecord(other);
        return order != 0 ? order : Place.CompareTo(other.Place);
    }

    public static bool operator <(RecordKey left, RecordKey right) => left.CompareTo(right) < 0;

    public static bool operator >(RecordKey left, RecordKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(RecordKey left, RecordKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RecordKey left, RecordKey right) => left.CompareTo(right) >= 0;
}

/// <summary>Takes the keys of records and nothing else. What is wrong with a record is the scan's to tell.</summary>
public sealed class RecordKeys : IRecordSink
{
    private readonly List<RecordKey> _keys = [];
    private readonly List<ReadingProblem> _unreadable = [];
    private readonly Document _document = new(1);
    private readonly Uses _uses;
    private readonly RecordText _text;
    private readonly RecordFields _fields;
    private readonly RecordIdentity _identity;
    private readonly (int Index, int Count) _share;

    /// <param name="needs">How text, origin and the other fields are read.</param>
    /// <param name="fileOrigin">What the origin rules by file say of a chunk's file.</param>
    /// <param name="share">Of how many shares of all contents, by hash, the one that is wanted; of one, all.</param>
    public RecordKeys(Needs needs, Func<int, FileOrigin> fileOrigin, (int Index, int Count) share)
    {
        (_uses, _share) = (new Uses(needs), share);
        (_text, _fields) = (new RecordText(needs, _uses), new RecordFields(needs, _uses, fileOrigin));
        _identity = new RecordIdentity(_uses, _fields);
    }

    /// <summary>In the order of reading.</summary>
    public IReadOnlyList<RecordKey> Keys => _keys;

    public ImmutableArray<FieldPath> Fields => _uses.Fields;

    public void Add(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (!_text.Read(record, _document, this)) return;
        if (!IsIn(_share, _document.Content)) return;
        _fields.Read(record, _document, this);
        _keys.Add(_identity.Of(record, _document));
    }

    /// <summary>Whether a content is in a share of all of them.</summary>
    /// <param name="share">Of how many shares, by hash, which one.</param>
    /// <param name="content">See <see cref="RecordKey"/>.</param>
    public static bool IsIn((int Index, int Count) share, ulong content) => (int)(content % (ulong)share.Count) == share.Index;

    /// <summary>Files that could not be read, or not to their end.</summary>
    public IReadOnlyCollection<ReadingProblem> Unreadable => _unreadable;

    public void Report(in ReadingProblem problem)
    {
        if (problem.Kind == ReadingProblemKind.Unreadable) _unreadable.Add(problem);
    }
}
