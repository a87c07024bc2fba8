using System.Collections.Immutable;
using System.Text;
using DataGate.Documents;
using DataGate.Metrics.Sketches;
using DataGate.Policies;
using DataGate.Text;

namespace DataGate.Scanning;

/// <summary>
/// What one pass over some of a dataset's records gathers. Scans of the same needs merge: those of its parts, whoever read them
/// and in whatever order, give the scan of the whole.
/// </summary>
public sealed class DatasetScan : IRecordSink
{
    /// <summary>Bytes of a saved key with what is saved of it, on average.</summary>
    private const int SavedKey = 24;

    private readonly Needs _needs;
    private readonly ImmutableArray<ScopeSketch> _buckets;
    private readonly Func<int, int> _fileSplit;
    private readonly ImmutableArray<ScopeSketch> _splits;
    private readonly ImmutableArray<GroupSketches> _groups;
    private readonly Document _document;
    private readonly WordSplitter _words;
    private readonly RecordText _text;
    private readonly RecordFields _fields;
    private readonly Uses _uses;
    private readonly RecordIdentity _identity;
    private readonly bool[] _isIn;
    private char[] _chars = new char[1024];
    private long _records;
    private long _withoutText;
    private bool _isFaulty;

    /// <param name="needs">What to gather.</param>
    /// <param name="fileOrigin">What the origin rules by file say of a chunk's file.</param>
    /// <param name="fileSplit">The number of the split that a chunk's file is in; −1: in none. Default: none is in any.</param>
    public DatasetScan(Needs needs, Func<int, FileOrigin> fileOrigin, Func<int, int>? fileSplit = null)
    {
        (_needs, _fileSplit) = (needs, fileSplit ?? (_ => -1));
        Whole = NewScope(needs.Whole);
        _buckets = [.. needs.InBuckets.Select(NewScope)];
        _splits = [.. Enumerable.Range(0, needs.Splits).Select(_ => NewScope(needs.InSplits))];
        _isIn = new bool[_buckets.Length];
        _groups = [.. needs.Groups.Select(group => new GroupSketches(count => new(() => new SetSketch(group.Kinds, needs.Sketches.Among(count)))))];
        _document = new Document(needs.Orders);
        _words = WordSplitter.For(needs.Words, needs.Seed);
        _uses = new Uses(needs);
        _text = new RecordText(needs, _uses);
        _fields = new RecordFields(needs, _uses, fileOrigin);
        _identity = new RecordIdentity(_uses, _fields);
    }

    public ScopeSketch Whole { get; }

    /// <summary>Faults of the files and of the records.</summary>
    public Problems Problems { get; } = new();

    /// <summary>Chunks without a record that has the text asked for.</summary>
    public TextlessChunks Textless { get; } = new();

    public ImmutableArray<FieldPath> Fields => _uses.Fields;

    /// <summary>How often each field asked for had a value, in the order of <see cref="Fields"/>.</summary>
    public ImmutableArray<long> Seen => [.. _uses.Seen];

    /// <summary>
    /// Takes the records at some places as well when this scan reads them, without what is wrong with them: a scan of the same needs, splits and sizes apart. Null, the default: none does. Merging
    /// and emptying this scan leave it as it is.
    /// </summary>
    public (DatasetScan Scan, IReadOnlySet<Place> Places)? Chosen { get; set; }

    /// <summary>
    /// Takes the key of each record that this scan reads, as <see cref="RecordKeys"/> would. Null, the default: none does. Merging and emptying this scan leave it as it is.
    /// </summary>
    public ICollection<RecordKey>? Keys { get; set; }

    public ScopeSketch Bucket(int index) => _buckets[index];

    public ScopeSketch Split(int index) => _splits[index];

    public GroupSketches Groups(int index) => _groups[index];

    public void Report(in ReadingProblem problem)
    {
        if (problem.Kind == ReadingProblemKind.MissingText) _withoutText++;
        _isFaulty |= problem.Kind != ReadingProblemKind.Dialect;
        Problems.Add(problem);
    }

    public void End(int chunk)
    {
        if (_records == _withoutText) Textless.Add(new TextlessChunk(chunk, _records, _records == 0 && !_isFaulty));
        (_records, _withoutText, _isFaulty) = (0, 0, false);
    }

