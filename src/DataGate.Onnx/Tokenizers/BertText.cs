using System.Globalization;
using System.Text;

namespace DataGate.Onnx.Tokenizers;

/// <summary>What BERT does to a text before its words are looked up (Devlin et al. 2019; <c>BasicTokenizer</c> of its source): cleans, lowers, and splits off punctuation.</summary>
internal sealed record BertText
{
    private static readonly (int First, int Last)[] s_ideographs =
    [
        (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
    ];

    /// <summary>Drops control characters. Default: true.</summary>
    public bool Cleans { get; init; } = true;

    /// <summary>Makes each ideograph a word. Default: true.</summary>
    public bool SplitsIdeographs { get; init; } = true;

    /// <summary>Default: true.</summary>
    public bool IsLower { get; init; } = true;

    /// <summary>Default: true.</summary>
    public bool StripsAccents { get; init; } = true;

    /// <summary>The text's words; each mark of punctuation is one.</summary>
    public List<string> Words(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in Normal(text).EnumerateRunes())
        {
            var isPunctuation = IsPunctuation(rune);
            if (isPunctuation || Rune.IsWhiteSpace(rune)) Finish();
            if (isPunctuation) words.Add(rune.ToString());
            else if (!Rune.IsWhiteSpace(rune)) word.Append(rune.ToString());
        }
        Finish();
        return words;

        void Finish()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    private string Normal(string text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Cleans && IsControl(rune)) continue;
            var isWord = SplitsIdeographs && Array.Exists(s_ideographs, range => rune.Value >= range.First && rune.Value <= range.Last);
            builder.Append(isWord ? $" {rune} " : rune.ToString());
        }
        var normal = builder.ToString();
        if (StripsAccents) normal = WithoutAccents(normal);
        return IsLower ? normal.ToLowerInvariant() : normal;
    }

    private static string WithoutAccents(string text)
    {
        var decomposed = text.Normalize(NormalizationForm.FormD);
        var builder = new StringBuilder(decomposed.Length);
        foreach (var rune in decomposed.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark) builder.Append(rune.ToString());
        return builder.ToString();
    }

    private static bool IsControl(Rune rune) => rune.Value is 0 or 0xFFFD || (!Rune.IsWhiteSpace(rune) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);

    /// <summary>ASCII's symbols count as punctuation too.</summary>
    private static bool IsPunctuation(Rune rune) => (rune.IsAscii && rune.Value > 0x20 && rune.Value < 0x7F && !Rune.IsLetterOrDigit(rune)) || Rune.IsPunctuation(rune);
}
