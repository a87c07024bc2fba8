using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>
/// Reads Parquet in a process apart: what the values in a file do to a native reader then ends that process, and not the check. It gets the names of files and nothing else, of the
/// environment only what starts it, and sends rows back through a pipe in bounded frames, which are looked through before they are believed.
/// </summary>
public static class ParquetApart
{
    /// <summary>The tool's only argument in that process.</summary>
    public const string Command = "--read-parquet";

    /// <summary>Seconds without a row after which it is ended.</summary>
    public const int Patience = 120;

    /// <summary>Processes that stand idle: to start one takes longer than to read a small file. There are never more than threads that read at once.</summary>
    private static readonly ConcurrentBag<ParquetProcess> s_idle = [];

    /// <summary>How to start one; null (the default): Parquet is read in this process.</summary>
    public static ParquetStart? Start { get; set; }

    /// <summary>How to start this very tool again.</summary>
    /// <param name="tool">The full path of its assembly; empty: it has none beside it, and is all of the program that runs.</param>
    /// <returns>Null where nobody knows what runs it.</returns>
    public static ParquetStart? Again(string tool)
    {
        if (Environment.ProcessPath is not { } process) return null;
        // Whatever it was renamed to: the path is the program's own, no link that led to it.
        if (tool.Length == 0) return new ParquetStart(process, [Command]);
        var name = Path.GetFileNameWithoutExtension(process);
        if (string.Equals(name, "dotnet", StringComparison.OrdinalIgnoreCase)) return new ParquetStart(process, [tool, Command]);
        // A tool that is installed has a starter of its own name.
        return string.Equals(name, Path.GetFileNameWithoutExtension(tool), StringComparison.OrdinalIgnoreCase) ? new ParquetStart(process, [Command]) : null;
    }

    /// <summary>Is that process: answers requests until there are no more, or whoever asks is gone.</summary>
    /// <returns>The exit code.</returns>
    public static int Serve(Stream requests, Stream answers)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ArgumentNullException.ThrowIfNull(answers);
        // Who is stopped at the terminal ends this one itself, or takes what is on its way for broken.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var pending = new BlockingCollection<byte[]>();
        var server = new Thread(() => Answer(answers, pending)) { IsBackground = true, Name = "parquet" };
        server.Start();
        // Read on while rows are on their way: when the other side is gone, so is the reason for them.
        var frame = new FrameReader(requests);
        while (frame.Next()) pending.Add(frame.Copy());
        return 0;
    }

    private static void Answer(Stream answers, BlockingCollection<byte[]> requests)
    {
        using var server = new ParquetServer(answers);
        try
        {
            server.Answer(requests);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Whoever asked is gone.
        }
    }

    internal static ParquetProcess Rent(ParquetStart start)
    {
        while (s_idle.TryTake(out var idle))
        {
            if (idle.Start == start) return idle;
            idle.Dispose();
        }
        return new ParquetProcess(start);
    }

    /// <summary>Only of one that waits for a request.</summary>
    internal static void Return(ParquetProcess process) => s_idle.Add(process);
}
