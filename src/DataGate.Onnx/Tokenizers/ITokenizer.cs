namespace DataGate.Onnx.Tokenizers;

/// <summary>Cuts a text into the tokens of a model's vocabulary. Safe from several threads.</summary>
internal interface ITokenizer
{
    /// <summary>Ids that stand before every run of tokens that the model sees.</summary>
    IReadOnlyList<int> Before { get; }

    /// <summary>Ids that stand after it.</summary>
    IReadOnlyList<int> After { get; }

    /// <summary>The text's own tokens, without those. The text has no lone surrogates and no U+FFFE.</summary>
    Tokens Encode(string text);
}

/// <summary>A text's tokens.</summary>
/// <param name="Ids">Into the model's table.</param>
/// <param name="UnknownId">The id that stands for what the vocabulary doesn't know.</param>
internal readonly record struct Tokens(IReadOnlyList<int> Ids, int UnknownId)
{
    /// <summary>How many of <paramref name="count"/> ids from <paramref name="start"/> on are unknown.</summary>
    public int Unknown(int start, int count)
    {
        var unknown = 0;
        for (var i = start; i < start + count; i++)
            if (Ids[i] == UnknownId) unknown++;
        return unknown;
    }
}
