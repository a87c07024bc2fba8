namespace DataGate.Onnx.Tokenizers.Bytes;

/// <summary>
/// How vocabularies over bytes are written: a character that can be seen for each byte, as GPT-2 has it (Radford et al. 2019). What is printable in Latin-1 is itself; the others are the
/// characters from U+0100 on, in order: <c>Ġ</c> is a space.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_letters = Letters();

    /// <summary>The character of each byte.</summary>
    public static ReadOnlySpan<char> Characters => s_letters;

    private static char[] Letters()
    {
        var (letters, next) = (new char[256], (char)0x100);
        for (var value = 0; value < letters.Length; value++)
            letters[value] = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)value : next++;
        return letters;
    }
}
