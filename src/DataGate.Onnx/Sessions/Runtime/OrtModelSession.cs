using System.Collections.Immutable;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DataGate.Onnx.Sessions.Runtime;

/// <summary>A model in ONNX Runtime.</summary>
internal sealed class OrtModelSession : IModelSession
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly HashSet<string> _short;

    /// <exception cref="EmbeddingException">ONNX Runtime refuses the model.</exception>
    public OrtModelSession(SessionRequest request, SessionOptions options)
    {
        if (request.ExternalFolder is { } folder) options.AddSessionConfigEntry("session.model_external_initializers_file_folder_path", folder);
        try
        {
            _session = new InferenceSession(request.Model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"ONNX Runtime can't load the model: {OneLine(e)}", e);
        }
        Inputs = Ports(_session.InputMetadata);
        Outputs = Ports(_session.OutputMetadata);
        _short = [.. Inputs.Where(input => input.Element == "int32").Select(input => input.Name)];
    }

    public ImmutableArray<ModelPort> Inputs { get; }

    public ImmutableArray<ModelPort> Outputs { get; }

    public ModelResult Run(IReadOnlyList<KeyValuePair<string, long[]>> inputs, string output)
    {
        var values = inputs.Select(Value).ToList();
        try
        {
            using var results = _session.Run(_run, [.. inputs.Select(input => input.Key)], values, [output]);
            var info = results[0].GetTensorTypeAndShape();
            return new ModelResult(results[0].GetTensorDataAsSpan<float>().ToArray(), [.. info.Shape]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EmbeddingException(EmbeddingCodes.Model, $"ONNX Runtime can't run the model: {OneLine(e)}", e);
        }
        finally
        {
            foreach (var value in values) value.Dispose();
        }
    }

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(KeyValuePair<string, long[]> input) => _short.Contains(input.Key)
        ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(input.Value, value => (int)value), [1, input.Value.Length])
        : OrtValue.CreateTensorValueFromMemory(input.Value, [1, input.Value.Length]);

    private static ImmutableArray<ModelPort> Ports(IReadOnlyDictionary<string, NodeMetadata> ports) =>
    [
        .. ports.Select(port => new ModelPort(
            port.Key, port.Value.IsTensor ? Element(port.Value.ElementDataType) : "no tensor", port.Value.IsTensor ? [.. port.Value.Dimensions.Select(size => (long)size)] : [])),
    ];

    private static string Element(TensorElementType type) => type switch
    {
        TensorElementType.Int64 => "int64",
        TensorElementType.Int32 => "int32",
        TensorElementType.Float => "float",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").Trim();
}
