using System.Globalization;
using DataGate.Files.Datasets;
using DataGate.Files.Memos;
using DataGate.Onnx;

namespace DataGate.Tool;

/// <summary>What the tool is run in: where it stands, where it writes, and what day it is. The clock is read here and nowhere else.</summary>
internal sealed record Host
{
    private static readonly string[] s_locales = ["LC_ALL", "LC_CTYPE", "LANG"];

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>Why <see cref="Out"/> didn't take everything; null: it did.</summary>
    public Func<string?> OutFailure { get; init; } = () => null;

    /// <summary>Relative paths start here, and files are shown relative to it.</summary>
    public required string Folder { get; init; }

    public required DateOnly Today { get; init; }

    /// <summary>When the tool was started, before it read anything. Default: before any file was written, so that nothing read is known to be older.</summary>
    public DateTimeOffset Started { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Bytes of files below which what a scan gathers of them is not kept.</summary>
    public long MinKeptBytes { get; init; } = ScanCache.DefaultMinBytes;

    /// <summary>Bytes of a piece that a file is cut into by its content, at least.</summary>
    public long LeastPiece { get; init; } = SourceOptions.DefaultLeastPiece;

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>Opens what embeds texts, or says why it can't.</summary>
    public Func<EmbedderSettings, OpenedEmbedder> OpenEmbedder { get; init; } = Embedders.Open;

    /// <summary>Opens the language model that a policy names, or says why it can't be run.</summary>
    public Func<EmbedderSettings, OpenedLanguageModel> OpenLanguageModel { get; init; } = LanguageModels.Open;

    public bool IsOutTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether who reads the output takes UTF-8 for what it is. Default: true.</summary>
    public bool IsUtf8 { get; init; } = true;

    /// <summary>Columns of the terminal; 0: not a terminal.</summary>
    public int Width { get; init; }

    public CancellationToken Stopped { get; init; }

    /// <summary>Null where it was removed, or lies where this user may not look.</summary>
    public static string? WorkingFolder()
    {
        try
        {
            return Directory.GetCurrentDirectory();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="folder">The working folder.</param>
    public static Host OfProcess(string folder)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var output = StandardOutput.Of(Console.OpenStandardOutput);
        var stop = new CancellationTokenSource();
        var started = TimeProvider.System.GetUtcNow();
        Console.CancelKeyPress += (_, press) =>
        {
            press.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        return new Host
        {
            Out = new StreamWriter(output, new System.Text.UTF8Encoding(false)),
            OutFailure = () => output.Failure,
            Error = new StreamWriter(StandardOutput.Of(Console.OpenStandardError), new System.Text.UTF8Encoding(false)) { AutoFlush = true },
            Folder = folder,
            Today = DateOnly.FromDateTime(started.UtcDateTime),
            Started = started,
            Variable = Environment.GetEnvironmentVariable,
            IsOutTerminal = !Console.IsOutputRedirected,
            IsErrorTerminal = !Console.IsErrorRedirected,
            IsUtf8 = TakesUtf8(Environment.GetEnvironmentVariable),
            Width = Console.IsOutputRedirected ? 0 : WindowWidth(),
            Stopped = stop.Token,
        };
    }

    /// <summary>By the locale that the environment names; without one it does.</summary>
    internal static bool TakesUtf8(Func<string, string?> variable)
    {
        var locale = s_locales.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return locale is null || locale.Contains("UTF-8", StringComparison.OrdinalIgnoreCase) || locale.Contains("utf8", StringComparison.OrdinalIgnoreCase);
    }

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
