namespace DataGate.Onnx.Tokenizers.SentencePiece;

/// <summary>What a piece is for.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,

    /// <summary>A sign such as <c>&lt;/s&gt;</c>; no text is taken for it.</summary>
    Control = 3,

    /// <summary>Is found whole before all others.</summary>
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>A piece of a SentencePiece vocabulary.</summary>
/// <param name="Text">With <c>▁</c> for a space.</param>
/// <param name="Score">The logarithm of how probable it is.</param>
/// <param name="Kind">What it is for.</param>
internal readonly record struct ModelPiece(string Text, float Score, PieceKind Kind);
