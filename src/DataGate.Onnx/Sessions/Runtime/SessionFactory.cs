using DataGate.Onnx.Devices;
using DataGate.Onnx.Sessions.Runtime;
using Microsoft.ML.OnnxRuntime;

namespace DataGate.Onnx.Sessions;

/// <summary>Opens models with ONNX Runtime, on the device that is asked for.</summary>
internal static class SessionFactory
{
    public static bool HasRuntime => true;

    /// <exception cref="EmbeddingException">The folder that was named holds no library, the device isn't there, or the model can't be loaded.</exception>
    public static OpenedSession Open(SessionRequest request)
    {
        if (Load(request) is { } reason) return new OpenedSession(null, reason, request.Device, Remark: null);
        if (request.Device.Kind is DeviceKind.Cpu) return OnCpu(request, remark: null);
        var cuda = request.Device with { Kind = DeviceKind.Cuda };
        try
        {
            using var options = Options();
            CudaProvider.Append(options, cuda.Index);
            return new OpenedSession(new OrtModelSession(request, options), null, cuda, Remark: null);
        }
        catch (CudaUnavailableException e) when (request.Device.Kind is DeviceKind.Auto)
        {
            return OnCpu(request, $"models run on the processor: {e.Message}");
        }
        catch (CudaUnavailableException e)
        {
            throw new EmbeddingException(EmbeddingCodes.Device, $"the device '{request.Device}' isn't there: {e.Message}", e);
        }
    }

    private static OpenedSession OnCpu(SessionRequest request, string? remark)
    {
        using var options = Options();
        return new OpenedSession(new OrtModelSession(request, options), null, new Device(DeviceKind.Cpu), remark);
    }

    private static string? Load(SessionRequest request)
    {
        if (request.LibraryFolder is { } folder)
        {
            var named = LibraryFile.In(folder) ?? throw new EmbeddingException(EmbeddingCodes.Library, $"there is no {LibraryFile.Name} in {folder}");
            return OrtLibrary.Load(named) is { } why ? throw new EmbeddingException(EmbeddingCodes.Library, why) : null;
        }
        return LibraryFile.BesideTool() is { } path
            ? OrtLibrary.Load(path)
            : $"ONNX Runtime has no library for {LibraryFile.Machine} beside the tool: name the folder that holds {LibraryFile.Name} with --onnxruntime DIR or DATAGATE_ONNXRUNTIME";
    }

    /// <summary>
    /// One thread a run: several texts are run at once instead, each on its own, so that no embedding depends on its neighbours or on the number of cores.
    /// Weights that are stored as 8-bit integers become floats once, when the model is loaded.
    /// </summary>
    private static SessionOptions Options()
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.disable_quant_qdq", "1");
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }
}
