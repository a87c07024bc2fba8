using System.Text;

namespace DataGate.Onnx.Preparation;

/// <summary>What is done to every text before a model's own tokenizer sees it: what means nothing to an encoder must not move an embedding, or stop one.</summary>
internal static class CleanText
{
    /// <summary>Part of every embedder's identity: the number changes when the same text may come out otherwise.</summary>
    public const string Version = "clean-text 1";

    private const char Replacement = '\uFFFD';

    /// <summary>The text as <see cref="WellFormed"/> has it, with runs of white space as one space and none at its ends. At most <paramref name="max"/> characters are read.</summary>
    public static string Of(string text, int max)
    {
        if (text.Length > max) text = text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
        text = WellFormed(text);
        if (IsTidy(text)) return text;
        var builder = new StringBuilder(text.Length);
        var isPending = false;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                isPending = builder.Length > 0;
                continue;
            }
            if (isPending) builder.Append(' ');
            isPending = false;
            builder.Append(c);
        }
        return builder.ToString();
    }

    /// <summary>The text with U+FFFD in place of what Unicode normalisation refuses: lone surrogates and U+FFFE.</summary>
    public static string WellFormed(string text)
    {
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFE') (changed ??= new StringBuilder(text))[i] = Replacement;
        }
        return changed?.ToString() ?? text;
    }

    /// <summary>Whether spaces are all the white space there is, one at a time and inside: the common case.</summary>
    private static bool IsTidy(string text)
    {
        var wasSpace = true;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) && (c is not ' ' || wasSpace)) return false;
            wasSpace = c is ' ';
        }
        return text.Length == 0 || !wasSpace;
    }
}
