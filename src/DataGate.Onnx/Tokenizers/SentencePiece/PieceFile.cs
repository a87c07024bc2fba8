using DataGate.Onnx.Examining;

namespace DataGate.Onnx.Tokenizers.SentencePiece;

/// <summary>What a SentencePiece <c>.model</c> file holds. Field numbers are those of sentencepiece_model.proto.</summary>
internal sealed class PieceFile
{
    private const int Unigram = 1;

    private static readonly string[] s_types = ["unigram", "bpe", "word", "char"];

    private readonly List<ModelPiece> _pieces = [];

    private PieceFile()
    {
    }

    /// <summary>By the number that the file gives them.</summary>
    public IReadOnlyList<ModelPiece> Pieces => _pieces;

    /// <summary>The map of characters that a text goes through first; empty: none.</summary>
    public byte[] CharacterMap { get; private set; } = [];

    /// <summary>Whether <c>▁</c> stands before the first word too.</summary>
    public bool AddsSpace { get; private set; } = true;

    /// <summary>Whether spaces at the ends and runs of them are taken away.</summary>
    public bool TrimsSpaces { get; private set; } = true;

    /// <exception cref="InvalidDataException">It is no such file, or asks for what isn't known here.</exception>
    public static PieceFile Read(ReadOnlySpan<byte> content)
    {
        var file = new PieceFile();
        var reader = new ProtobufReader(content);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: file._pieces.Add(Piece(reader.Content)); break;
                case 2: Training(reader.Content); break;
                case 3: file.Normalising(reader.Content); break;
            }
        }
        return file._pieces.Count > 0 ? file : throw new InvalidDataException("it holds no pieces");
    }

    private static ModelPiece Piece(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        var piece = new ModelPiece("", 0, PieceKind.Normal);
        while (reader.Next())
        {
            piece = reader.Field switch
            {
                1 => piece with { Text = reader.Text() },
                2 => piece with { Score = BitConverter.UInt32BitsToSingle((uint)reader.Number) },
                3 => piece with { Kind = (PieceKind)reader.Number },
                _ => piece,
            };
        }
        return Enum.IsDefined(piece.Kind) && float.IsFinite(piece.Score) ? piece : throw new InvalidDataException($"its piece '{piece.Text}' is of no known kind");
    }

    private static void Training(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 3 when reader.Number != Unigram:
                    var index = (int)Math.Min(reader.Number, int.MaxValue) - 1;
                    throw new InvalidDataException($"its type is {(index >= 0 && index < s_types.Length ? s_types[index] : "unknown")}; unigram is known here");
                case 24 when reader.Number != 0: throw new InvalidDataException("it marks words at their end, which isn't known here");
                case 35 when reader.Number != 0: throw new InvalidDataException("it falls back to bytes, which isn't known here");
            }
        }
    }

    private void Normalising(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2: CharacterMap = reader.Content.ToArray(); break;
                case 3: AddsSpace = reader.Number != 0; break;
                case 4: TrimsSpaces = reader.Number != 0; break;
                case 5 when reader.Number == 0: throw new InvalidDataException("it leaves spaces as they are, which isn't known here");
            }
        }
    }
}
