namespace DataGate.Text;

/// <summary>The code points of one piece of text on their way to NFC (UAX #15). Reused from piece to piece.</summary>
/// <remarks>Linear in the length of the piece, whatever stands in it: long runs of marks are sorted by counting.</remarks>
internal sealed class NormalForm
{
    private const int HangulFirst = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7,
        LeadCount = 19, VowelCount = 21, TailCount = 28, HangulCount = LeadCount * VowelCount * TailCount;

    private const int InsertionLimit = 32;

    private int[] _codes = new int[64];
    private byte[] _classes = new byte[64];
    private int _count;
    private int[] _sorted = [];

    /// <summary>The code points; after <see cref="Compose"/> those of the normal form.</summary>
    public ReadOnlySpan<int> Codes => _codes.AsSpan(0, _count);

    /// <summary>Index of a code point's class in <see cref="NormalFormTables.CombiningClass"/> and <see cref="NormalFormTables.QuickCheck"/>; 0: a starter that NFC leaves alone.</summary>
    public static byte Kind(int code) =>
        UnicodeTrie.Find(NormalFormTables.KindTop, NormalFormTables.KindMiddle, NormalFormTables.KindLeaves, code);

    public void Clear() => _count = 0;

    /// <summary>Adds a code point's full canonical decomposition.</summary>
    public void Decompose(int code)
    {
        if ((uint)(code - HangulFirst) < HangulCount)
        {
            var (syllable, tail) = Math.DivRem(code - HangulFirst, TailCount);
            Add(Leads + (syllable / VowelCount));
            Add(Vowels + (syllable % VowelCount));
            if (tail != 0) Add(Tails + tail);
            return;
        }
        var found = Array.BinarySearch(NormalFormTables.Decomposed, code);
        if (found < 0)
        {
            Add(code);
            return;
        }
        int start = found == 0 ? 0 : NormalFormTables.DecompositionEnds[found - 1], end = NormalFormTables.DecompositionEnds[found];
        foreach (var part in NormalFormTables.Decompositions.AsSpan(start..end)) Add(part);
    }

    /// <summary>Puts marks in canonical order and composes what has a composition.</summary>
    public void Compose()
    {
        Order();
        int kept = 0, starter = -1, last = -1; // last: the class just before, -1 right behind the starter
        for (var i = 0; i < _count; i++)
        {
            var (code, @class) = (_codes[i], _classes[i]);
            if (starter >= 0 && last < @class && Composition(_codes[starter], code) is var whole and not 0)
            {
                _codes[starter] = whole;
                continue;
            }
            if (@class == 0) starter = kept;
            last = @class == 0 ? -1 : @class;
            _codes[kept++] = code;
        }
        _count = kept;
    }

    private static int Composition(int first, int second)
    {
        var vowel = (uint)(second - Vowels);
        if (vowel < VowelCount && (uint)(first - Leads) < LeadCount)
            return HangulFirst + ((((first - Leads) * VowelCount) + (int)vowel) * TailCount);
        var tail = second - Tails;
        if (tail is > 0 and < TailCount && (uint)(first - HangulFirst) < HangulCount && (first - HangulFirst) % TailCount == 0)
            return first + tail;
        var found = Array.BinarySearch(NormalFormTables.ComposedPairs, ((ulong)first << 32) | (uint)second);
        return found < 0 ? 0 : NormalFormTables.Compositions[found];
    }

    private void Add(int code)
    {
        if (_count == _codes.Length)
        {
            Array.Resize(ref _codes, _count * 2);
            Array.Resize(ref _classes, _count * 2);
        }
        _codes[_count] = code;
        _classes[_count++] = NormalFormTables.CombiningClass[Kind(code)];
    }

    /// <summary>Sorts each run of marks by class, equal classes as they stand.</summary>
    private void Order()
    {
        for (var i = 0; i < _count; i++)
        {
            if (_classes[i] == 0) continue;
            var end = i + 1;
            while (end < _count && _classes[end] != 0) end++;
            if (end - i <= InsertionLimit) SortShort(i, end);
            else SortLong(i, end);
            i = end;
        }
    }

    private void SortShort(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            var (code, @class) = (_codes[i], _classes[i]);
            var at = i;
            for (; at > start && _classes[at - 1] > @class; at--) (_codes[at], _classes[at]) = (_codes[at - 1], _classes[at - 1]);
            (_codes[at], _classes[at]) = (code, @class);
        }
    }

    private void SortLong(int start, int end)
    {
        if (_sorted.Length < end - start) _sorted = new int[_codes.Length];
        Span<int> places = stackalloc int[257];
        places.Clear();
        var classes = _classes.AsSpan(start, end - start);
        foreach (var @class in classes) places[@class + 1]++;
        for (var i = 1; i < places.Length; i++) places[i] += places[i - 1];
        for (var i = start; i < end; i++) _sorted[places[_classes[i]]++] = _codes[i];
        _sorted.AsSpan(0, end - start).CopyTo(_codes.AsSpan(start));
        classes.Sort();
    }
}
