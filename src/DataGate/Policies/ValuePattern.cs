namespace DataGate.Policies;

/// <summary>A value as a policy names it: exact text, or a glob where <c>*</c> stands for any run of characters and <c>?</c> for one. Case counts.</summary>
public sealed record ValuePattern(string Text)
{
    private bool IsGlob => Text.AsSpan().IndexOfAny('*', '?') >= 0;

    public bool Matches(ReadOnlySpan<char> value)
    {
        if (!IsGlob) return value.SequenceEqual(Text);
        int p = 0, v = 0, star = -1, mark = 0;
        while (v < value.Length)
        {
            if (p < Text.Length && (Text[p] == '?' || (Text[p] != '*' && Text[p] == value[v])))
            {
                p++;
                v++;
            }
            else if (p < Text.Length && Text[p] == '*')
            {
                star = p++;
                mark = v;
            }
            else if (star >= 0)
            {
                p = star + 1;
                v = ++mark;
            }
            else
            {
                return false;
            }
        }
        while (p < Text.Length && Text[p] == '*') p++;
        return p == Text.Length;
    }
}
