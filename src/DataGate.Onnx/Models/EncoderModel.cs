using DataGate.Onnx.Tokenizers;

namespace DataGate.Onnx.Models;

/// <summary>A sentence encoder: its files, read whole and examined, and what they say of themselves.</summary>
internal sealed record EncoderModel
{
    /// <summary>A short name for people.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of every file and setting that decides an embedding, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The bytes of <c>model.onnx</c>.</summary>
    public required byte[] Onnx { get; init; }

    /// <summary>Where its external data lies; null: it has none.</summary>
    public string? ExternalFolder { get; init; }

    public required ITokenizer Tokenizer { get; init; }

    /// <summary>Tokens that the model sees at once, with those that its tokenizer puts before and after.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Put before every text. Default: nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>How token embeddings become one. Default: their mean.</summary>
    public Pooling Pooling { get; init; }
}

/// <summary>How the embeddings of a text's tokens become the text's own. A model that gives one embedding a text needs none.</summary>
internal enum Pooling
{
    /// <summary>Their mean over the text's tokens.</summary>
    Mean,

    /// <summary>The first token's, as models of the BERT kind may be trained for.</summary>
    First,
}
