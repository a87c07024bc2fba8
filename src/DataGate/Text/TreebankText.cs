using System.Buffers;

namespace DataGate.Text;

/// <summary>
/// A text under the substitutions of nltk's TreebankWordTokenizer, one method each, in its order: they only put spaces
/// around what becomes a token, turn double quotes, and drop white space at the end.
/// </summary>
/// <remarks>
/// Each method is one of nltk's regular expressions, given above it, on bytes: it goes once through the text and takes
/// the leftmost match, as <c>re.sub</c> does. A byte is as good as a character wherever a group only repeats it.
/// </remarks>
internal sealed class TreebankText
{
    private static readonly SearchValues<byte> Symbols = SearchValues.Create(";@#$%&"u8), Ends = SearchValues.Create("?!"u8),
        Brackets = SearchValues.Create("][(){}<>"u8), Colons = SearchValues.Create(":,"u8), QuoteStarts = SearchValues.Create("\"'"u8);

    private byte[] _text = new byte[1024];
    private byte[] _next = new byte[1024];
    private int _length;
    private int _written;
    private int _read;

    /// <summary>The padded text; splits at white space into the tokens.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    public void Pad(ReadOnlySpan<byte> utf8)
    {
        (_length, _written) = (0, 0);
        Write(utf8);
        Take();
        OpeningQuotes();
        InnerColons();
        LastColon();
        Around("..."u8);
        Around(Symbols);
        LastPeriod();
        Around(Ends);
        LooseQuotes();
        Around(Brackets);
        Around("--"u8);
        Replace(0, 0, " "u8);
        Replace(_length, 0, " "u8);
        Take();
        Around("''"u8);
        ClosingQuotes();
        Suffixes(TreebankContractions.ShortSuffix);
        Suffixes(TreebankContractions.LongSuffix);
        Contractions();
        LeadingContractions("is"u8);
        LeadingContractions("was"u8);
    }

    /// <summary><c>^"</c> to <c>``</c>; <c>(``)</c> to <c> \1 </c>; <c>([ \(\[{&lt;])("|'{2})</c> to <c>\1 `` </c></summary>
    private void OpeningQuotes()
    {
        if (Text.StartsWith("\""u8)) Replace(0, 1, "``"u8);
        Take();
        Around("``"u8);
        var from = 1;
        while (Find(QuoteStarts, from) is var at and >= 0)
        {
            var length = Text[at] == '"' ? 1 : Text[at..].StartsWith("''"u8) ? 2 : 0;
            var opens = length != 0 && Text[at - 1] is (byte)' ' or (byte)'(' or (byte)'[' or (byte)'{' or (byte)'<';
            if (opens) Replace(at, length, " `` "u8);
            from = opens ? at + length + 1 : at + 1;
        }
        Take();
    }

    /// <summary><c>([:,])([^\d])</c> to <c> \1 \2</c></summary>
    private void InnerColons()
    {
        var from = 0;
        while (Find(Colons, from) is var at and >= 0 && at + 1 < _length)
        {
            var matches = !TreebankContractions.IsDigitAt(Text, at + 1);
            if (matches) Replace(at, 1, Text[at] == ':' ? " : "u8 : " , "u8);
            from = matches ? at + 2 : at + 1;
        }
        Take();
    }

    /// <summary><c>([:,])$</c> to <c> \1 </c>; one before a last line feed has been parted as an inner one.</summary>
    private void LastColon()
    {
        var at = _length - 1;
        if (at >= 0 && Text[at] is (byte)':' or (byte)',') Replace(at, 1, Text[at] == ':' ? " : "u8 : " , "u8);
        Take();
    }

    /// <summary><c>([^\.])(\.)([\]\)}>"\']*)\s*$</c> to <c>\1 \2\3 </c></summary>
    private void LastPeriod()
    {
        var end = TreebankContractions.TrimmedEnd(Text);
        var at = end - 1;
        while (at >= 0 && Text[at] is (byte)']' or (byte)')' or (byte)'}' or (byte)'>' or (byte)'"' or (byte)'\'') at--;
        if (at < 1 || Text[at] != '.' || Text[at - 1] == '.') return;
        Replace(at, 0, " "u8);
        Replace(end, _length - end, " "u8);
        Take();
    }

