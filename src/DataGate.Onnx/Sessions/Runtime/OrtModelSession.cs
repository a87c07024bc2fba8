using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
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

    public ModelResult Run(IReadOnlyList<KeyValuePair<string, long[]>> inputs, int rows, string output)
    {
        ModelResult result = default;
        Read(inputs, rows, [], output, (values, shape) => result = new ModelResult(values.ToArray(), shape));
        return result;
    }

    public void Read(IReadOnlyList<KeyValuePair<string, long[]>> inputs, IReadOnlyList<BlankInput> blanks, string output, ReadsOutput read) =>
        Read(inputs, 1, blanks, output, read);

    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }

    private void Read(IReadOnlyList<KeyValuePair<string, long[]>> inputs, int rows, IReadOnlyList<BlankInput> blanks, string output, ReadsOutput read)
    {
        var values = new List<OrtValue>(inputs.Count + blanks.Count);
        try
        {
            values.AddRange(inputs.Select(input => Value(input, rows)));
            values.AddRange(blanks.Select(Blank));
            using var results = _session.Run(_run, [.. inputs.Select(input => input.Key), .. blanks.Select(blank => blank.Name)], values, [output]);
            var tensor = results[0].GetTensorTypeAndShape();
            if (tensor.ElementDataType is TensorElementType.Float16) ReadHalves(results[0].GetTensorDataAsSpan<Float16>(), [.. tensor.Shape], read);
            else read(results[0].GetTensorDataAsSpan<float>(), [.. tensor.Shape]);
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

    private static void ReadHalves(ReadOnlySpan<Float16> values, ImmutableArray<long> shape, ReadsOutput read)
    {
        var floats = ArrayPool<float>.Shared.Rent(values.Length);
        try
        {
            var halves = MemoryMarshal.Cast<Float16, Half>(values);
            for (var i = 0; i < halves.Length; i++) floats[i] = (float)halves[i];
            read(floats.AsSpan(0, values.Length), shape);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(floats);
        }
    }

    private OrtValue Value(KeyValuePair<string, long[]> input, int rows) => _short.Contains(input.Key)
        ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(input.Value, value => (int)value), [rows, input.Value.Length / rows])
        : OrtValue.CreateTensorValueFromMemory(input.Value, [rows, input.Value.Length / rows]);

    private OrtValue Blank(BlankInput blank)
    {
        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, _session.InputMetadata[blank.Name].ElementDataType, [.. blank.Shape]);
        value.GetTensorMutableRawData().Clear();
        return value;
    }

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
        TensorElementType.Float16 => "float16",
        TensorElementType.Bool => "bool",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string OneLine(Exception e) => e.Message.ReplaceLineEndings(" ").Trim();
}
