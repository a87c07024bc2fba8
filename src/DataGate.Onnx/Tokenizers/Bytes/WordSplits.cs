namespace DataGate.Onnx.Tokenizers.Bytes;

/// <summary>How a text is cut into the words that are merged on their own.</summary>
internal enum WordSplits
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary><c>'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+</c></summary>
    Gpt2,

    /// <summary><c>(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+</c>, as Llama 3 has it.</summary>
    Triples,

    /// <summary>The same with one digit a word, as Qwen 2 has it.</summary>
    Digits,
}
