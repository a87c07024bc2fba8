using System.Collections.Immutable;

namespace DataGate.Onnx.Sessions;

/// <summary>A model that is loaded and can be run. Safe from several threads.</summary>
internal interface IModelSession : IDisposable
{
    ImmutableArray<ModelPort> Inputs { get; }

    ImmutableArray<ModelPort> Outputs { get; }

    /// <summary>Runs so many rows of one length: inputs of shape [rows, values / rows], by name. The output's values in row-major order, with its shape.</summary>
    ModelResult Run(IReadOnlyList<KeyValuePair<string, long[]>> inputs, int rows, string output);

    /// <summary>Runs one row, with inputs besides that hold zeros alone, or nothing; the output is read where it lies, and is gone afterwards.</summary>
    void Read(IReadOnlyList<KeyValuePair<string, long[]>> inputs, IReadOnlyList<BlankInput> blanks, string output, ReadsOutput read);
}

/// <summary>An input of zeros.</summary>
/// <param name="Name">As the model has it.</param>
/// <param name="Shape">Its dimensions; one that is 0 leaves nothing in it.</param>
internal sealed record BlankInput(string Name, ImmutableArray<long> Shape);

/// <summary>Reads an output's values in row-major order, with its shape.</summary>
internal delegate void ReadsOutput(ReadOnlySpan<float> values, ImmutableArray<long> shape);

/// <summary>An input or output of a model.</summary>
/// <param name="Name">As the model has it.</param>
/// <param name="Element">int64, int32, float or another type's name.</param>
/// <param name="Dimensions">Its shape; −1 where a dimension isn't fixed. Default: a shape that the model doesn't tell.</param>
internal sealed record ModelPort(string Name, string Element, ImmutableArray<long> Dimensions);

/// <summary>What an output holds.</summary>
internal readonly record struct ModelResult(float[] Values, ImmutableArray<long> Shape);
