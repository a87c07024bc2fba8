using System.Globalization;
using System.Runtime.InteropServices;

namespace DataGate.Onnx.Devices;

/// <summary>What embeddings are computed on.</summary>
public enum DeviceKind
{
    /// <summary>The first CUDA device that works, else the processor.</summary>
    Auto,
    Cpu,
    Cuda,
}

/// <summary>A device that is asked for: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:n</c>.</summary>
/// <param name="Kind">Default: auto.</param>
/// <param name="Index">Which CUDA device, 0 … 999. Default: 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Device(DeviceKind Kind, int Index = 0)
{
    private const string Cuda = "cuda";
    private const int MaxIndex = 999;

    /// <summary>The device, or null where the text names none.</summary>
    public static Device? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "auto" => new Device(DeviceKind.Auto),
            "cpu" => new Device(DeviceKind.Cpu),
            Cuda => new Device(DeviceKind.Cuda),
            _ when text.StartsWith(Cuda + ":", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(Cuda.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index <= MaxIndex
                => new Device(DeviceKind.Cuda, index),
            _ => null,
        };
    }

    public override string ToString() => Kind switch
    {
        DeviceKind.Auto => "auto",
        DeviceKind.Cpu => "cpu",
        _ => Index == 0 ? Cuda : string.Create(CultureInfo.InvariantCulture, $"{Cuda}:{Index}"),
    };
}
