using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using DataGate.Documents;

namespace DataGate.Files.Readers;

/// <summary>How a scan runs. Nothing here changes what it finds, the limits apart.</summary>
public sealed record ScanOptions
{
    /// <summary>Chunks read at once. Default: the machine's cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Indexes of the chunks to read, each once. Default: all of the plan's.</summary>
    public IReadOnlyList<int>? Chunks { get; init; }

    public ReadingLimits Limits { get; init; } = ReadingLimits.Default;

    /// <summary>Told the lines of each chunk before what it holds is; by any thread. Default: nobody.</summary>
    public Action<int, long>? Counted { get; init; }

    /// <summary>
    /// Takes the bytes on disk done since its last call; called by any thread at any time. After a scan the sum is the
    /// length of the chunks that it read.
    /// </summary>
    public Action<long>? Progress { get; init; }
}

/// <param name="Parts">What the threads made, one a thread. Which records went to which is chance: merge them.</param>
/// <param name="Lines">For <see cref="LineIndex"/>: the lines of each chunk of the plan, <see cref="LineIndex.Unknown"/> where it was not read.</param>
public sealed record ScanResult<TPart>(ImmutableArray<TPart> Parts, ImmutableArray<long> Lines);

/// <summary>Reads the chunks of a plan on several threads, each into a part of its own.</summary>
public static class Scanner
{
    /// <param name="plan">What to read.</param>
    /// <param name="newPart">Makes a thread's sink, on that thread.</param>
    /// <param name="chunkRead">Called by a thread after each of its chunks; locks what it shares.</param>
    /// <param name="options">How to read.</param>
    /// <param name="cancellation">Looked at between records.</param>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    /// <exception cref="AggregateException">Several threads failed. What one thread throws comes as it is; both after all have stopped.</exception>
    public static ScanResult<TPart> Scan<TPart>(
        ScanPlan plan,
        Func<TPart> newPart,
        Action<TPart, Chunk>? chunkRead = null,
        ScanOptions? options = null,
        CancellationToken cancellation = default)
        where TPart : IRecordSink
    {
        options ??= new ScanOptions();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = new Run<TPart>(plan, newPart, chunkRead, options, stop);
        var others = new Thread[run.Threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var worker = i + 1;
            others[i] = new Thread(() => run.Work(worker)) { Name = "scan" };
            others[i].Start();
        }
        run.Work(0);
        foreach (var other in others) other.Join();
        run.ThrowIfFailed(cancellation);
        return run.Result;
    }

    private sealed class Run<TPart>
        where TPart : IRecordSink
    {
        private readonly ScanPlan _plan;
        private readonly Func<TPart> _newPart;
        private readonly Action<TPart, Chunk>? _chunkRead;
        private readonly ScanOptions _options;
        private readonly CancellationTokenSource _stop;
        private readonly long[] _lines;
        private readonly int _count;
        private readonly TPart[] _parts;
        private readonly Exception?[] _errors;
        private int _taken;

        public Run(ScanPlan plan, Func<TPart> newPart, Action<TPart, Chunk>? chunkRead, ScanOptions options, CancellationTokenSource stop)
        {
            (_plan, _newPart, _chunkRead, _options, _stop) = (plan, newPart, chunkRead, options, stop);
            _lines = new long[plan.Chunks.Length];
            Array.Fill(_lines, LineIndex.Unknown);
            _count = options.Chunks?.Count ?? plan.Chunks.Length;
            Threads = Math.Clamp(options.Threads, 1, Math.Max(1, _count));
            _parts = new TPart[Threads];
            _errors = new Exception?[Threads];
        }

        public int Threads { get; }

        public ScanResult<TPart> Result => new([.. _parts], [.. _lines]);

        public void Work(int worker)
        {
            try
            {
                var part = _parts[worker] = _newPart();
                for (var next = Take(); next < _count && !_stop.IsCancellationRequested; next = Take())
                    Read(_plan.Chunks[_options.Chunks?[next] ?? next], part);
            }
            catch (Exception e)
            {
                _errors[worker] = e;
                _stop.Cancel();
            }
        }

        public void ThrowIfFailed(CancellationToken cancellation)
        {
            var errors = _errors.Where(e => e is not null and not OperationCanceledException).ToArray();
            if (errors.Length > 1) throw new AggregateException(errors!);
            if (errors is [{ } only]) ExceptionDispatchInfo.Throw(only);
            cancellation.ThrowIfCancellationRequested();
            if (_errors.FirstOrDefault(e => e is not null) is { } ownCancellation) ExceptionDispatchInfo.Throw(ownCancellation);
        }

        private int Take() => Interlocked.Increment(ref _taken) - 1;

        private void Read(Chunk chunk, TPart part)
        {
            var file = _plan.Files[chunk.File];
            var reading = new ChunkReading(file, chunk, _options.Limits, _options.Progress, _stop.Token);
            _lines[chunk.Index] = ReaderCatalog.For(file).Read(reading, part);
            if (!reading.IsUnread && file.HasChanged) part.Report(new ReadingProblem(ReadingProblemKind.Unreadable, Place.OfFile(chunk.Index), "the file changed while it was read"));
            part.End(chunk.Index);
            _options.Counted?.Invoke(chunk.Index, _lines[chunk.Index]);
            _chunkRead?.Invoke(part, chunk);
            reading.Reached(chunk.End);
        }
    }
}
