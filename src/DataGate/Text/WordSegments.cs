namespace DataGate.Text;

/// <summary>
/// Default word boundaries of UAX #29 (Unicode 15.0), every rule. A segment depends on nothing before its start, so text
/// may be segmented from any boundary on.
/// </summary>
internal static class WordSegments
{
    /// <summary>What a segment holds, as bits beside the Word_Break class.</summary>
    public const byte Pictograph = 0x20, Word = 0x40, KanaStart = 0x80;

    private const byte ClassBits = 0x1F;

    private const uint Letters = (1u << (int)WordBreak.Letter) | (1u << (int)WordBreak.HebrewLetter),
        Numbers = 1u << (int)WordBreak.Numeric,
        Marks = (1u << (int)WordBreak.Extend) | (1u << (int)WordBreak.Format) | (1u << (int)WordBreak.Joiner),
        Newlines = (1u << (int)WordBreak.CarriageReturn) | (1u << (int)WordBreak.LineFeed) | (1u << (int)WordBreak.Newline),
        MidNumLetQ = (1u << (int)WordBreak.MidNumLet) | (1u << (int)WordBreak.SingleQuote);

    /// <summary>By the class on the left, the classes on its right that it isn't parted from: WB5, 8–10, 13–13b, 15, 16.</summary>
    private static readonly uint[] Joined = JoinedByLeft();

    /// <summary>Where the segment ends that starts at <paramref name="start"/>, and what it holds (an emoji flag counts as a pictograph).</summary>
    public static int End(ReadOnlySpan<byte> text, int start, out byte holds)
    {
        var at = start;
        holds = Property(text, ref at);
        var left = ClassOf(holds);
        if (Is(left, Newlines))
            return left == WordBreak.CarriageReturn && at < text.Length && text[at] == '\n' ? at + 1 : at; // WB3, 3a
        var last = left; // the class just before, where left looks past marks
        if (Is(left, Marks)) left = WordBreak.Other;
        while (at < text.Length)
        {
            var next = at;
            var property = Property(text, ref next);
            var right = ClassOf(property);
            if (Is(right, Marks))
            {
                holds |= property;
                (last, at) = (right, next); // WB4
                continue;
            }
            var joins = Is(right, Joined[(int)left])
                || (last == WordBreak.Joiner && (property & Pictograph) != 0) // WB3c
                || (last == WordBreak.Space && right == WordBreak.Space); // WB3d
            if (!joins && Bound(text, next, left, right) is var letter and not 0)
            {
                next = letter;
                property = Property(text, ref next);
                right = ClassOf(property);
                joins = true;
            }
            if (!joins && (left != WordBreak.HebrewLetter || right != WordBreak.SingleQuote)) break; // WB7a; 3b, 999
            holds |= property;
            (left, last, at) = (right, right, next);
            if (right != WordBreak.RegionalIndicator) continue;
            holds |= Pictograph;
            left = WordBreak.Other; // no third one: WB15, 16
        }
        return at;
    }

    /// <summary>The class and the bits of the code point at <paramref name="at"/>, which moves behind it.</summary>
    public static byte Property(ReadOnlySpan<byte> text, ref int at)
    {
        var code = Utf8.Decode(text, ref at);
        return code < 0x80
            ? WordTables.WordBreakLeaves[code]
            : UnicodeTrie.Find(WordTables.WordBreakTop, WordTables.WordBreakMiddle, WordTables.WordBreakLeaves, code);
    }

    private static WordBreak ClassOf(byte property) => (WordBreak)(property & ClassBits);

    private static bool Is(WordBreak value, uint set) => (set >> (int)value & 1) != 0;

    /// <summary>Where the letter or number stands that binds <paramref name="right"/>, which ends at <paramref name="at"/>, or 0: WB6, 7, 7b, 7c, 11, 12.</summary>
    private static int Bound(ReadOnlySpan<byte> text, int at, WordBreak left, WordBreak right)
    {
        uint wanted;
        if (Is(left, Letters) && (right == WordBreak.MidLetter || Is(right, MidNumLetQ))) wanted = Letters;
        else if (left == WordBreak.Numeric && (right == WordBreak.MidNum || Is(right, MidNumLetQ))) wanted = Numbers;
        else if (left == WordBreak.HebrewLetter && right == WordBreak.DoubleQuote) wanted = 1u << (int)WordBreak.HebrewLetter;
        else return 0;
        while (at < text.Length)
        {
            var next = at;
            var value = ClassOf(Property(text, ref next));
            if (Is(value, wanted)) return at;
            if (!Is(value, Marks)) return 0;
            at = next;
        }
        return 0;
    }

    private static uint[] JoinedByLeft()
    {
        const uint connector = 1u << (int)WordBreak.ExtendNumLet, kana = 1u << (int)WordBreak.Katakana;
        var joined = new uint[ClassBits + 1];
        joined[(int)WordBreak.Letter] = joined[(int)WordBreak.HebrewLetter] = joined[(int)WordBreak.Numeric] = Letters | Numbers | connector;
        joined[(int)WordBreak.Katakana] = kana | connector;
        joined[(int)WordBreak.ExtendNumLet] = Letters | Numbers | kana | connector;
        joined[(int)WordBreak.RegionalIndicator] = 1u << (int)WordBreak.RegionalIndicator;
        return joined;
    }
}
