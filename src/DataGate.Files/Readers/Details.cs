using System.Buffers;
using System.Globalization;

namespace DataGate.Files.Readers;

/// <summary>Words for the details of problems.</summary>
internal static class Details
{
    /// <summary>The longest detail that a <see cref="Documents.ReadingProblem"/> may have.</summary>
    public const int Limit = 200;

    private static readonly SearchValues<byte> WordEnds = SearchValues.Create(" \t\r\n,]}"u8);

    /// <summary>Bytes that <see cref="JsonValue"/> looks at: the longest of JSON's words, and what ends it.</summary>
    public const int Longest = 6;

    /// <summary>Shortens a text, never between the halves of a surrogate pair.</summary>
    public static string Clip(string text, int limit = Limit)
    {
        if (text.Length <= limit) return text;
        var end = limit - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end] + "…";
    }

    /// <summary>A byte as a person reads it: <c>'x'</c>, or <c>0x1F</c> where it isn't printable ASCII.</summary>
    public static string Byte(byte value) =>
        value is > 0x20 and < 0x7F ? $"'{(char)value}'" : string.Create(CultureInfo.InvariantCulture, $"0x{value:X2}");

    /// <summary>What stands where an object should, by the text that starts there; null where that is no JSON value.</summary>
    public static string? JsonValue(ReadOnlySpan<byte> text)
    {
        var word = text[..Math.Min(text.Length, Longest)];
        var end = word.IndexOfAny(WordEnds);
        if (end >= 0) word = word[..end];
        return text[0] switch
        {
            (byte)'"' => "a string",
            (byte)'[' => "an array",
            (byte)'{' => "an object",
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => "a number",
            _ when word.SequenceEqual("true"u8) => "true",
            _ when word.SequenceEqual("false"u8) => "false",
            _ when word.SequenceEqual("null"u8) => "null",
            _ => null,
        };
    }

    /// <summary>What stands where an object should.</summary>
    public static string Found(ReadOnlySpan<byte> text) => JsonValue(text) ?? $"{Byte(text[0])}, which is not JSON";
}
