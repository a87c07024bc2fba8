using System.CommandLine;
using DataGate.Onnx;
using DataGate.Onnx.Devices;

namespace DataGate.Tool.Commands;

/// <summary>Options of commands that may embed texts.</summary>
internal sealed class EmbeddingOptions
{
    private const string LibraryVariable = "DATAGATE_ONNXRUNTIME";

    private readonly Option<Device?> _device = new("--device")
    {
        Description = "What models are run on: auto, cpu, cuda or cuda:N. Default: the policy's, else auto",
        HelpName = "auto|cpu|cuda[:N]",
        CustomParser = result =>
        {
            if (Device.TryParse(result.Tokens[0].Value) is { } device) return device;
            result.AddError($"'{result.Tokens[0].Value}' is not a device: auto, cpu, cuda or cuda:N");
            return null;
        },
    };

    private readonly Option<string?> _library = new("--onnxruntime")
    {
        Description = $"The folder to take ONNX Runtime's library from. Default: {LibraryVariable}, else the library beside the tool",
        HelpName = "DIR",
    };

    private readonly Option<bool> _noCache = new("--no-cache")
    {
        Description = "Embed every text anew, and keep nothing in the user's cache",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_device);
        command.Options.Add(_library);
        command.Options.Add(_noCache);
    }

    /// <summary>What the command line asks for; a folder that isn't there is told at once, all else when something is to be embedded.</summary>
    public EmbeddingRequest Of(ParseResult parsed, Host host, int threads, Progress progress)
    {
        var folder = parsed.GetValue(_library) ?? host.Variable(LibraryVariable);
        if (string.IsNullOrEmpty(folder)) folder = null;
        var full = folder is null ? null : Path.GetFullPath(folder, host.Folder);
        if (full is not null && !Directory.Exists(full)) throw new UsageException(EmbeddingCodes.Library, $"there is no folder '{folder}'");
        return new EmbeddingRequest(parsed.GetValue(_device), full, !parsed.GetValue(_noCache), threads, progress);
    }
}
