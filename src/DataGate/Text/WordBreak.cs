namespace DataGate.Text;

/// <summary>The Word_Break property of UAX #29, in the order of eng/unicode/tables.py.</summary>
internal enum WordBreak
{
    Other,
    CarriageReturn,
    LineFeed,
    Newline,
    Extend,
    Format,
    Joiner,
    Space,
    Letter,
    HebrewLetter,
    Numeric,
    Katakana,
    ExtendNumLet,
    RegionalIndicator,
    MidLetter,
    MidNum,
    MidNumLet,
    SingleQuote,
    DoubleQuote,
}