    /// <summary><c>([^'])' </c> to <c>\1 ' </c></summary>
    private void LooseQuotes()
    {
        var from = 1; // no match reaches back to what an earlier one took
        while (Find("' "u8, from) is var at and >= 0)
        {
            var matches = Text[at - 1] != '\'';
            if (matches) Replace(at, 0, " "u8);
            from = matches ? at + 3 : at + 1;
        }
        Take();
    }

    /// <summary><c>"</c> to <c> '' </c></summary>
    private void ClosingQuotes()
    {
        for (var from = 0; Find("\""u8, from) is var at and >= 0; from = at + 1) Replace(at, 1, " '' "u8);
        Take();
    }

    /// <summary><c>([^' ])(SUFFIX) </c> to <c>\1 \2 </c>; the text starts with a space, and a match ends with one.</summary>
    private void Suffixes(TreebankContractions.SuffixAt suffix)
    {
        var from = 1;
        while (Find("'"u8, from) is var quote and >= 0)
        {
            from = quote + 1;
            var (start, end) = suffix(Text, quote);
            if (end == 0 || end >= _length || Text[end] != ' ' || Text[start - 1] is (byte)'\'' or (byte)' ') continue;
            Replace(start, 0, " "u8);
            from = end + 1;
        }
        Take();
    }

    /// <summary><c>\b(FIRST)(SECOND)\b</c> to <c> \1 \2 </c>, for all of CONTRACTIONS2: no two of them can share a character.</summary>
    private void Contractions()
    {
        var from = 0;
        while (Find(TreebankContractions.Starts, from) is var at and >= 0)
        {
            var (first, second) = TreebankContractions.At(Text, at);
            if (second != 0) Part(at, first, second);
            from = at + Math.Max(1, first + second);
        }
        Take();
    }

    /// <summary><c> ('t)(VERB)\b</c> to <c> \1 \2 </c></summary>
    private void LeadingContractions(ReadOnlySpan<byte> verb)
    {
        var from = 0;
        while (Find(" '"u8, from) is var at and >= 0)
        {
            var length = TreebankContractions.LeadingAt(Text, at + 2, verb);
            if (length != 0) Part(at + 1, 2, length);
            from = at + 1 + length;
        }
        Take();
    }

    private void Part(int at, int first, int second)
    {
        Replace(at, 0, " "u8);
        Replace(at + first, 0, " "u8);
        Replace(at + first + second, 0, " "u8);
    }

    /// <summary>Puts spaces around every one of <paramref name="values"/>.</summary>
    private void Around(SearchValues<byte> values)
    {
        for (var from = 0; Find(values, from) is var at and >= 0; from = at + 1)
        {
            Replace(at, 0, " "u8);
            Replace(at + 1, 0, " "u8);
        }
        Take();
    }

    private void Around(ReadOnlySpan<byte> literal)
    {
        for (var from = 0; Find(literal, from) is var at and >= 0; from = at + literal.Length)
        {
            Replace(at, 0, " "u8);
            Replace(at + literal.Length, 0, " "u8);
        }
        Take();
    }

    private int Find(SearchValues<byte> values, int from)
    {
        if (from >= _length) return -1;
        var found = Text[from..].IndexOfAny(values);
        return found < 0 ? -1 : from + found;
    }

    private int Find(ReadOnlySpan<byte> literal, int from)
    {
        if (from >= _length) return -1;
        var found = Text[from..].IndexOf(literal);
        return found < 0 ? -1 : from + found;
    }

    /// <summary>Copies the text up to <paramref name="at"/> and writes <paramref name="by"/> for the next <paramref name="length"/> bytes.</summary>
    private void Replace(int at, int length, ReadOnlySpan<byte> by)
    {
        Write(_text.AsSpan(_read, at - _read));
        Write(by);
        _read = at + length;
    }

    /// <summary>Copies the rest; what has been written becomes the text. Costs nothing where nothing was replaced.</summary>
    private void Take()
    {
        if (_written == 0) return;
        if (_read < _length) Write(_text.AsSpan(_read, _length - _read));
        (_text, _next) = (_next, _text);
        (_length, _written, _read) = (_written, 0, 0);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        if (_next.Length - _written < bytes.Length)
            Array.Resize(ref _next, (int)Math.Min(Array.MaxLength, Math.Max((long)_next.Length * 2, (long)_written + bytes.Length)));
        bytes.CopyTo(_next.AsSpan(_written));
        _written += bytes.Length;
    }
}
