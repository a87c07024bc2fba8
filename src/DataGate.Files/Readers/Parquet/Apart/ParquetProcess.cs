using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DataGate.Files.Readers.Parquet.Apart;

/// <summary>Reading Parquet ended the process that did it, or had to be ended.</summary>
internal sealed class ParquetProcessException(string message) : ParquetException(message);

/// <summary>A process that reads Parquet. For one thread at a time.</summary>
internal sealed class ParquetProcess : IDisposable
{
    /// <summary>What of the environment it takes to start: where .NET and its libraries are, and the system's own folders. No secret has such a name.</summary>
    private static readonly string[] s_kept = ["LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "WINDIR", "TMPDIR", "TEMP", "TMP"];

    private const string KeptOfRuntime = "DOTNET_";

    private readonly Process _process;
    private readonly Stream _output;
    private readonly FrameReader _answers;
    private readonly Timer _watch;
    private volatile bool _isLate;

    /// <exception cref="ParquetProcessException">It can't be started.</exception>
    public ParquetProcess(ParquetStart start)
    {
        Start = start;
        var info = new ProcessStartInfo(start.File)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in start.Arguments) info.ArgumentList.Add(argument);
        foreach (var name in info.Environment.Keys.Where(name => !IsKept(name)).ToList()) info.Environment.Remove(name);
        // Its own socket for debuggers would outlive it where it is killed.
        info.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            _process = Process.Start(info)!;
        }
        catch (Win32Exception e)
        {
            throw new ParquetProcessException($"what reads Parquet can't be started: {e.Message}");
        }
        // What a crash says there is nobody's to read, and a full pipe would stop it.
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        _output = _process.StandardInput.BaseStream;
        Requests = new FrameWriter(_output);
        _answers = new FrameReader(_process.StandardOutput.BaseStream);
        _watch = new Timer(_ =>
        {
            _isLate = true;
            Kill();
        });
    }

    public ParquetStart Start { get; }

    public FrameWriter Requests { get; }

    /// <summary>Sends what was written and waits for the answer.</summary>
    /// <exception cref="ParquetProcessException">The process has ended.</exception>
    public FrameReader Ask()
    {
        try
        {
            Requests.Send();
        }
        catch (IOException)
        {
            throw Ended();
        }
        return Next();
    }

    /// <summary>Waits for the next answer.</summary>
    /// <exception cref="ParquetProcessException">The process has ended, or sends what is no answer.</exception>
    public FrameReader Next()
    {
        _watch.Change(Start.Patience, Timeout.InfiniteTimeSpan);
        try
        {
            return _answers.Next() ? _answers : throw Ended();
        }
        catch (EndOfStreamException)
        {
            throw Ended();
        }
        catch (InvalidDataException)
        {
            throw new ParquetProcessException("what reads Parquet sends what are no rows: this file, or one before it, may have been made to do that");
        }
        finally
        {
            _watch.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends it, whatever it does; from any thread.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        Kill();
        _process.Dispose();
    }

    private ParquetProcessException Ended()
    {
        Kill();
        _process.WaitForExit();
        return new ParquetProcessException(_isLate
            ? string.Create(CultureInfo.InvariantCulture, $"reading it took more than {Start.Patience.TotalSeconds} s for the next row, and was ended")
            : string.Create(CultureInfo.InvariantCulture, $"reading it ended the process that reads Parquet (exit {_process.ExitCode}): it is damaged, or was made to do that"));
    }

    private static bool IsKept(string name) => name.StartsWith(KeptOfRuntime, StringComparison.OrdinalIgnoreCase) || s_kept.Contains(name, StringComparer.OrdinalIgnoreCase);
}
