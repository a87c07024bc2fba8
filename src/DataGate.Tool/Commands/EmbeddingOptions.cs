using System.CommandLine;
using DataGate.Onnx;
using DataGate.Onnx.Devices;
using DataGate.Policies;

namespace DataGate.Tool.Commands;

/// <summary>Options of commands that may embed texts.</summary>
internal sealed class EmbeddingOptions
{
    private const string LibraryVariable = "DATAGATE_ONNXRUNTIME";

    private readonly Option<string?> _device = new("--device")
    {
        Description = "What models are run on: auto, cpu, cuda or cuda:N. Default: the policy's, else auto",
        HelpName = "auto|cpu|cuda[:N]",
    };

    private readonly Option<string?> _library = new("--onnxruntime")
    {
        Description = $"The folder to take ONNX Runtime's library from. Default: {LibraryVariable}, else the library beside the tool",
        HelpName = "DIR",
    };

    private readonly Option<bool> _noCache = new("--no-cache")
    {
        Description = "Judge and have models read everything anew, and keep nothing in the user's cache",
    };

    private readonly Option<string?> _model = new("--model")
    {
        Description = "A folder with an embedding model: model.onnx and tokenizer files. Default: the built-in one",
        HelpName = "DIR",
    };

    private readonly Option<string?> _languageModel = new("--language-model")
    {
        Description = "A folder with a causal language model that perplexities are taken by. Default: none, and a model that learns from the reference",
        HelpName = "DIR",
    };

    public EmbeddingOptions() => Shared.Refuse(_device, text => Device.TryParse(text) is null, text => $"'{text}' is not a device: auto, cpu, cuda or cuda:N");

    public void AddTo(Command command)
    {
        command.Options.Add(_device);
        command.Options.Add(_library);
        command.Options.Add(_noCache);
    }

    /// <summary>For a command without a policy, which would name the embedding model.</summary>
    public void AddModelTo(Command command) => command.Options.Add(_model);

    /// <summary>For a command without a policy, which would name the language model.</summary>
    public void AddLanguageModelTo(Command command) => command.Options.Add(_languageModel);

    /// <summary>What a policy would say of the embedding model.</summary>
    public EmbeddingPolicy PolicyOf(ParseResult parsed, Host host) => EmbeddingPolicy.Default with { ModelFolder = Folder(parsed.GetValue(_model), EmbeddingCodes.Model, host) };

    /// <summary>What a policy would say of the language model; null: none is named.</summary>
    public LanguageModelPolicy? LanguageModelOf(ParseResult parsed, Host host) =>
        Folder(parsed.GetValue(_languageModel), EmbeddingCodes.LanguageModel, host) is { } folder ? new LanguageModelPolicy(folder, EmbeddingPolicy.Default.Device) : null;

    /// <summary>What the command line asks for; a folder that isn't there is told at once, all else when something is to be embedded.</summary>
    public EmbeddingRequest Of(ParseResult parsed, Host host, Shared shared, Progress progress) => new(
        parsed.GetValue(_device) is { } device ? Device.TryParse(device) : null, Folder(parsed.GetValue(_library) ?? host.Variable(LibraryVariable), EmbeddingCodes.Library, host),
        !parsed.GetValue(_noCache), shared.IsDetailed(parsed), shared.ThreadsOf(parsed), progress);

    /// <summary>The full path; null where none is named.</summary>
    private static string? Folder(string? name, string code, Host host)
    {
        if (string.IsNullOrEmpty(name)) return null;
        var full = Path.GetFullPath(name, host.Folder);
        return Directory.Exists(full) ? full : throw new UsageException(code, $"there is no folder '{name}'");
    }
}
