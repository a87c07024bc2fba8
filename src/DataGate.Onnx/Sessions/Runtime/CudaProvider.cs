using Microsoft.ML.OnnxRuntime;

namespace DataGate.Onnx.Sessions.Runtime;

/// <summary>CUDA can't be used here; the message says why.</summary>
internal sealed class CudaUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Adds CUDA to a session's options: as a plug-in where its library stands beside ONNX Runtime's own, else by what is built in.</summary>
internal static class CudaProvider
{
    private const string Name = "CUDAExecutionProvider";
    private const string Registration = "datagate-cuda";
    private static readonly string s_file = OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";
    private static readonly Lock s_lock = new();
    private static bool s_isRegistered;

    /// <exception cref="CudaUnavailableException">There is no provider, no driver, no library that it needs, or no such device.</exception>
    public static void Append(SessionOptions options, int index)
    {
        if (OrtLibrary.Folder is not { } folder || !File.Exists(Path.Join(folder, s_file)))
            throw new CudaUnavailableException("the ONNX Runtime in use has no CUDA provider (build with -p:OnnxRuntimeGpu=true, or name a folder that has it with --onnxruntime)");
        try
        {
            var devices = Devices(Path.Join(folder, s_file));
            if (devices.Count == 0) throw new CudaUnavailableException("no CUDA device was found");
            if (index >= devices.Count) throw new CudaUnavailableException($"there are {devices.Count} CUDA devices, the first of which is 0");
            options.AppendExecutionProvider(OrtEnv.Instance(), [devices[index]], new Dictionary<string, string>(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException)
        {
            throw new CudaUnavailableException(e.Message.ReplaceLineEndings(" ").Trim(), e);
        }
    }

    private static List<OrtEpDevice> Devices(string library)
    {
        lock (s_lock)
        {
            if (!s_isRegistered) OrtEnv.Instance().RegisterExecutionProviderLibrary(Registration, library);
            s_isRegistered = true;
        }
        return [.. OrtEnv.Instance().GetEpDevices().Where(device => device.EpName.StartsWith(Name, StringComparison.OrdinalIgnoreCase) || device.EpName.Contains("cuda", StringComparison.OrdinalIgnoreCase))];
    }
}