    public void Add(Record record)
    {
        _document.Place = record.Place;
        _records++;
        if (!ReadText(record)) return;
        _fields.Read(record, _document, this);
        Keys?.Add(_identity.Of(record, _document));
        _document.HashGrams();
        for (var i = 0; i < _buckets.Length; i++) _isIn[i] = IsIn(i, record);
        Enter(record, this);
        if (Chosen is { } chosen && chosen.Places.Contains(record.Place)) chosen.Scan.Enter(record, this);
    }

    /// <summary>Takes the record that a scan of the same fields, buckets and groups has just read.</summary>
    private void Enter(Record record, DatasetScan reader)
    {
        var document = reader._document;
        Whole.Add(document);
        if (!_splits.IsEmpty && _fileSplit(record.Place.Chunk) is >= 0 and var split) _splits[split].Add(document);
        for (var i = 0; i < _buckets.Length; i++)
            if (reader._isIn[i]) _buckets[i].Add(document);
        for (var i = 0; i < _groups.Length; i++)
        {
            if (_needs.Groups[i].Bucket is { } bucket && !reader._isIn[bucket]) continue;
            _groups[i].Add(reader._fields.Value(record, reader._uses.Groups[i]) ?? GroupNeeds.NoValue, document);
        }
    }

    public void Merge(DatasetScan part)
    {
        Whole.Merge(part.Whole);
        for (var i = 0; i < _buckets.Length; i++) _buckets[i].Merge(part._buckets[i]);
        for (var i = 0; i < _splits.Length; i++) _splits[i].Merge(part._splits[i]);
        for (var i = 0; i < _groups.Length; i++) _groups[i].Merge(part._groups[i]);
        for (var i = 0; i < _uses.Seen.Length; i++) _uses.Seen[i] += part._uses.Seen[i];
        Problems.Merge(part.Problems);
        Textless.Merge(part.Textless);
    }

    /// <summary>Empties a part after it was merged into <paramref name="whole"/>, ready for the next records.</summary>
    public void Restart(DatasetScan whole)
    {
        Whole.Clear();
        Whole.Follow(whole.Whole);
        for (var i = 0; i < _buckets.Length; i++)
        {
            _buckets[i].Clear();
            _buckets[i].Follow(whole._buckets[i]);
        }
        for (var i = 0; i < _splits.Length; i++)
        {
            _splits[i].Clear();
            _splits[i].Follow(whole._splits[i]);
        }
        foreach (var groups in _groups) groups.Clear();
        Array.Clear(_uses.Seen);
        Problems.Clear();
        Textless.Clear();
    }

    /// <summary>Empties a part after it was merged, ready for the next records: of a part that is kept for the whole as it is later, see <see cref="Sketch.Trim"/>.</summary>
    public void RestartTrimmed(DatasetScan whole)
    {
        Whole.Clear();
        foreach (var bucket in _buckets) bucket.Clear();
        foreach (var split in _splits) split.Clear();
        foreach (var groups in _groups) groups.Clear();
        Array.Clear(_uses.Seen);
        Problems.Clear();
        Textless.Clear();
        Trim(whole);
    }

    /// <summary>See <see cref="Sketch.Trim"/>.</summary>
    public void Trim(DatasetScan whole)
    {
        Whole.Trim(whole.Whole);
        for (var i = 0; i < _buckets.Length; i++) _buckets[i].Trim(whole._buckets[i]);
        for (var i = 0; i < _splits.Length; i++) _splits[i].Trim(whole._splits[i]);
    }

    /// <summary>See <see cref="Sketch.TrimSum"/>.</summary>
    public void TrimSum(DatasetScan whole)
    {
        Whole.TrimSum(whole.Whole);
        for (var i = 0; i < _buckets.Length; i++) _buckets[i].TrimSum(whole._buckets[i]);
        for (var i = 0; i < _splits.Length; i++) _splits[i].TrimSum(whole._splits[i]);
    }

    /// <summary>Whether all files were there and could be read to their ends.</summary>
    public bool IsReadable => Problems.Found.All(found => found.Kind is not (ReadingProblemKind.Unreadable or ReadingProblemKind.NoLibrary));

    /// <summary>See <see cref="Sketch.IsFull"/>.</summary>
    public bool IsFull => Whole.IsFull && _buckets.All(bucket => bucket.IsFull) && _splits.All(split => split.IsFull) && _groups.All(groups => groups.IsFull);

    public void Save(BinaryWriter writer)
    {
        Whole.Save(writer);
        foreach (var bucket in _buckets) bucket.Save(writer);
        foreach (var split in _splits) split.Save(writer);
        foreach (var groups in _groups)
        {
            if (writer is QuickWriter quick) quick.Section(() => groups.Save(quick));
            else groups.Save(writer);
        }
        foreach (var seen in _uses.Seen) writer.Write(seen);
        Problems.Save(writer);
        Textless.Save(writer);
    }

