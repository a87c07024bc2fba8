namespace DataGate.Onnx.Examining;

/// <summary>What an ONNX file asks for besides its own bytes.</summary>
internal sealed class OnnxFacts
{
    /// <summary>Names of the files that its tensors lie in, as it spells them; empty text where a tensor lies outside and names none.</summary>
    public HashSet<string> ExternalFiles { get; } = new(StringComparer.Ordinal);

    /// <summary>Domains of the operators that it uses; empty text is the standard's own.</summary>
    public HashSet<string> Domains { get; } = new(StringComparer.Ordinal);

    /// <summary>Domains of the functions that it defines by other operators.</summary>
    public HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

    /// <summary>Operators that it uses.</summary>
    public HashSet<string> Operators { get; } = new(StringComparer.Ordinal);
}
