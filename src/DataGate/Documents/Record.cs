namespace DataGate.Documents;

/// <summary>What kind of value a record has for a field.</summary>
public enum ValueKind : byte
{
    Missing,
    Null,
    Text,
    Number,
    True,
    False,
    Array,
    Object,
}

/// <summary>
/// One record as a reader hands it over: the values of the fields that were asked for, in their order.
/// A reader reuses one instance; nothing may be kept from it after <see cref="IRecordSink.Add"/> returns.
/// </summary>
public sealed class Record
{
    private readonly ValueKind[] _kinds;
    private readonly (int Start, int Length)[] _spans;
    private byte[] _bytes = new byte[1024];
    private int _used;

    public Record(int fields)
    {
        _kinds = new ValueKind[fields];
        _spans = new (int, int)[fields];
    }

    /// <summary>Where the record starts.</summary>
    public Place Place { get; set; }

    public int Fields => _kinds.Length;

    public ValueKind Kind(int field) => _kinds[field];

    /// <summary>
    /// The value as UTF-8: a string unescaped and valid, any other scalar as JSON writes it (<c>5</c>, <c>true</c>, <c>null</c>),
    /// an array or object as its raw JSON. Empty when missing.
    /// </summary>
    public ReadOnlySpan<byte> Utf8(int field)
    {
        var (start, length) = _spans[field];
        return _bytes.AsSpan(start, length);
    }

    /// <summary>Forgets every value.</summary>
    public void Clear()
    {
        Array.Clear(_kinds);
        Array.Clear(_spans);
        _used = 0;
    }

    /// <summary>Sets a value; a later call for the same field replaces it.</summary>
    public void Set(int field, ValueKind kind, ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Reserve(field, kind, utf8.Length));
    }

    /// <summary>Sets a value of at most <paramref name="length"/> bytes that the caller writes into the span returned; see <see cref="Trim"/>.</summary>
    public Span<byte> Reserve(int field, ValueKind kind, int length)
    {
        if (_bytes.Length - _used < length)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_bytes.Length * 2, (long)_used + length)));
        _kinds[field] = kind;
        _spans[field] = (_used, length);
        _used += length;
        return _bytes.AsSpan(_used - length, length);
    }

    /// <summary>Shortens the value last reserved for <paramref name="field"/>.</summary>
    public void Trim(int field, int length)
    {
        var (start, old) = _spans[field];
        _spans[field] = (start, length);
        if (start + old == _used) _used = start + length;
    }
}
