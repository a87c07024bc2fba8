using System.Text;

namespace DataGate.Scanning;

/// <summary>Turns field values into strings, each different one once.</summary>
internal sealed class ValuePool
{
    private const int MaxValues = 100_000, MaxLength = 512;
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);
    private readonly char[] _chars = new char[MaxLength];

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength) return Encoding.UTF8.GetString(utf8);
        var chars = _chars.AsSpan(0, Encoding.UTF8.GetChars(utf8, _chars));
        var lookup = _values.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(chars, out var known)) return known;
        if (_values.Count >= MaxValues) _values.Clear();
        var value = chars.ToString();
        _values.Add(value);
        return value;
    }
}