    public void Load(BinaryReader reader)
    {
        Whole.Load(reader);
        foreach (var bucket in _buckets) bucket.Load(reader);
        foreach (var split in _splits) split.Load(reader);
        foreach (var groups in _groups) groups.Load(reader);
        for (var i = 0; i < _uses.Seen.Length; i++) _uses.Seen[i] = reader.ReadInt64();
        Problems.Load(reader);
        Textless.Load(reader);
    }

    /// <summary>How many threads may add what was saved at once, each its lanes: see <see cref="MergeSaved"/>.</summary>
    public int LaneCount => Lanes.Count + _groups.Length;

    /// <summary>Adds what was saved of a part, as merging it would, once every lane has added it.</summary>
    /// <param name="reader">What was saved, by a <see cref="QuickWriter"/>.</param>
    /// <param name="lane">From 0, below <see cref="LaneCount"/>. What one adds no other looks at.</param>
    public void MergeSaved(MovedChunks reader, int lane)
    {
        ArgumentNullException.ThrowIfNull(reader);
        Whole.MergeSaved(reader, lane);
        foreach (var bucket in _buckets) bucket.MergeSaved(reader, lane);
        foreach (var split in _splits) split.MergeSaved(reader, lane);
        for (var i = 0; i < _groups.Length; i++)
        {
            var length = reader.ReadInt64();
            if (lane == Lanes.Count + i) _groups[i].MergeSaved(reader);
            else reader.Next(length);
        }
        if (lane != 0) return;
        for (var i = 0; i < _uses.Seen.Length; i++) _uses.Seen[i] += reader.ReadInt64();
        var problems = new Problems();
        problems.Load(reader);
        Problems.Merge(problems);
        var textless = new TextlessChunks();
        textless.Load(reader);
        Textless.Merge(textless);
    }

    /// <summary>About what a <see cref="QuickWriter"/> takes for the keys that are held, in bytes.</summary>
    public long SavedLength => SavedKey * (Whole.Saved + _buckets.Sum(bucket => bucket.Saved) + _splits.Sum(split => split.Saved));

    /// <summary>How many keys each sketch of a fixed number holds, see <see cref="Sketch.Held"/>.</summary>
    public IEnumerable<int> Held => Whole.Held.Concat(_buckets.SelectMany(bucket => bucket.Held)).Concat(_splits.SelectMany(split => split.Held));

    /// <summary>Makes room for as many: it changes no sum.</summary>
    public void Reserve(IEnumerable<int> held)
    {
        var left = new Queue<int>(held);
        Whole.Reserve(left);
        foreach (var bucket in _buckets) bucket.Reserve(left);
        foreach (var split in _splits) split.Reserve(left);
    }

    private ScopeSketch NewScope(ImmutableArray<SketchKind> kinds) => new(() => new SetSketch(kinds, _needs.Sketches));

    private bool ReadText(Record record)
    {
        if (!_text.Read(record, _document, this)) return false;
        _words.Split(_document.Text.Span, _document.Tokens);
        if (IsBlank(_document.Text.Span))
            Report(new ReadingProblem(ReadingProblemKind.EmptyText, record.Place, ""));
        return true;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text.Length < 64 && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(text)));

    private bool IsIn(int bucket, Record record)
    {
        var rules = _needs.Buckets[bucket];
        for (var i = 0; i < rules.Where.Length; i++)
        {
            var field = _uses.Where[bucket][i];
            if (record.Kind(field) is ValueKind.Missing or ValueKind.Array or ValueKind.Object) return false;
            if (!AnyMatches(rules.Where[i].Values, Chars(record.Utf8(field)))) return false;
        }
        return rules.Matches is null || rules.Matches.IsMatch(Chars(_document.Text.Span));
    }

    private static bool AnyMatches(ImmutableArray<ValuePattern> patterns, ReadOnlySpan<char> value)
    {
        foreach (var pattern in patterns)
            if (pattern.Matches(value)) return true;
        return false;
    }

    private ReadOnlySpan<char> Chars(ReadOnlySpan<byte> utf8)
    {
        if (_chars.Length < utf8.Length) _chars = new char[Math.Max(_chars.Length * 2, utf8.Length)];
        return _chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars));
    }
}
